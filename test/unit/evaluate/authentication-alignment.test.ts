// Which domains align (S-5.2, S-5.5, S-5.6).
import { describe, expect, it } from 'vitest';
import { authenticator } from '../../../src/evaluate/authentication.js';
import type { AuthenticationContext } from '../../../src/evaluate/authentication.js';
import { publicSuffixOrganizationalDomain } from '../../../src/evaluate/organizational-domain.js';

const context: AuthenticationContext = { mailFromDomain: null, soleAuthorDomain: null, alignment: 'relaxed', organizationalDomain: publicSuffixOrganizationalDomain };
const aligned = (passed: string, author: string, changed: Partial<AuthenticationContext> = {}) =>
  authenticator({ spf: { result: 'pass', domain: passed } }, { ...context, ...changed })(author);

describe('the Public Suffix List', () => {
  it.each([
    ['a.example.co.uk', 'b.example.co.uk', 'yes'],
    ['example.co.uk', 'other.co.uk', 'no'],
    ['co.uk', 'example.co.uk', 'no'],
    ['example.co.uk', 'co.uk', 'no'],
    ['co.uk', 'co.uk', 'yes'],
    ['co.uk', 'com', 'no'],
    ['one.github.io', 'two.github.io', 'no'],
    ['github.io', 'one.github.io', 'no'],
    ['a.one.github.io', 'one.github.io', 'yes'],
    ['a.unknown-tld', 'b.a.unknown-tld', 'yes'],
    ['a.unknown-tld', 'b.unknown-tld', 'no'],
    ['[192.0.2.1]', '[192.0.2.1]', 'yes'],
    ['[192.0.2.1]', '[192.0.2.2]', 'no'],
    ['[192.0.2.1]', 'example.com', 'no'],
    ['example.com', '[192.0.2.1]', 'no'],
  ])('S-5.5: a pass for %s and the author %s: %s', (passed, author, verdict) => {
    expect(aligned(passed, author)).toBe(verdict);
  });
});

describe('another organizationalDomain', () => {
  it('S-5.2: is asked instead of psl, about canonical domains', () => {
    const asked: string[] = [];
    const organizationalDomain = (domain: string): string => {
      asked.push(domain);
      return 'one organisation';
    };
    expect(aligned('BÜCHER.example', 'other.example', { organizationalDomain })).toBe('yes');
    expect(asked).toEqual(['xn--bcher-kva.example', 'other.example']);
  });

  it('S-5.2: is not asked where alignment is strict, for an equal domain, or about an address literal', () => {
    const organizationalDomain = (): never => {
      throw new Error('asked');
    };
    expect(aligned('a.example', 'b.example', { organizationalDomain, alignment: 'strict' })).toBe('no');
    expect(aligned('a.example', 'a.example', { organizationalDomain })).toBe('yes');
    expect(aligned('[192.0.2.1]', '[192.0.2.2]', { organizationalDomain })).toBe('no');
  });

  const failing: Record<string, (domain: string) => string | null> = {
    throws: () => {
      throw new Error('no');
    },
    'answers undefined': () => undefined as unknown as null,
    'answers the empty text': () => '',
    'answers a number': () => 5 as unknown as null,
  };

  it.each(Object.entries(failing))('S-5.6: one that %s leaves alignment unknown', (_how, organizationalDomain) => {
    expect(aligned('a.example', 'b.example', { organizationalDomain })).toBe('unknown');
    expect(aligned('a.example', 'a.example', { organizationalDomain })).toBe('yes');
    expect(authenticator({ spf: { result: 'temperror', domain: 'a.example' } }, { ...context, organizationalDomain })('b.example')).toBe('unknown');
    expect(authenticator({ spf: { result: 'fail', domain: 'a.example' } }, { ...context, organizationalDomain })('b.example')).toBe('no');
  });

  it('S-5.6: one that fails for one of two domains', () => {
    const failsFor = (bad: string) => (domain: string) => {
      if (domain === bad) throw new Error('no');
      return domain;
    };
    expect(aligned('a.example', 'b.example', { organizationalDomain: failsFor('a.example') })).toBe('unknown');
    expect(aligned('a.example', 'b.example', { organizationalDomain: failsFor('b.example') })).toBe('unknown');
    expect(aligned('a.example', 'b.example', { organizationalDomain: failsFor('c.example') })).toBe('no');
  });

  it('S-5.6: a failure hides no pass that aligns', () => {
    const organizationalDomain = (domain: string): string => {
      if (domain === 'bad.example') throw new Error('no');
      return 'o.example';
    };
    const dkim = ['bad.example', 'a.example'].map((domain) => ({ result: 'pass', domain }));
    expect(authenticator({ dkim }, { ...context, organizationalDomain })('b.example')).toBe('yes');
  });
});
