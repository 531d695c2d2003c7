// What a policy can require of a connection: an ordered scale with a join, the stricter of two (S-8.1).

import { readProperty } from './property.js';
import { quote } from './quotation.js';

/** TLS versions by the names of RFC 8446 and its elders. */
export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
/** Weakest first. */
export const TLS_VERSIONS: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** Which way mail goes, seen from the organisation whose policy it is. */
export type Direction = 'inbound' | 'outbound';

/** @throws TypeError for what is no direction (S-12.4) */
export function checkDirection(value: unknown): Direction {
  if (value === 'inbound' || value === 'outbound') return value;
  throw new TypeError(`a direction is \`inbound\` or \`outbound\`, not ${quote(String(value))}`);
}

/** Constraints on a connection. A certificate check or minimum version implies that TLS is required (S-8.1). */
export interface TransportConstraints {
  /** `opportunistic`: TLS is tried, and plaintext is the fallback (S-9.6). */
  readonly tls: 'opportunistic' | 'required';
  /** The lowest TLS version that is accepted; null: any. */
  readonly minVersion: TlsVersion | null;
  /** A certificate signed by a trusted CA: outbound the server's, inbound the client's. */
  readonly caSigned: boolean;
  /** The server's certificate bears the name of the host. */
  readonly hostname: boolean;
}

/**
 * The bottom of the lattice: nothing is required, TLS is tried and plaintext is the fallback. The identity of {@link join}.
 * @see clauses S-8.1, S-9.6; RFC 7435
 */
export const opportunistic: TransportConstraints = Object.freeze({ tls: 'opportunistic', minVersion: null, caSigned: false, hostname: false });

/** TLS and nothing more: what REQUIRETLS, a route or a content rule demands (S-7.1). */
export const tlsRequired: TransportConstraints = Object.freeze({ ...opportunistic, tls: 'required' });

/**
 * The weakest constraints that are at least as strict as both: commutative, associative, idempotent, with `opportunistic` as identity.
 *
 * @example join({ ...opportunistic, tls: 'required' }, { ...opportunistic, tls: 'required', minVersion: 'TLSv1.2' }).minVersion // 'TLSv1.2'
 * @see clause S-8.1
 */
export function join(a: TransportConstraints, b: TransportConstraints): TransportConstraints {
  return constraintsOfCode(joinCodes(constraintsCode(a), constraintsCode(b)));
}

/** Whether a value has the shape of constraints: any other word would be read as nothing required. */
export function isTransportConstraints(value: unknown): value is TransportConstraints {
  const tls = readProperty(value, 'tls');
  const minVersion = readProperty(value, 'minVersion');
  return (
    (tls === 'opportunistic' || tls === 'required') &&
    (minVersion === null || (TLS_VERSIONS as readonly unknown[]).includes(minVersion)) &&
    typeof readProperty(value, 'caSigned') === 'boolean' &&
    typeof readProperty(value, 'hostname') === 'boolean'
  );
}

/**
 * The constraints, for whoever enforces or judges by them: a word that nobody knows would demand nothing.
 * @throws TypeError for what are no constraints (S-12.4)
 */
export function checkTransportConstraints(value: unknown): TransportConstraints {
  if (isTransportConstraints(value)) return value;
  const versions = TLS_VERSIONS.map(quote).join(', ');
  const shape = `\`tls\` \`opportunistic\` or \`required\`, \`minVersion\` null or one of ${versions}, \`caSigned\` and \`hostname\` true or false`;
  throw new TypeError(`the constraints must be those of a delivery: ${shape}`);
}

/** Whether anything is required at all; a certificate check or minimum version implies TLS (S-8.1). */
export function requiresSomething(constraints: TransportConstraints): boolean {
  return constraintsCode(constraints) !== 0;
}

/** Equal constraints have equal codes: a bit each for TLS, CA-signed and hostname, and the rank of the minimum version above them. */
export function constraintsCode({ tls, minVersion, caSigned, hostname }: TransportConstraints): number {
  const version = minVersion === null ? 0 : (versionRank(minVersion) * RANK_UNIT) | REQUIRED;
  const code = version | (caSigned ? CA_SIGNED : 0) | (hostname ? HOSTNAME : 0);
  return code === 0 && tls !== 'required' ? 0 : code | REQUIRED;
}

/** The code of the join. */
export function joinCodes(a: number, b: number): number {
  return Math.max(a & RANK, b & RANK) | ((a | b) & ~RANK);
}

/** The constraints of a code. There is one frozen object for each, which decisions share. */
export function constraintsOfCode(code: number): TransportConstraints {
  return LATTICE[code] ?? STRICTEST;
}

/** The place of a version on the scale, 0 for none; any other word is below every minimum (S-9.1). */
export function versionRank(version: string | null): number {
  return TLS_VERSIONS.indexOf(version as TlsVersion) + 1;
}

const REQUIRED = 1;
const CA_SIGNED = 2;
const HOSTNAME = 4;
const RANK_UNIT = 8;
const RANK = ~(RANK_UNIT - 1);

const STRICTEST: TransportConstraints = Object.freeze({ tls: 'required', minVersion: 'TLSv1.3', caSigned: true, hostname: true });
const LATTICE: readonly TransportConstraints[] = Array.from({ length: RANK_UNIT * (TLS_VERSIONS.length + 1) }, (_, code) => {
  if (code === 0) return opportunistic;
  if (code === REQUIRED) return tlsRequired;
  const minVersion = TLS_VERSIONS[Math.floor(code / RANK_UNIT) - 1] ?? null;
  return Object.freeze({ tls: 'required', minVersion, caSigned: (code & CA_SIGNED) !== 0, hostname: (code & HOSTNAME) !== 0 });
});
