// The name or address that a server's certificate has to bear, from a host as routes, MX records and people write it.

import { isIP } from 'node:net';
import tls from 'node:tls';
import type { PeerCertificate } from 'node:tls';
import { parseAddressLiteral } from '../model/address-literal.js';
import { parseDomain } from '../model/domain.js';
import { describeValue } from '../model/quotation.js';

export interface HostIdentity {
  readonly kind: 'name' | 'address';
  /** An A-label name in lower case, or an IP address without brackets. */
  readonly text: string;
}

/** @returns null for what is neither a host name, an IP address nor an address literal */
export function readHostIdentity(host: unknown): HostIdentity | null {
  if (typeof host !== 'string') return null;
  const address = addressOf(host);
  if (address !== null) return { kind: 'address', text: address };
  const name = parseDomain(host) ?? lenientName(host);
  return name === null ? null : { kind: 'name', text: name };
}

/** @throws TypeError for what is no host (S-12.4) */
export function hostIdentity(host: unknown): HostIdentity {
  const identity = readHostIdentity(host);
  if (identity !== null) return identity;
  throw new TypeError(`\`host\` must be the name of the server that was asked for, an IP address or an address literal, not ${describeValue(host)}`);
}

/**
 * Whether a certificate bears the name, by Node's own rules (`tls.checkServerIdentity`), which are those of RFC 6125: subject alternative names, and
 * the common name only where there is no DNS name among them.
 */
export function bearsName(certificate: PeerCertificate, identity: HostIdentity): boolean {
  try {
    return tls.checkServerIdentity(identity.text, certificate) === undefined;
  } catch {
    // Names that Node cannot read are no names.
    return false;
  }
}

function addressOf(host: string): string | null {
  if (isIP(host) !== 0) return host.includes('%') ? null : host;
  const literal = parseAddressLiteral(host);
  if (literal !== null) return literal.slice(1, -1).replace(/^IPv6:/, '');
  const bracketed = /^\[([0-9a-f:.]+)\]$/i.exec(host)?.[1] ?? '';
  return isIP(bracketed) === 6 ? bracketed : null;
}

/** MX records name hosts with underscores, which no mail domain has (S-2.1). */
function lenientName(host: string): string | null {
  return /^(?=.{1,254}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?$/i.test(host) && /[a-z_]/i.test(host) ? host.toLowerCase().replace(/\.$/, '') : null;
}
