// S-15.2: what holds for the policy as a whole.
import { describe, expect, it } from 'vitest';
import { setDomains, setOptions } from '../../../src/edit/policy-options.js';
import { policyFrom } from '../change/policies.js';
import { documentOf, said, warningsOf } from './edited.js';

const policy = policyFrom({ domains: ['a.example', 'b.example'], addressLists: { l: ['Ann@x.example'] }, routes: { r: { host: 'r.example' } }, alternateSecureRoute: 'r' });

describe('setDomains', () => {
  it('leaves the domains given and no other', () => {
    expect(said(setDomains(policy, ['C.example', 'a.example']))).toEqual(['domain `b.example` removed', 'domain `c.example` added']);
    expect(documentOf(setDomains(policy, [])).domains).toBeUndefined();
    expect(said(setDomains(policy, ['b.example', 'a.example']))).toEqual([]);
  });

  it('S-15.3: wants domains, for left out they would all be removed, and options in a plain object', () => {
    expect(() => setDomains(policy, undefined as unknown as string[])).toThrow(new TypeError('the domains must be given'));
    expect(said(setDomains(policy, null as unknown as string[]))).toHaveLength(1);
    expect(() => setOptions(policy, new Map([['alignment', 'strict']]) as object)).toThrow(new TypeError('the options of a policy must be a plain object, not an instance of a class'));
  });

  it('refuses what is no domain', () => {
    expect(said(setDomains(policy, ['a.example', '*.c.example']))).toEqual(['invalid-value at domains[1]: `*.c.example` has a wildcard; own domains are exact, so write each domain']);
    expect(said(setDomains(policy, 'a.example' as unknown as string[]))).toHaveLength(1);
  });
});

describe('setOptions', () => {
  it('sets what is given and keeps the rest', () => {
    expect(said(setOptions(policy, { alignment: 'strict', unknownAuthor: 'no-match' }))).toEqual([
      '`alignment` changed from `relaxed` to `strict`',
      '`unknownAuthor` changed from `match` to `no-match`',
    ]);
    expect(said(setOptions(policy, { alternateSecureRoute: null }))).toEqual(['`alternateSecureRoute` changed from `r` to none']);
    expect(said(setOptions(policy, { alternateSecureRoute: 'r', alignment: 'relaxed' }))).toEqual([]);
    expect(said(setOptions(policy, { alignment: undefined } as object))).toEqual([]);
  });

  it('reads entries and users again when the case of local parts begins or ends to count', () => {
    const apart = policyFrom({ caseSensitiveLocalParts: true, addressLists: { l: ['Ann@x.example', 'ann@x.example', 'b.example'] }, users: { 'Eve@o.example': '/' } });
    const result = setOptions(apart, { caseSensitiveLocalParts: false });
    expect(said(result)).toEqual([
      'user `Eve@o.example` taken out of `/`',
      'user `eve@o.example` put into `/`',
      'entry `Ann@x.example` removed from address list `l`',
      '`caseSensitiveLocalParts` changed from true to false',
    ]);
    expect(warningsOf(result)).toContain('duplicate-entry at addressLists.l.entries[1]');
    expect(said(setOptions(policy, { caseSensitiveLocalParts: true }))).toEqual(['`caseSensitiveLocalParts` changed from false to true']);
    const users = policyFrom({ caseSensitiveLocalParts: true, users: { 'Eve@o.example': '/', 'eve@o.example': '/' } });
    expect(said(setOptions(users, { caseSensitiveLocalParts: false }))[0]).toContain('duplicate-user at users["eve@o.example"]: ');
  });

  it('refuses what is none of the words, and a route that is not there', () => {
    expect(said(setOptions(policy, { alignment: 'loose' as 'relaxed' }))).toHaveLength(1);
    expect(said(setOptions(policy, { alternateSecureRoute: 's' }))[0]).toContain('unknown-route at alternateSecureRoute: ');
  });

  it('S-12.4: has no other option', () => {
    expect(() => setOptions(policy, { aligment: 'strict' } as object)).toThrow(/^a policy has no option `aligment`; it has alternateSecureRoute, /);
    expect(() => setOptions(policy, null as unknown as object)).toThrow(new TypeError('the options of a policy must be an object, not null'));
  });
});
