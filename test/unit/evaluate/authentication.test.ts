// Is an author mailbox authenticated: yes, no, or unknown (S-5)?
import { describe, expect, it } from 'vitest';
import { authenticator } from '../../../src/evaluate/authentication.js';
import type { AuthenticationContext } from '../../../src/evaluate/authentication.js';
import { publicSuffixOrganizationalDomain } from '../../../src/evaluate/organizational-domain.js';
import { unreadable } from '../../../src/model/property.js';

const context: AuthenticationContext = {
  mailFromDomain: 'bounces.example.com',
  soleAuthorDomain: 'example.com',
  alignment: 'relaxed',
  organizationalDomain: publicSuffixOrganizationalDomain,
};
const strict: AuthenticationContext = { ...context, alignment: 'strict' };

const verdict = (authentication: unknown, changed: Partial<AuthenticationContext> = {}, domain = 'example.com') => authenticator(authentication, { ...context, ...changed })(domain);

describe('no result', () => {
  it.each([undefined, null, {}, { dkim: [] }, { spf: undefined, dkim: undefined, dmarc: undefined }, 'pass', 5, unreadable])('S-5.3: is unknown: %s', (authentication) => {
    expect(verdict(authentication)).toBe('unknown');
  });
});

describe('a result that vouches for nobody', () => {
  it.each(['fail', 'softfail', 'neutral', 'none', 'permerror', 'policy'])('S-5.3: %s is a result, and no pass', (result) => {
    expect(verdict({ dmarc: { result, domain: 'example.com' } })).toBe('no');
    expect(verdict({ spf: { result, domain: 'example.com' } })).toBe('no');
    expect(verdict({ dkim: [{ result, domain: 'example.com' }] })).toBe('no');
    expect(verdict({ spf: { result, domain: 'not valid' } })).toBe('no');
    expect(verdict({ dkim: [{ result }] })).toBe('no');
  });
});

describe('a pass', () => {
  it.each(['dmarc', 'spf', 'dkim'])('S-5.1: of %s for the domain itself', (method) => {
    const result = { result: 'pass', domain: 'Example.COM.' };
    const authentication = { [method]: method === 'dkim' ? [result] : result };
    expect(verdict(authentication)).toBe('yes');
    expect(verdict(authentication, strict)).toBe('yes');
    expect(verdict(authentication, {}, 'other.example')).toBe('no');
    expect(verdict(authentication, strict, 'other.example')).toBe('no');
  });

  it('S-5.1: one is enough', () => {
    const failed = { result: 'fail', domain: 'example.com' };
    const passed = { result: 'pass', domain: 'example.com' };
    expect(verdict({ dmarc: passed, spf: failed, dkim: [failed] })).toBe('yes');
    expect(verdict({ dmarc: failed, spf: passed, dkim: [failed] })).toBe('yes');
    expect(verdict({ dmarc: failed, spf: failed, dkim: [failed, passed] })).toBe('yes');
    expect(verdict({ dmarc: failed, spf: failed, dkim: [failed, failed] })).toBe('no');
  });

  it('S-5.2: SPF and DKIM align with the organisational domain when relaxed, with the same domain when strict', () => {
    for (const authentication of [{ spf: { result: 'pass', domain: 'a.example.com' } }, { dkim: [{ result: 'pass', domain: 'a.example.com' }] }]) {
      expect(verdict(authentication)).toBe('yes');
      expect(verdict(authentication, {}, 'b.example.com')).toBe('yes');
      expect(verdict(authentication, {}, 'example.org')).toBe('no');
      expect(verdict(authentication, strict)).toBe('no');
      expect(verdict(authentication, strict, 'a.example.com')).toBe('yes');
    }
  });

  it('S-5.4: a DMARC pass vouches for its domain only, compared exactly', () => {
    expect(verdict({ dmarc: { result: 'pass', domain: 'a.example.com' } })).toBe('no');
    expect(verdict({ dmarc: { result: 'pass', domain: 'example.com' } }, {}, 'a.example.com')).toBe('no');
    expect(verdict({ dmarc: { result: 'pass', domain: 'b.example' }, spf: { result: 'pass', domain: 'c.example' } }, {}, 'x.b.example')).toBe('no');
    expect(verdict({ dmarc: { result: 'pass', domain: 'b.example' }, spf: { result: 'pass', domain: 'c.example' } }, {}, 'b.example')).toBe('yes');
  });

  it('S-5.4: a DMARC pass without a domain is one for the author’s if all share one, else it is unknown', () => {
    expect(verdict({ dmarc: { result: 'pass' } })).toBe('yes');
    expect(verdict({ dmarc: { result: 'pass' } }, { soleAuthorDomain: null })).toBe('unknown');
  });

  it('S-5.4: an SPF pass without a domain is one for the domain of mailFrom; with the null reverse-path it is unknown', () => {
    expect(verdict({ spf: { result: 'pass' } })).toBe('yes');
    expect(verdict({ spf: { result: 'pass' } }, strict)).toBe('no');
    expect(verdict({ spf: { result: 'pass' } }, { mailFromDomain: 'other.example' })).toBe('no');
    expect(verdict({ spf: { result: 'pass' } }, { mailFromDomain: null })).toBe('unknown');
    expect(verdict({ spf: { result: 'pass', domain: 'example.com' } }, { mailFromDomain: null })).toBe('yes');
  });

  it.each(['not valid', '', null, 5, unreadable])('S-5.3: whose domain is invalid is unknown: %s', (domain) => {
    expect(verdict({ dmarc: { result: 'pass', domain } })).toBe('unknown');
    expect(verdict({ spf: { result: 'pass', domain } })).toBe('unknown');
    expect(verdict({ dkim: [{ result: 'pass', domain }] })).toBe('unknown');
    expect(verdict({ dkim: [{ result: 'pass', domain }, { result: 'pass', domain: 'example.com' }] })).toBe('yes');
  });

  it('S-5.3: of DKIM without a domain is unknown', () => {
    expect(verdict({ dkim: [{ result: 'pass' }] })).toBe('unknown');
  });
});

