// What a policy can require of a connection: an ordered scale with a join, the stricter of two (S-8.1).

import { quote } from './quotation.js';

/** TLS versions by the names of RFC 8446 and its elders. */
export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
/** Weakest first. */
export const TLS_VERSIONS: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

export type Direction = 'inbound' | 'outbound';

/** @throws TypeError for what is no direction (S-12.4) */
export function checkDirection(value: unknown): Direction {
  if (value === 'inbound' || value === 'outbound') return value;
  throw new TypeError(`a direction is \`inbound\` or \`outbound\`, not ${quote(String(value))}`);
}

/** Constraints on a connection. A certificate check or minimum version implies that TLS is required (S-8.1). */
export interface TransportConstraints {
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
  const minVersion = versionRank(a.minVersion) >= versionRank(b.minVersion) ? a.minVersion : b.minVersion;
  const caSigned = a.caSigned || b.caSigned;
  const hostname = a.hostname || b.hostname;
  const required = a.tls === 'required' || b.tls === 'required' || minVersion !== null || caSigned || hostname;
  return Object.freeze({ tls: required ? 'required' : 'opportunistic', minVersion, caSigned, hostname });
}

export function requiresSomething(constraints: TransportConstraints): boolean {
  return join(constraints, opportunistic).tls === 'required';
}

/** Equal constraints have equal keys. */
export function constraintsKey(constraints: TransportConstraints): string {
  return `${constraints.tls} ${constraints.minVersion ?? '-'} ${constraints.caSigned} ${constraints.hostname}`;
}

/** The place of a version on the scale, 0 for none; any other word is below every minimum (S-9.1). */
export function versionRank(version: string | null): number {
  return TLS_VERSIONS.indexOf(version as TlsVersion) + 1;
}
