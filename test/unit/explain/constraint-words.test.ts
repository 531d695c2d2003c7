// Constraints, routes and violations in words.
import { describe, expect, it } from 'vitest';
import { constraintWords, routeWords, violationWords } from '../../../src/explain/constraint-words.js';
import { opportunistic, tlsRequired } from '../../../src/model/transport.js';

describe('constraintWords', () => {
  it('says what is required', () => {
    expect(constraintWords(opportunistic, 'outbound')).toBe('nothing; TLS is tried, and plaintext is the fallback');
    expect(constraintWords(tlsRequired, 'inbound')).toBe('TLS');
    expect(constraintWords({ ...tlsRequired, minVersion: 'TLSv1.2' }, 'inbound')).toBe('TLS, TLSv1.2 or later');
    expect(constraintWords({ ...tlsRequired, hostname: true }, 'outbound')).toBe('TLS, a certificate that bears the host name');
  });

  it("says whose certificate: the server's outbound, the client's inbound", () => {
    const constraints = { tls: 'required', minVersion: 'TLSv1.3', caSigned: true, hostname: true } as const;
    expect(constraintWords(constraints, 'outbound')).toBe('TLS, TLSv1.3 or later, a server certificate signed by a trusted CA, a certificate that bears the host name');
    expect(constraintWords({ ...constraints, hostname: false }, 'inbound')).toBe('TLS, TLSv1.3 or later, a client certificate signed by a trusted CA');
  });
});

describe('routeWords', () => {
  it('says where to', () => {
    expect(routeWords({ kind: 'mx', domain: 'a.example' })).toBe('the MX hosts of `a.example`');
    expect(routeWords({ kind: 'host', host: 'relay.example', port: 25, mxLookup: false })).toBe('host `relay.example`, port 25');
    expect(routeWords({ kind: 'host', host: 'relay.example', port: 587, mxLookup: true })).toBe('the MX hosts of `relay.example`, port 587');
  });
});

describe('violationWords', () => {
  it('says what was required and what was found, safely', () => {
    expect(violationWords({ type: 'validation-failure', required: 'TLSv1.2 or later', found: 'TLSv1\n' })).toBe(
      'required TLSv1.2 or later, found TLSv1\\x{A} (validation-failure)',
    );
    expect(violationWords({ type: 'starttls-not-supported', required: 'TLS\r', found: 'no TLS' })).toBe('required TLS\\x{D}, found no TLS (starttls-not-supported)');
  });
});
