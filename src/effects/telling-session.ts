// A connection that tells two constraints apart: what one lets pass and the other does not (S-9.2).

import type { CertificateFacts, Session } from '../model/message.js';
import { TLS_VERSIONS } from '../model/transport.js';
import type { Direction, TransportConstraints } from '../model/transport.js';
import { violationsOf } from '../evaluate/violations.js';

/** The first of a fixed row, the most ordinary first; null for equal constraints. */
export function tellingSession(before: TransportConstraints, after: TransportConstraints, direction: Direction): Session | null {
  const passes = (constraints: TransportConstraints, session: Session): boolean => violationsOf(constraints, session, direction).length === 0;
  return SESSIONS.find((session) => passes(before, session) !== passes(after, session)) ?? null;
}

const CERTIFICATES: readonly (CertificateFacts | null)[] = [
  { trusted: false, hostnameMatches: false, expired: false },
  { trusted: false, hostnameMatches: true, expired: false },
  { trusted: true, hostnameMatches: false, expired: false },
  { trusted: true, hostnameMatches: true, expired: false },
];

/** The newest first. */
const VERSIONS: readonly string[] = [...[...TLS_VERSIONS].reverse(), 'unknown'];

/** With a version that is none of the four, which every minimum refuses and TLS alone does not (S-9.1). */
const SESSIONS: readonly Session[] = [
  { tls: false },
  ...VERSIONS.flatMap((version) => CERTIFICATES.map((certificate): Session => ({ tls: true, version, certificate }))),
];
