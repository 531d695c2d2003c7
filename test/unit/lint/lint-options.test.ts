// S-14.2: severities and facts of the caller.
import { describe, expect, it } from 'vitest';
import type { PolicyInput } from '../../../src/index.js';
import { lintPolicy } from '../../../src/lint/index.js';
import type { LintOptions } from '../../../src/lint/index.js';

const policy: PolicyInput = { addressLists: { list: ['com', 'gmail.com'] } };
const severities = (rules: NonNullable<LintOptions['rules']>): string[] => lintPolicy(policy, { rules }).map(({ severity, code }) => `${severity} ${code}`);

describe('rules', () => {
  it('change how severe findings are, or leave them out', () => {
    expect(severities({})).toEqual(['warning unused-list', 'warning public-suffix-entry', 'warning free-mail-entry']);
    expect(severities({ 'public-suffix-entry': 'error', 'free-mail-entry': 'off', 'unused-list': 'note' })).toEqual(['note unused-list', 'error public-suffix-entry']);
    expect(severities({ 'public-suffix-entry': undefined } as never)).toHaveLength(3);
  });

  it('never make less of what makes a document invalid', () => {
    expect(() => severities({ 'unknown-key': 'off' })).toThrow(new TypeError('`unknown-key` makes a document invalid, and is an error whatever `rules` says'));
  });
});

describe('rules of one check', () => {
  it('are switched off one by one', () => {
    const weak: PolicyInput = { addressLists: { list: ['partner.example'] }, orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['list'], require: { minTlsVersion: 'TLSv1', caSignedCertificate: false } }] }] };
    expect(lintPolicy(weak, { rules: { 'obsolete-tls-version': 'off' } }).map(({ code }) => code)).toEqual(['hostname-without-ca']);
  });
});

describe('limit', () => {
  it('ends the search for every code that may have many', () => {
    const times = (entry: (index: number) => string): string[] => Array.from({ length: 4 }, (_, index) => entry(index));
    const entries = [
      ...times((index) => `ann${index}@own.example`), ...times((index) => `x${index}`), ...times((index) => `ann@${index}.wide.example`), '*.wide.example', 'gmail.com', '*.gmail.com', 'yahoo.com',
      ...times((index) => `${'l1'.repeat(3)}${index}.example`), ...times((index) => `${'ll'.repeat(3)}${index}.example`), ...times((index) => `p${index}аypal.example`), ...times((index) => `*.half${index}.example`),
    ];
    const many: PolicyInput = {
      domains: ['own.example'],
      addressLists: { list: entries, again: entries },
      users: Object.fromEntries(times((index) => `ann${index}@elsewhere.example`).map((user) => [user, '/'])),
      orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['list', 'again'] }] }],
    };
    const found = lintPolicy(many, { limit: 1, rules: { 'wildcard-without-domain': 'note' } }).map(({ code }) => code);
    const codes = found.filter((code) => code !== 'more-findings');
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.sort()).toEqual([
      'free-mail-entry', 'look-alike-entry', 'mixed-script-entry', 'own-domain-entry', 'public-suffix-entry', 'repeated-entry', 'shadowed-entry', 'similar-entry', 'user-outside-domains', 'wildcard-without-domain',
    ]);
    expect(found).toHaveLength(2 * codes.length);
  });

  it('bounds the findings of one code', () => {
    const many: PolicyInput = { addressLists: { list: Array.from({ length: 30 }, (_, index) => `x${index}`) } };
    const found = lintPolicy(many, { limit: 3, rules: { 'unused-list': 'off', 'similar-entry': 'off' } });
    expect(found.map(({ code }) => code)).toEqual(['public-suffix-entry', 'public-suffix-entry', 'public-suffix-entry', 'more-findings']);
    expect(found.at(-1)).toMatchObject({ severity: 'warning', message: 'there are more than 3 findings of `public-suffix-entry`, and the rest is left out' });
  });

  it('says that there are more as severely as the rules want it', () => {
    const many: PolicyInput = { addressLists: { list: ['com', 'net'] } };
    const found = (severity: 'error' | 'off'): string[] => lintPolicy(many, { limit: 1, rules: { 'unused-list': 'off', 'more-findings': severity } }).map((finding) => `${finding.severity} ${finding.code}`);
    expect(found('error')).toEqual(['warning public-suffix-entry', 'error more-findings']);
    expect(found('off')).toEqual(['warning public-suffix-entry']);
  });
});

