// A session for tests in code: everything that can be required is met, until one says what is not.

import type { ResultType } from '../model/decision.js';
import type { CertificateFacts, Session } from '../model/message.js';
import { quote } from '../model/quotation.js';
import { GOOD_CERTIFICATE, GOOD_VERSION, RESULT_TYPES } from './session-words.js';

/** A session, and the same with something else about it. Plain data: what makes other sessions of it is not enumerable. */
export type FakeSession = Session & FakeSessionChanges;

/** Each gives a new session; they follow one another as one likes. */
export interface FakeSessionChanges {
  /** The peer offers no STARTTLS, or refuses it. */
  withoutTls(): FakeSession;
  /** @param version - as `TLSv1.1`; another word is a version that nobody knows */
  withVersion(version: string): FakeSession;
  /** The chain ends at no trusted CA. */
  selfSigned(): FakeSession;
  /** The certificate is outside its validity period. */
  expired(): FakeSession;
  /** The certificate is for another host. */
  wrongName(): FakeSession;
  /** The peer presents no certificate. */
  withoutCertificate(): FakeSession;
  /** Nobody looked at the certificate: no verdict is known. */
  unverified(): FakeSession;
  /** The fault that RFC 8460 has this result type for. @throws TypeError for what is no result type */
  failing(type: ResultType): FakeSession;
}

/**
 * A session for tests: TLSv1.3 and a certificate that is trusted, bears the name of the host and has not expired, so that nothing is violated.
 *
 * @returns plain data, as `Message.session` takes it
 * @example
 * const message = { envelope: { mailFrom: 'me@example.com', rcptTo: ['you@partner.example'] } };
 * engine.evaluate({ ...message, session: fakeSession().withVersion('TLSv1.1').expired() }, 'outbound');
 * @see clauses S-9.1, S-9.2 and S-18.3; RFC 8460 section 4.3
 */
export function fakeSession(): FakeSession {
  return changeable({ tls: true, version: GOOD_VERSION, certificate: { ...GOOD_CERTIFICATE } });
}

function changeable(session: Session): FakeSession {
  const changes: FakeSessionChanges = {
    withoutTls: () => changeable({ tls: false }),
    withVersion: (version) => changeable({ ...overTls(session), version }),
    selfSigned: () => changeable(withFact(session, { trusted: false })),
    expired: () => changeable(withFact(session, { expired: true })),
    wrongName: () => changeable(withFact(session, { hostnameMatches: false })),
    withoutCertificate: () => changeable({ ...overTls(session), certificate: null }),
    unverified: () => changeable({ ...overTls(session), certificate: {} }),
    failing: (type) => changeable(failing(session, type)),
  };
  const hidden = Object.entries(changes).map(([name, value]: [string, unknown]) => [name, { value }] as const);
  return Object.defineProperties({ ...session }, Object.fromEntries(hidden)) as FakeSession;
}

type OverTls = Extract<Session, { tls: true }>;

/** What is said of TLS implies that there is some. */
function overTls(session: Session): OverTls {
  return session.tls ? { ...session } : { tls: true, version: GOOD_VERSION, certificate: { ...GOOD_CERTIFICATE } };
}

/** What is said of a certificate implies that there is one. */
function withFact(session: Session, fact: CertificateFacts): Session {
  const { certificate, ...rest } = overTls(session);
  return { ...rest, certificate: { ...(certificate ?? GOOD_CERTIFICATE), ...fact } };
}

function failing(session: Session, type: ResultType): Session {
  if (!RESULT_TYPES.includes(type)) throw new TypeError(`${quote(type)} is no result type of RFC 8460; use one of ${RESULT_TYPES.join(', ')}`);
  switch (type) {
    case 'starttls-not-supported':
      return { tls: false };
    case 'validation-failure':
      // No version of TLS at all, and below every minimum (S-9.1).
      return { ...overTls(session), version: 'SSLv3' };
    case 'certificate-not-trusted':
      return withFact(session, { trusted: false });
    case 'certificate-expired':
      return withFact(session, { expired: true });
    case 'certificate-host-mismatch':
      return withFact(session, { hostnameMatches: false });
  }
}
