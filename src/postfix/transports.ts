// The transports that `postfix config` writes into master.cf and that the maps answer with: both take their names from here.
//
// Postfix never knows sender and recipient together, so there are two kinds. An org unit's transport is chosen by the sender, and asks a map of its own
// what the next-hop needs. A constraint transport is chosen by the recipient, where the next-hop says too little, and has its constraints in its name.

import { createHash } from 'node:crypto';
import { compileContent } from '../compile/compiled-policy.js';
import type { CompiledPolicy, CompiledUnit } from '../compile/compiled-policy.js';
import type { Rule } from '../compile/rule.js';
import { parentOf, ROOT } from '../model/org-unit-path.js';
import type { Policy } from '../model/policy.js';
import { constraintsCode, constraintsOfCode, join, opportunistic, TLS_VERSIONS, tlsRequired } from '../model/transport.js';
import type { TransportConstraints } from '../model/transport.js';
import { contentOf } from '../policy/parsed-policy.js';

/** Names of the socketmaps: `socketmap:inet:127.0.0.1:4711:transport`. */
export const TRANSPORT_MAP = 'transport';
export const SENDER_TRANSPORT_MAP = 'sender-transport';
/** Followed by the name of an org unit's transport: `tls-policy/tls-ou-8a5edab28263`. */
export const TLS_POLICY_MAP = 'tls-policy/';

/** The transport of the root, and of every sender of whom the policy knows nothing. */
export const ROOT_TRANSPORT = 'tls-root';

/** The transport of the senders of an org unit whose outbound settings in force are not those of the unit above. The root always has one. */
export interface OrgUnitTransport {
  /** A service of master.cf. It hangs on the path alone, so that it stays when the policy changes. */
  readonly name: string;
  /** The path of the org unit whose settings it has. */
  readonly orgUnit: string;
  /** Every org unit whose senders it serves, in the order of their paths: this one, and those below it that change nothing. */
  readonly orgUnits: readonly string[];
  /** The socketmap for its `smtp_tls_policy_maps`. */
  readonly policyMap: string;
}

/** A transport with fixed constraints. The list of them is the same for every policy, so that a change of policy needs no change of master.cf. */
export interface ConstraintTransport {
  /** A service of master.cf: `tls-may`, `tls-encrypt`, `tls-verify-1.2` and so on. */
  readonly name: string;
  /** What Postfix checks there. */
  readonly constraints: TransportConstraints;
}

const VERIFIED: TransportConstraints = { ...tlsRequired, caSigned: true, hostname: true };

/**
 * What Postfix can check that is at least as strict: it has no level for a CA-signed certificate without the host's name, nor for the name without the
 * CA, so that either is both (S-23.3).
 */
export function postfixConstraints(constraints: TransportConstraints): TransportConstraints {
  return constraints.caSigned || constraints.hostname ? join(constraints, VERIFIED) : constraintsOfCode(constraintsCode(constraints));
}

/** The name of the constraint transport that checks at least these constraints. */
export function constraintTransportFor(constraints: TransportConstraints): string {
  const { tls, hostname, minVersion } = postfixConstraints(constraints);
  if (tls === 'opportunistic') return 'tls-may';
  const version = minVersion === 'TLSv1' ? '-1.0' : (minVersion?.replace('TLSv', '-') ?? '');
  return `${hostname ? 'tls-verify' : 'tls-encrypt'}${version}`;
}

/** A transport for every set of constraints that {@link postfixConstraints} gives, weakest first. */
export const constraintTransports: readonly ConstraintTransport[] = [
  opportunistic,
  ...[null, ...TLS_VERSIONS].flatMap((minVersion) => [{ ...tlsRequired, minVersion }, { ...VERIFIED, minVersion }]),
].map((constraints) => ({ name: constraintTransportFor(constraints), constraints: postfixConstraints(constraints) }));

/** The transports of the org units of a policy, in the order of their paths, the root's first. */
export function orgUnitTransports(policy: Policy): readonly OrgUnitTransport[] {
  return servedUnits(compileContent(contentOf(policy))).map(({ transport }) => transport);
}

/** A transport, and the org unit whose settings it has. */
export interface ServedUnit {
  readonly transport: OrgUnitTransport;
  readonly unit: CompiledUnit;
}

export function servedUnits({ units }: CompiledPolicy): readonly ServedUnit[] {
  const served: { unit: CompiledUnit; orgUnits: string[] }[] = [];
  /** By path. Paths are sorted, so a parent comes before its children; the root has none. */
  const serving = new Map<string, (typeof served)[number]>();
  for (const unit of units.values()) {
    let server = serving.get(parentOf(unit.path));
    if (server === undefined || differ(unit, server.unit)) served.push((server = { unit, orgUnits: [] }));
    server.orgUnits.push(unit.path);
    serving.set(unit.path, server);
  }
  return served.map(({ unit, orgUnits }) => ({ unit, transport: orgUnitTransport(unit.path, orgUnits) }));
}

function orgUnitTransport(orgUnit: string, orgUnits: readonly string[]): OrgUnitTransport {
  const name = orgUnit === ROOT ? ROOT_TRANSPORT : `tls-ou-${createHash('sha256').update(orgUnit).digest('hex').slice(0, 12)}`;
  return { name, orgUnit, orgUnits, policyMap: `${TLS_POLICY_MAP}${name}` };
}

/** A definition makes the same rule wherever it is inherited. */
function differ(unit: CompiledUnit, above: CompiledUnit): boolean {
  if (unit.outbound === above.outbound) return false;
  const [own, inherited] = [inForce(unit), inForce(above)];
  return own.length !== inherited.length || own.some((rule, index) => rule !== inherited[index]);
}

/** Postfix tells nobody that something else demands secure transport, so that settings for such mail alone are never in force (S-23.6). */
function inForce({ outbound }: CompiledUnit): readonly Rule[] {
  return outbound.all.filter(({ testing, secureTransportOnly }) => !testing && !secureTransportOnly);
}
