// Is the requirement met? Constraints against a session, as RFC 8460 result types (S-9.2).

import type { Violation } from '../model/decision.js';
import type { Session } from '../model/message.js';
import { safeText } from '../model/safe-text.js';
import { requiresSomething, versionRank } from '../model/transport.js';
import type { Direction, TransportConstraints } from '../model/transport.js';
import type { CertificateReading, SessionReading, Verdict } from './session.js';
import { readSession } from './session.js';

/**
 * What of the constraints a session does not meet: at most one violation a type, in the order `starttls-not-supported`, `validation-failure`,
 * `certificate-not-trusted`, `certificate-expired`, `certificate-host-mismatch`. Empty when everything required is met.
 *
 * An unknown verdict about something required is a violation, and a session that is not known is taken as no TLS.
 *
 * @param constraints - of a delivery, a recipient or a match
 * @param session - what the connection was; anything unreadable is no TLS
 * @param direction - whose certificate it is: outbound (default) the server's, inbound the client's; it changes words only
 * @example violationsOf({ tls: 'required', minVersion: null, caSigned: false, hostname: false }, { tls: false })[0].type // 'starttls-not-supported'
 * @see clause S-9.2; RFC 8460 section 4.3
 */
export function violationsOf(constraints: TransportConstraints, session: Session, direction: Direction = 'outbound'): Violation[] {
  return violationsIn(constraints, readSession(session), direction);
}

export function violationsIn(constraints: TransportConstraints, session: SessionReading, direction: Direction): Violation[] {
  if (!requiresSomething(constraints)) return [];
  // A connection that is lost in the handshake had TLS, and not one that worked.
  if (session.kind === 'handshake-failed') return [{ type: 'validation-failure', required: 'TLS', found: session.found }];
  if (session.kind !== 'tls') {
    return [{ type: 'starttls-not-supported', required: 'TLS', found: session.kind === 'no-tls' ? 'no TLS' : 'unknown' }];
  }
  const peer = direction === 'outbound' ? 'server' : 'client';
  return [
    ...versionViolation(constraints, session.version),
    ...(constraints.caSigned ? certificateViolations(session.certificate, peer) : []),
    ...(constraints.hostname ? hostnameViolation(session.certificate, peer) : []),
  ];
}

function versionViolation({ minVersion }: TransportConstraints, version: string | null): Violation[] {
  const tooLow = minVersion !== null && versionRank(version) < versionRank(minVersion);
  const notTls = version === 'SSLv2' || version === 'SSLv3';
  if (!tooLow && !notTls) return [];
  const required = minVersion === null ? 'TLS' : `${minVersion} or later`;
  return [{ type: 'validation-failure', required, found: version === null || version === '' ? 'unknown version' : safeText(version, MAX_VERSION) }];
}

function certificateViolations(certificate: CertificateReading, peer: string): Violation[] {
  const expired = certificate.expired === true;
  const violations: Violation[] = [];
  if (certificate.trusted !== true) {
    const found = certificate.presented ? certificateWords(certificate.trusted, 'not signed by a trusted CA') : 'no certificate';
    violations.push({ type: 'certificate-not-trusted', required: `${peer} certificate signed by a trusted CA`, found });
  }
  // `trusted` covers the validity period unless `expired: true` contradicts it.
  if (expired) violations.push({ type: 'certificate-expired', required: `${peer} certificate within its validity period`, found: 'expired certificate' });
  return violations;
}

function hostnameViolation(certificate: CertificateReading, peer: string): Violation[] {
  if (certificate.hostnameMatches === true) return [];
  const found = certificate.presented ? certificateWords(certificate.hostnameMatches, 'for another name') : 'no certificate';
  return [{ type: 'certificate-host-mismatch', required: `${peer} certificate that bears the host name`, found }];
}

function certificateWords(verdict: Verdict, failed: string): string {
  return verdict === false ? `certificate ${failed}` : 'unknown';
}

const MAX_VERSION = 40;
