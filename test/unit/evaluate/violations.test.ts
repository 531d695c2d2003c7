// Constraints against a session (S-9.2).
import { describe, expect, it } from 'vitest';
import { violationsOf } from '../../../src/evaluate/violations.js';
import type { CertificateFacts, Session } from '../../../src/model/message.js';
import { opportunistic, TLS_VERSIONS } from '../../../src/model/transport.js';
import type { TransportConstraints } from '../../../src/model/transport.js';

const required = (changed: Partial<TransportConstraints> = {}): TransportConstraints => ({ ...opportunistic, tls: 'required', ...changed });
const tls = (certificate?: CertificateFacts | null, version = 'TLSv1.3'): Session => ({ tls: true, version, ...(certificate === undefined ? {} : { certificate }) });
const good: CertificateFacts = { trusted: true, hostnameMatches: true, expired: false };
const noTls = { type: 'starttls-not-supported', required: 'TLS', found: 'no TLS' };

describe('violationsOf', () => {
  it('S-9.6: with nothing required nothing is violated', () => {
    for (const session of [{ tls: false }, tls(null, 'SSLv2'), null, undefined]) expect(violationsOf(opportunistic, session as Session)).toEqual([]);
  });

  it.each([required(), required({ minVersion: 'TLSv1.3', caSigned: true, hostname: true }), { ...opportunistic, caSigned: true }, { ...opportunistic, minVersion: 'TLSv1' } as const])(
    'S-9.2: without TLS the only violation is starttls-not-supported: %j',
    (constraints) => {
      expect(violationsOf(constraints, { tls: false })).toEqual([noTls]);
      expect(violationsOf(constraints, { tls: false }, 'inbound')).toEqual([noTls]);
    },
  );

  it('S-9.2: a session that is not known is taken as no TLS', () => {
    expect(violationsOf(required(), null as unknown as Session)).toEqual([{ ...noTls, found: 'unknown' }]);
    expect(violationsOf(required(), undefined as unknown as Session)).toEqual([{ ...noTls, found: 'unknown' }]);
  });

  it('S-9.2: TLS alone is enough where TLS alone is required', () => {
    expect(violationsOf(required(), tls(null, 'TLSv1'))).toEqual([]);
    expect(violationsOf(required(), tls({ trusted: false, hostnameMatches: false, expired: true }))).toEqual([]);
    expect(violationsOf(required(), tls(undefined, 'whatever'))).toEqual([]);
  });

  it('S-9.2: everything required is met', () => {
    expect(violationsOf(required({ minVersion: 'TLSv1.3', caSigned: true, hostname: true }), tls(good))).toEqual([]);
  });

  it('S-9.2: a version below the minimum is a validation-failure', () => {
    TLS_VERSIONS.forEach((minVersion, minimum) =>
      TLS_VERSIONS.forEach((version, rank) => {
        const expected = rank >= minimum ? [] : [{ type: 'validation-failure', required: `${minVersion} or later`, found: version }];
        expect(violationsOf(required({ minVersion }), tls(good, version))).toEqual(expected);
      }),
    );
  });

  it.each(['TLSv1.0', 'tlsv1.3', 'TLS 1.3', 'TLSv1.4', ' '])('S-9.1: a version that is none of the four words violates every minimum: %j', (version) => {
    expect(violationsOf(required({ minVersion: 'TLSv1' }), tls(good, version))).toEqual([{ type: 'validation-failure', required: 'TLSv1 or later', found: version }]);
  });

  it.each([undefined, null, ''])('S-9.1: a version that is not known violates every minimum, and nothing else: %j', (version) => {
    const session = { tls: true, version } as unknown as Session;
    expect(violationsOf(required({ minVersion: 'TLSv1' }), session)).toEqual([{ type: 'validation-failure', required: 'TLSv1 or later', found: 'unknown version' }]);
    expect(violationsOf(required(), session)).toEqual([]);
  });

  it.each(['SSLv2', 'SSLv3'])('S-9.1: %s violates TLS required, once', (version) => {
    expect(violationsOf(required(), tls(good, version))).toEqual([{ type: 'validation-failure', required: 'TLS', found: version }]);
    expect(violationsOf(required({ minVersion: 'TLSv1' }), tls(good, version))).toEqual([{ type: 'validation-failure', required: 'TLSv1 or later', found: version }]);
  });

  it('S-10.3: what an adapter calls a version is made safe, up to 40 characters', () => {
    const found = (version: string) => violationsOf(required({ minVersion: 'TLSv1' }), tls(good, version))[0]?.found;
    expect(found('a\r\nb')).toBe('a\\x{D}\\x{A}b');
    expect(found('v'.repeat(40))).toBe('v'.repeat(40));
    expect(found('v'.repeat(41))).toBe(`${'v'.repeat(37)}...`);
  });

  const notTrusted = (found: string, peer = 'server') => ({ type: 'certificate-not-trusted', required: `${peer} certificate signed by a trusted CA`, found });
  const expired = (peer = 'server') => ({ type: 'certificate-expired', required: `${peer} certificate within its validity period`, found: 'expired certificate' });
  const mismatch = (found: string, peer = 'server') => ({ type: 'certificate-host-mismatch', required: `${peer} certificate that bears the host name`, found });

  it.each<[CertificateFacts | null | undefined, object[]]>([
    [{ trusted: true }, []],
    [{ trusted: true, expired: false }, []],
    [{ trusted: true, hostnameMatches: false }, []],
    [{ trusted: true, expired: true }, [expired()]],
    [{ trusted: false }, [notTrusted('certificate not signed by a trusted CA')]],
    [{ trusted: false, expired: false }, [notTrusted('certificate not signed by a trusted CA')]],
    [{ trusted: false, expired: true }, [notTrusted('certificate not signed by a trusted CA'), expired()]],
    [{ expired: true }, [notTrusted('unknown'), expired()]],
    [{ expired: false }, [notTrusted('unknown')]],
    [{}, [notTrusted('unknown')]],
    [undefined, [notTrusted('unknown')]],
    [null, [notTrusted('no certificate')]],
  ])('S-9.2: CA-signed requires `trusted` true and `expired` not true: %j', (certificate, violations) => {
    expect(violationsOf(required({ caSigned: true }), tls(certificate))).toEqual(violations);
  });

  it.each<[CertificateFacts | null | undefined, object[]]>([
    [{ hostnameMatches: true }, []],
    [{ hostnameMatches: true, trusted: false, expired: true }, []],
    [{ hostnameMatches: false }, [mismatch('certificate for another name')]],
    [{ trusted: true }, [mismatch('unknown')]],
    [undefined, [mismatch('unknown')]],
    [null, [mismatch('no certificate')]],
  ])('S-9.2: hostname requires `hostnameMatches` true, and expiry is not looked at: %j', (certificate, violations) => {
    expect(violationsOf(required({ hostname: true }), tls(certificate))).toEqual(violations);
  });

  it('S-9.2: at most one violation a type, in the order of the clause', () => {
    const strictest = required({ minVersion: 'TLSv1.2', caSigned: true, hostname: true });
    const worst = tls({ trusted: false, hostnameMatches: false, expired: true }, 'TLSv1.1');
    expect(violationsOf(strictest, worst)).toEqual([
      { type: 'validation-failure', required: 'TLSv1.2 or later', found: 'TLSv1.1' },
      notTrusted('certificate not signed by a trusted CA'),
      expired(),
      mismatch('certificate for another name'),
    ]);
  });

  it('S-7.3: inbound the certificate is the client’s; without a direction it is the server’s', () => {
    const constraints = required({ caSigned: true, hostname: true });
    const session = tls({ trusted: false, hostnameMatches: false, expired: true });
    const words = (peer: string) => [notTrusted('certificate not signed by a trusted CA', peer), expired(peer), mismatch('certificate for another name', peer)];
    expect(violationsOf(constraints, session, 'inbound')).toEqual(words('client'));
    expect(violationsOf(constraints, session, 'outbound')).toEqual(words('server'));
    expect(violationsOf(constraints, session)).toEqual(words('server'));
  });
});