describe('maxEntries', () => {
  it('keeps lint from reading more, and says so', () => {
    const many: PolicyInput = { ...policy, domains: ['own.example'], users: { 'ann@elsewhere.example': '/' } };
    const codes = (maxEntries: number): string[] => lintPolicy(many, { maxEntries, rules: { 'unused-list': 'off' } }).map(({ code, path }) => `${code} ${path.join('.')}`);
    expect(codes(1)).toEqual(['entries-not-read addressLists', 'user-outside-domains users.ann@elsewhere.example']);
    expect(codes(2)).toEqual(['public-suffix-entry addressLists.list.0', 'free-mail-entry addressLists.list.1', 'user-outside-domains users.ann@elsewhere.example']);
  });
});

describe('options that are not what they should be', () => {
  it.each<[unknown, string]>([
    [null, 'the options of lintPolicy are an object with rules, organizationalDomain, orgUnitOf, freeMailDomains, neverAuthenticates, testing, limit, maxEntries'],
    [{ rule: {} }, 'lintPolicy has no option `rule`; it has rules, organizationalDomain, orgUnitOf, freeMailDomains, neverAuthenticates, testing, limit, maxEntries'],
    [{ rules: null }, '`rules` must be an object of severities by code'],
    [{ rules: { toString: 'off' } }, 'there is no rule `toString`; docs/lint.md lists them all'],
    [{ rules: { 'free-mail-entry': 'warn' } }, 'the severity of `free-mail-entry` must be one of error, warning, note, off'],
    [{ organizationalDomain: 'com' }, '`organizationalDomain` must be a function from a domain to a domain or null'],
    [{ orgUnitOf: {} }, '`orgUnitOf` must be a function from an address to an org unit path'],
    [{ freeMailDomains: 'gmail.com' }, '`freeMailDomains` must be a list of domains'],
    [{ freeMailDomains: ['a b'] }, '`freeMailDomains` has `a b`, which is not a valid domain'],
    [{ neverAuthenticates: [1] }, '`neverAuthenticates` has `1`, which is not a valid domain'],
    [{ neverAuthenticates: null }, '`neverAuthenticates` must be a list of domains'],
    [{ limit: 0 }, '`limit` must be a whole number from 1'],
    [{ maxEntries: -1 }, '`maxEntries` must be a whole number from 0'],
    [{ limit: 1.5 }, '`limit` must be a whole number from 1'],
    [{ testing: { since: [], now: NaN, limitInDays: 1 } }, '`testing` must have `since` (a list of `orgUnit`, `setting` and `since`), `now` and `limitInDays`; times are milliseconds since 1970'],
    [{ testing: { since: 'yesterday', now: 1, limitInDays: 1 } }, '`testing` must have `since` (a list of `orgUnit`, `setting` and `since`), `now` and `limitInDays`; times are milliseconds since 1970'],
    [{ testing: { since: [{ orgUnit: '/', setting: 5, since: 1 }], now: 1, limitInDays: 1 } }, '`testing` must have `since` (a list of `orgUnit`, `setting` and `since`), `now` and `limitInDays`; times are milliseconds since 1970'],
    [{ testing: { since: [{ setting: 's', since: 1 }], now: 1, limitInDays: 1 } }, '`testing` must have `since` (a list of `orgUnit`, `setting` and `since`), `now` and `limitInDays`; times are milliseconds since 1970'],
    [{ testing: { since: [], now: 1, limitInDays: '1' } }, '`testing` must have `since` (a list of `orgUnit`, `setting` and `since`), `now` and `limitInDays`; times are milliseconds since 1970'],
    [{ testing: { since: [], now: 1, limitInDays: -1 } }, '`limitInDays` of `testing` must be a number from 0'],
    [{ testing: null }, '`testing` must have `since` (a list of `orgUnit`, `setting` and `since`), `now` and `limitInDays`; times are milliseconds since 1970'],
    [{ testing: { since: [null], now: 1, limitInDays: 1 } }, '`testing` must have `since` (a list of `orgUnit`, `setting` and `since`), `now` and `limitInDays`; times are milliseconds since 1970'],
  ])('%j is misuse', (options, message) => {
    expect(() => lintPolicy({}, options as LintOptions)).toThrow(new TypeError(message));
  });
});
