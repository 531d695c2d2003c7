// What the connection really was (S-9.1).
import { describe, expect, it } from 'vitest';
import { readSession } from '../../../src/evaluate/session.js';

const unknownCertificate = { presented: true, trusted: 'unknown', hostnameMatches: 'unknown', expired: 'unknown' };

describe('readSession', () => {
  it('S-9.1: a missing or null session is not known', () => {
    expect(readSession(undefined)).toEqual({ kind: 'not-known' });
    expect(readSession(null)).toEqual({ kind: 'not-known' });
  });

  it.each([{ tls: false }, {}, { tls: 'true' }, { tls: 1 }, 'TLSv1.3', 0, false, '', Symbol('unreadable'), []])('S-9.1: anything else whose `tls` is not exactly true is no TLS: %s', (session) => {
    expect(readSession(session)).toEqual({ kind: 'no-tls' });
  });

  it('S-9.1: a `tls` that cannot be read is no TLS', () => {
    const session = {
      get tls(): boolean {
        throw new Error('no');
      },
    };
    expect(readSession(session)).toEqual({ kind: 'no-tls' });
  });

  it('reads version and verdicts', () => {
    expect(readSession({ tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: false, expired: true } })).toEqual({
      kind: 'tls',
      version: 'TLSv1.3',
      certificate: { presented: true, trusted: true, hostnameMatches: false, expired: true },
    });
  });

  it('S-9.1: each verdict is true, false or unknown', () => {
    const certificate = { trusted: 'yes', hostnameMatches: 1, expired: null };
    expect(readSession({ tls: true, version: 'TLSv1.2', certificate })).toMatchObject({ certificate: unknownCertificate });
    expect(readSession({ tls: true, version: 'TLSv1.2', certificate: { trusted: false, hostnameMatches: true, expired: false } })).toMatchObject({
      certificate: { presented: true, trusted: false, hostnameMatches: true, expired: false },
    });
  });

  it('a certificate that is null was not presented; one that is left out is unknown', () => {
    expect(readSession({ tls: true, version: 'TLSv1.2', certificate: null })).toMatchObject({ certificate: { ...unknownCertificate, presented: false } });
    expect(readSession({ tls: true, version: 'TLSv1.2' })).toEqual({ kind: 'tls', version: 'TLSv1.2', certificate: unknownCertificate });
  });

  it.each([undefined, null, 1.3, {}])('a version that is no text is none: %s', (version) => {
    expect(readSession({ tls: true, version })).toMatchObject({ kind: 'tls', version: null });
  });
});
