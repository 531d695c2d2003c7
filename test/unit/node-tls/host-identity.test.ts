// Hosts as people write them, and the names on certificates.
import { describe, expect, it } from 'vitest';
import { bearsName, hostIdentity, readHostIdentity } from '../../../src/node-tls/host-identity.js';

describe('readHostIdentity', () => {
  it.each([
    ['MX.Example.COM.', 'name', 'mx.example.com'],
    ['bücher.example', 'name', 'xn--bcher-kva.example'],
    ['localhost', 'name', 'localhost'],
    ['mx_1.example.com.', 'name', 'mx_1.example.com'],
    ['192.0.2.1', 'address', '192.0.2.1'],
    ['[192.0.2.1]', 'address', '192.0.2.1'],
    ['2001:db8::1', 'address', '2001:db8::1'],
    ['[2001:db8::1]', 'address', '2001:db8::1'],
    ['[IPv6:2001:DB8::1]', 'address', '2001:db8::1'],
  ])('%s is the %s %s', (host, kind, text) => {
    expect(readHostIdentity(host)).toEqual({ kind, text });
  });

  it.each(['', '.', 'a b', 'a..b', '1.2.3', '[x]', '[300.1.1.1]', 'fe80::1%eth0', `${'a'.repeat(64)}.example`, null, undefined, {}])('%j is none', (host) => {
    expect(readHostIdentity(host)).toBe(null);
    expect(() => hostIdentity(host)).toThrow(TypeError);
  });
});

describe('bearsName', () => {
  const bears = (host: string, certificate: object): boolean => bearsName(certificate as never, hostIdentity(host));

  // The decisions of docs/probe.md, which are those of Node.
  it.each([
    ['a common name alone', 'a.example', { subject: { CN: 'a.example' } }, true],
    ['a common name beside other names', 'a.example', { subject: { CN: 'a.example' }, subjectaltname: 'DNS:b.example' }, false],
    ['a wildcard for one label', 'a.b.example', { subjectaltname: 'DNS:*.b.example' }, true],
    ['a wildcard for two labels', 'a.b.example', { subjectaltname: 'DNS:*.example' }, false],
    ['a wildcard for the domain itself', 'b.example', { subjectaltname: 'DNS:*.b.example' }, false],
    ['a partial wildcard', 'foo.b.example', { subjectaltname: 'DNS:f*.b.example' }, true],
    ['a wildcard within an A-label', 'xn--bcher-kva.b.example', { subjectaltname: 'DNS:xn--b*.b.example' }, false],
    ['a wildcard for an internationalised label', 'bücher.b.example', { subjectaltname: 'DNS:*.b.example' }, true],
    ['an A-label', 'bücher.example', { subjectaltname: 'DNS:xn--bcher-kva.example' }, true],
    ['a U-label', 'bücher.example', { subjectaltname: 'DNS:bücher.example' }, false],
    ['an IP address', '192.0.2.1', { subjectaltname: 'IP Address:192.0.2.1' }, true],
    ['an IP address as a DNS name', '192.0.2.1', { subjectaltname: 'DNS:192.0.2.1' }, false],
    ['an IP address as a common name', '192.0.2.1', { subject: { CN: '192.0.2.1' } }, false],
    ['names that cannot be read', 'a.example', { subjectaltname: 'DNS:"a' }, false],
    ['no name', 'a.example', {}, false],
  ])('%s', (_name, host, certificate, expected) => {
    expect(bears(host, certificate)).toBe(expected);
  });
});
