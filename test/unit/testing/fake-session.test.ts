// Sessions for tests in code (S-18.3).
import { describe, expect, it } from 'vitest';
import { violationsOf } from '../../../src/index.js';
import { fakeSession } from '../../../src/testing/index.js';
import { RESULT_TYPES } from '../../../src/testing/session-words.js';

const EVERYTHING = { tls: 'required', minVersion: 'TLSv1.3', caSigned: true, hostname: true } as const;
const GOOD = { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true, expired: false } };

describe('fakeSession', () => {
  it('is good until something is said of it', () => {
    expect(fakeSession()).toEqual(GOOD);
    expect(violationsOf(EVERYTHING, fakeSession())).toEqual([]);
  });

  it('is plain data for JSON, spread and structuredClone', () => {
    const session = fakeSession().expired();
    const data = { ...GOOD, certificate: { ...GOOD.certificate, expired: true } };
    expect(JSON.parse(JSON.stringify(session))).toStrictEqual(data);
    expect({ ...session }).toStrictEqual(data);
    expect(structuredClone(session)).toStrictEqual(data);
  });

  it.each([
    ['without TLS', fakeSession().withoutTls(), { tls: false }],
    ['of another version', fakeSession().withVersion('TLSv1.1'), { ...GOOD, version: 'TLSv1.1' }],
    ['self-signed', fakeSession().selfSigned(), { ...GOOD, certificate: { ...GOOD.certificate, trusted: false } }],
    ['for another name', fakeSession().wrongName(), { ...GOOD, certificate: { ...GOOD.certificate, hostnameMatches: false } }],
    ['without a certificate', fakeSession().withoutCertificate(), { ...GOOD, certificate: null }],
    ['unverified', fakeSession().unverified(), { ...GOOD, certificate: {} }],
    ['with two faults', fakeSession().expired().wrongName(), { ...GOOD, certificate: { trusted: true, hostnameMatches: false, expired: true } }],
    ['with a version and a fault', fakeSession().withVersion('TLSv1').selfSigned(), { tls: true, version: 'TLSv1', certificate: { ...GOOD.certificate, trusted: false } }],
    ['with TLS after all', fakeSession().withoutTls().expired(), { ...GOOD, certificate: { ...GOOD.certificate, expired: true } }],
    ['of a version after all', fakeSession().withoutTls().withVersion('TLSv1.2'), { ...GOOD, version: 'TLSv1.2' }],
    ['with a certificate after all', fakeSession().withoutCertificate().expired(), { ...GOOD, certificate: { ...GOOD.certificate, expired: true } }],
    ['with a verdict after all', fakeSession().unverified().selfSigned(), { ...GOOD, certificate: { trusted: false } }],
  ])('can be one %s', (_what, session, data) => {
    expect({ ...session }).toEqual(data);
  });

  it.each(RESULT_TYPES)('fails by %s alone', (type) => {
    expect(violationsOf(EVERYTHING, fakeSession().failing(type)).map((violation) => violation.type)).toEqual([type]);
  });

  it('refuses what is no result type', () => {
    expect(() => fakeSession().failing('bad-luck' as never)).toThrow(new TypeError('`bad-luck` is no result type of RFC 8460; use one of starttls-not-supported, validation-failure, certificate-not-trusted, certificate-expired, certificate-host-mismatch'));
  });

  it('leaves the session that it was made of alone', () => {
    const session = fakeSession();
    void session.expired();
    void session.withoutTls();
    expect(session).toEqual(GOOD);
  });
});
