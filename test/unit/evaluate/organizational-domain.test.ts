// Which domains belong to one organisation, by the Public Suffix List (S-5.5).
import { describe, expect, it } from 'vitest';
import { publicSuffixOrganizationalDomain } from '../../../src/evaluate/organizational-domain.js';

describe('publicSuffixOrganizationalDomain', () => {
  it.each([
    ['example.com', 'example.com'],
    ['a.b.example.com', 'example.com'],
    ['a.example.co.uk', 'example.co.uk'],
    ['com', null],
    ['co.uk', null],
    ['github.io', null], // the private section
    ['someone.github.io', 'someone.github.io'],
    ['a.someone.github.io', 'someone.github.io'],
    ['xn--bcher-kva.xn--fiqs8s', 'xn--bcher-kva.xn--fiqs8s'],
    ['localhost', null], // an unknown top-level domain is a suffix of one label
    ['a.localhost', 'a.localhost'],
    ['b.a.unknown-tld', 'a.unknown-tld'],
    ['local', null],
    ['a.local', 'a.local'],
    ['b.a.local', 'a.local'],
    ['c.b.a.local', 'a.local'],
    ['notlocal', null],
    ['a.notlocal', 'a.notlocal'],
    ['b.a.notlocal', 'a.notlocal'],
    ['[192.0.2.1]', null],
    ['[IPv6:2001:db8::1]', null],
  ])('S-5.5: %s belongs to %s', (domain, organization) => {
    expect(publicSuffixOrganizationalDomain(domain)).toBe(organization);
  });
});