describe('a result that could have vouched', () => {
  it.each(['temperror', 'PASS', 'passed', 'toString', '', null, undefined, true, ['pass'], ['fail']])('S-5.3: %j makes it unknown where it could have vouched, and only there', (result) => {
    expect(verdict({ dmarc: { result, domain: 'example.com' } })).toBe('unknown');
    expect(verdict({ dmarc: { result, domain: 'a.example.com' } })).toBe('no');
    expect(verdict({ spf: { result, domain: 'a.example.com' } })).toBe('unknown');
    expect(verdict({ spf: { result, domain: 'a.example.com' } }, strict)).toBe('no');
    expect(verdict({ spf: { result, domain: 'other.example' } })).toBe('no');
    expect(verdict({ dkim: [{ result, domain: 'a.example.com' }] })).toBe('unknown');
    expect(verdict({ dkim: [{ result }] })).toBe('unknown');
    expect(verdict({ dkim: [{ result, domain: 'example.com' }], spf: { result: 'pass' } })).toBe('yes');
  });

  it.each([null, 'pass', 5])('S-5.3: what is no result object is no RFC 8601 result: %s', (result) => {
    expect(verdict({ dkim: [result] })).toBe('unknown');
    expect(verdict({ dmarc: result })).toBe('unknown');
    expect(verdict({ spf: result })).toBe('unknown');
    expect(verdict({ spf: result }, { mailFromDomain: 'other.example' })).toBe('unknown');
    expect(verdict({ spf: result, dmarc: { result: 'pass' } })).toBe('yes');
  });

  it('S-5.4: a result object without a result or a domain is one for the domain of mailFrom', () => {
    expect(verdict({ spf: {} })).toBe('unknown');
    expect(verdict({ spf: {} }, { mailFromDomain: 'other.example' })).toBe('no');
    expect(verdict({ spf: { result: 'temperror' } }, { mailFromDomain: 'other.example' })).toBe('no');
  });

  it('S-12.1: is not asked what text it might be', () => {
    const asked = {
      toString(): never {
        throw new Error('asked');
      },
    };
    expect(verdict({ dkim: [{ result: asked, domain: 'example.com' }] })).toBe('unknown');
    expect(verdict({ dkim: [{ result: 'pass', domain: asked }] })).toBe('unknown');
  });

  it.each([null, {}, 'pass', { length: 1 }, unreadable])('S-5.3: what is no array of signatures cannot be read: %s', (dkim) => {
    expect(verdict({ dkim })).toBe('unknown');
    expect(verdict({ dkim, spf: { result: 'fail' } })).toBe('unknown');
  });

  it('S-12.3: a result that cannot be read could have vouched for any domain', () => {
    const authentication = {
      get spf(): never {
        throw new Error('no');
      },
    };
    expect(verdict(authentication, { mailFromDomain: 'other.example' })).toBe('unknown');
  });
});
