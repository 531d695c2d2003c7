// The answers to Postfix's look-ups for outbound mail (S-23). Postfix asks about the sender, the recipient and the next-hop in three tables, each on its
// own, and the engine decides about a sender and a recipient: here each question becomes messages that the engine evaluates. Nothing here matches entries.

import { compileContent } from '../compile/compiled-policy.js';
import type { CompiledPolicy } from '../compile/compiled-policy.js';
import type { PolicyEngine } from '../engine.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { EvaluateOptions } from '../evaluate/evaluate.js';
import { parseAddress } from '../model/address.js';
import type { RecipientDecision } from '../model/decision.js';
import { parseDomain } from '../model/domain.js';
import { quote } from '../model/quotation.js';
import { isOwnRoute } from '../model/route.js';
import type { HostRoute } from '../model/route.js';
import { constraintsCode, join, opportunistic } from '../model/transport.js';
import type { TransportConstraints } from '../model/transport.js';
import { contentOf } from '../policy/parsed-policy.js';
import { addressOfInternal } from './internal-address.js';
import { found, notFound } from './map-answer.js';
import type { MapAnswer } from './map-answer.js';
import { domainPartOf, nextHopOf } from './next-hop.js';
import { tlsPolicyOf } from './tls-policy.js';
import { constraintTransportFor, postfixConstraints, ROOT_TRANSPORT, servedUnits } from './transports.js';
import type { OrgUnitTransport } from './transports.js';

/** An org unit as the only one of the policy: every sender is one of its users. */
type UnitView = CompiledPolicy;

/** The null sender is everybody's; neither matters, for no function is asked for it and outbound nothing is authenticated. */
const OPTIONS: EvaluateOptions = { orgUnitOf: undefined, organizationalDomain: () => null, replyProfile: 'default' };

export class OutboundMaps {
  /** In the order of the org units, the root's first. */
  readonly transports: readonly OrgUnitTransport[];
  private readonly engine: PolicyEngine;
  private readonly compiled: CompiledPolicy;
  /** By the name of the transport. */
  private readonly units: ReadonlyMap<string, UnitView>;
  /** The name of the transport of every org unit. */
  private readonly names: ReadonlyMap<string, string>;
  /** Without routes only an address entry can tell a recipient from its domain. */
  private readonly namesRoutes: boolean;

  constructor(engine: PolicyEngine) {
    this.engine = engine;
    this.compiled = compileContent(contentOf(engine.policy));
    const served = servedUnits(this.compiled);
    this.transports = served.map(({ transport }) => transport);
    this.units = new Map(served.map(({ transport, unit }) => [transport.name, { ...this.compiled, users: null, root: unit }]));
    this.names = new Map(this.transports.flatMap(({ name, orgUnits }) => orgUnits.map((orgUnit) => [orgUnit, name])));
    this.namesRoutes = this.compiled.content.routes.size > 0;
  }

  /** `sender_dependent_default_transport_maps`: the transport of the sender's org unit, to the recipient's own next-hop. */
  senderTransport(sender: string): MapAnswer {
    const mailFrom = NULL_SENDERS.has(sender) ? null : addressOfInternal(sender);
    const { recipients } = this.engine.evaluate({ envelope: { mailFrom, rcptTo: [ANYONE] } }, 'outbound');
    return found(recipients.map(({ orgUnit }) => `${this.names.get(orgUnit) ?? ROOT_TRANSPORT}:`).join(''));
  }

  /**
   * `transport_maps`: nothing where the next-hop alone says what the recipient needs. Else a transport with the constraints of whichever sender needs
   * most, since the table beats the sender's (S-23.4), and the route, if the policy names one.
   */
  transport(recipient: string): MapAnswer {
    if (recipient === WILDCARD_QUERY) return notFound;
    const rcptTo = addressOfInternal(recipient);
    if (!this.namesRoutes && this.isAnyoneOfItsDomain(rcptTo)) return notFound;
    const nextHop = this.recipientOfNextHop(domainPartOf(recipient));
    const treatments = [...this.units.values()].map((unit) => ({ own: treatmentOf(unit, rcptTo), ofNextHop: treatmentOf(unit, nextHop) }));
    if (treatments.every(({ own, ofNextHop }) => own.route === null && codeOf(own) === codeOf(ofNextHop))) return notFound;
    const constraints = treatments.reduce((joined, { own }) => join(joined, own.constraints), opportunistic);
    const [route] = treatments.flatMap(({ own }) => own.route ?? []);
    return found(`${constraintTransportFor(constraints)}:${route === undefined ? '' : nextHopOf(route)}`);
  }

  /** `smtp_tls_policy_maps` of an org unit's transport. @param name - of the transport */
  tlsPolicy(name: string, nextHop: string): MapAnswer {
    const unit = this.units.get(name);
    if (unit === undefined) return unknownTransport(name);
    // Asked when the domain itself was not found; the answer for the domain has its wildcards in it.
    if (nextHop.startsWith('.')) return notFound;
    const policy = tlsPolicyOf(treatmentOf(unit, this.recipientOfNextHop(nextHop)).constraints);
    return policy === null ? notFound : found(policy);
  }

  /** A stranger at the domain. What is no domain is a relay host, which anybody may be behind: an unknown partner, who matches every entry (S-23.5). */
  private recipientOfNextHop(nextHop: string): string {
    const domain = parseDomain(nextHop);
    if (domain === null) return UNKNOWN;
    for (let number = 0; ; number++) {
      const address = number === 0 ? `anyone@${domain}` : `anyone-${number}@${domain}`;
      if (!this.hasAddressEntry(address)) return address;
    }
  }

  private isAnyoneOfItsDomain(recipient: string): boolean {
    return parseDomain(domainPartOf(recipient)) !== null && parseAddress(recipient, true) !== null && !this.hasAddressEntry(recipient);
  }

  private hasAddressEntry(recipient: string): boolean {
    return this.engine.matching(recipient).some(({ entry }) => entry.kind === 'address');
  }
}

/** Asked by trivial-rewrite for the null sender, and once more as it would quote a local part. */
const NULL_SENDERS: ReadonlySet<string> = new Set(['', '<>', '"<>"']);
/** Asked when trivial-rewrite begins. */
const WILDCARD_QUERY = '*';
const ANYONE = 'anyone@invalid';
/** No address. */
const UNKNOWN = '';

interface Treatment {
  readonly constraints: TransportConstraints;
  /** Null: the recipient's own. */
  readonly route: HostRoute | null;
}

function treatmentOf(unit: UnitView, recipient: string): Treatment {
  const { constraints, recipients } = evaluate(unit, { envelope: { mailFrom: null, rcptTo: [recipient] } }, 'outbound', OPTIONS);
  const [route = null] = recipients.map(namedRoute);
  return { constraints, route };
}

/** Equal for what Postfix treats alike. */
function codeOf({ constraints }: Treatment): number {
  return constraintsCode(postfixConstraints(constraints));
}

function namedRoute({ route, recipient }: RecipientDecision): HostRoute | null {
  if (route?.kind !== 'host') return null;
  const address = parseAddress(recipient, true);
  return address !== null && isOwnRoute(route, address.domain) ? null : route;
}

/** Never `not-found`, which would let the mail go without TLS. */
function unknownTransport(name: string): MapAnswer {
  return { status: 'temporary', reason: `the policy has no org unit for the transport ${quote(name)}; take over the output of \`postfix config\` again` };
}
