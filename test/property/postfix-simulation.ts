// What Postfix makes of the answers to its look-ups: transport_maps before the sender's default transport (transport(5), postconf(5)), and the TLS policy of
// the transport's own smtp_tls_policy_maps. It knows the words of Postfix, and nothing of how the answers were found.

import type { MapAnswer } from '../../src/postfix/map-answer.js';
import type { OutboundMaps } from '../../src/postfix/outbound-maps.js';
import { constraintTransports } from '../../src/postfix/transports.js';
import { opportunistic } from '../../src/index.js';
import type { TlsVersion, TransportConstraints } from '../../src/index.js';

export interface Applied {
  readonly constraints: TransportConstraints;
  /** The recipient's transport was chosen, whoever the sender is. */
  readonly byRecipient: boolean;
  /** The next-hop is not the recipient's domain. */
  readonly isRouted: boolean;
}

export function appliedByPostfix(maps: OutboundMaps, sender: string | null, recipient: string): Applied {
  const byRecipient = valueOf(maps.transport(recipient));
  const [, transport = '', nextHop = ''] = /^([^:]*):(.*)$/s.exec(byRecipient ?? valueOf(maps.senderTransport(sender ?? '<>')) ?? '') ?? [];
  const fixed = constraintTransports.find(({ name }) => name === transport);
  const asked = nextHop === '' ? recipient.slice(recipient.lastIndexOf('@') + 1) : nextHop;
  const constraints = fixed?.constraints ?? constraintsOf(valueOf(maps.tlsPolicy(transport, asked)));
  return { constraints, byRecipient: byRecipient !== null, isRouted: nextHop !== '' };
}

function valueOf(answer: MapAnswer): string | null {
  if (answer.status === 'found') return answer.value;
  if (answer.status === 'not-found') return null;
  throw new Error(`Postfix would defer the mail: ${answer.reason}`);
}

/** A level and its attributes, as smtp_tls_policy_maps has them. */
function constraintsOf(policy: string | null): TransportConstraints {
  if (policy === null) return opportunistic;
  const [level, ...attributes] = policy.split(' ');
  const values = new Map(attributes.map((attribute) => [attribute.slice(0, attribute.indexOf('=')), attribute.slice(attribute.indexOf('=') + 1)] as const));
  const verified = level === 'verify' && values.get('match') === 'hostname' && values.get('servername') === 'hostname';
  if (!verified && level !== 'encrypt') throw new Error(`Postfix knows no such level: ${policy}`);
  const minVersion = (values.get('protocols')?.replace(/^>=/, '') ?? null) as TlsVersion | null;
  return { tls: 'required', minVersion, caSigned: verified, hostname: verified };
}
