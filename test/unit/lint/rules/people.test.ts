// Org units without users, users of elsewhere, authors who escape, and testing mode that was forgotten.
import { describe, expect, it } from 'vitest';
import type { PolicyInput } from '../../../../src/index.js';
import { findingsOf, listPolicy, pathsOf, settingsPolicy } from '../linted.js';

describe('org-unit-without-users', () => {
  const policy: PolicyInput = { orgUnits: [{ path: '/A/B' }, { path: '/A' }, { path: '/C' }, { path: '/C/D' }, { path: '/C/D/E' }], users: { 'ann@here.example': '/A/B' } };

  it('finds the top of a branch without users', () => {
    expect(findingsOf(policy, ['org-unit-without-users'])).toEqual([
      'orgUnits.2.path: the org unit `/C` has no users, nor have the 2 below it: its settings concern nobody, unless a function places users there (S-6.2); add its users to `users`, or remove it',
    ]);
  });

  it('counts the org units below one, and no others', () => {
    const [first, second] = findingsOf({ orgUnits: ['/A', '/A/B', '/A/B/C', '/A B', '/AB'].map((path) => ({ path })), users: { 'ann@here.example': '/AB' } }, ['org-unit-without-users']);
    expect(first).toContain('`/A` has no users, nor have the 2 below it');
    expect(second).toContain('`/A B` has no users: its settings');
  });

  it('knows nothing of users where a function places them, and never speaks of the root', () => {
    expect(pathsOf(policy, 'org-unit-without-users', { orgUnitOf: () => undefined })).toEqual([]);
    expect(pathsOf({ orgUnits: [{ path: '/' }] }, 'org-unit-without-users')).toEqual([]);
  });
});

describe('user-outside-domains', () => {
  it('finds users of elsewhere by their names as written', () => {
    const policy: PolicyInput = { domains: ['own.example'], users: { 'Ann@OWN.example': '/', 'Bob@Other.example': '/', 'eve@sub.own.example': '/' } };
    expect(pathsOf(policy, 'user-outside-domains')).toEqual(['users.Bob@Other.example', 'users.eve@sub.own.example']);
    expect(pathsOf({ users: policy.users! }, 'user-outside-domains')).toEqual([]);
  });
});

describe('never-authenticated', () => {
  const options = { neverAuthenticates: ['a.example'] };
  const inbound = { appliesTo: ['inbound' as const] };
  const found = (entries: Parameters<typeof listPolicy>[0], setting: Parameters<typeof listPolicy>[2] = inbound): string[] => pathsOf(listPolicy(entries, {}, setting), 'never-authenticated', options);

  it('finds a setting all of whose entries require it of such domains', () => {
    expect(found(['a.example', 'ann@a.example'])).toEqual(['orgUnits.0.settings.0.addressLists']);
    expect(pathsOf(listPolicy(['a.example'], {}, inbound), 'never-authenticated')).toEqual([]);
  });

  it.each([
    ['another domain', ['a.example', 'b.example']],
    ['an entry that does not require it', ['a.example', { value: 'ann@a.example', requireAuthentication: false }]],
    ['a wildcard, of which nothing is known', ['a.example', '*.a.example']],
    ['everyone', ['*']],
    ['an address literal', ['[192.0.2.1]']],
    ['nothing', []],
  ])('passes %s', (_name, entries) => {
    expect(found(entries)).toEqual([]);
  });

  it('passes outbound settings', () => {
    expect(found(['a.example'], { appliesTo: ['outbound'] })).toEqual([]);
  });

  it('asks a function, which may fail', () => {
    const policy = listPolicy(['a.example'], {}, inbound);
    expect(pathsOf(policy, 'never-authenticated', { neverAuthenticates: (domain) => domain === 'a.example' })).toHaveLength(1);
    const failing = (): boolean => {
      throw new Error('no statistics');
    };
    expect(pathsOf(policy, 'never-authenticated', { neverAuthenticates: failing })).toEqual([]);
    expect(pathsOf(policy, 'never-authenticated', { neverAuthenticates: () => 'perhaps' as unknown as boolean })).toEqual([]);
  });
});

describe('unknown-author-passes', () => {
  it('is about inbound settings', () => {
    expect(pathsOf(settingsPolicy([{ id: 's', appliesTo: ['inbound'] }], { unknownAuthor: 'no-match' }), 'unknown-author-passes')).toEqual(['unknownAuthor']);
    expect(pathsOf(settingsPolicy([{ id: 's' }], { unknownAuthor: 'no-match' }), 'unknown-author-passes')).toEqual([]);
    expect(pathsOf(settingsPolicy([{ id: 's', appliesTo: ['inbound'] }], { unknownAuthor: 'match' }), 'unknown-author-passes')).toEqual([]);
  });
});

describe('long-testing', () => {
  const day = 86_400_000;
  const testing = (since: number, limitInDays = 30): { testing: { since: { orgUnit: string; setting: string; since: number }[]; now: number; limitInDays: number } } => ({
    testing: { since: [{ orgUnit: '/', setting: 's', since }], now: 100 * day, limitInDays },
  });
  const policy = settingsPolicy([{ id: 's', mode: 'testing' }]);

  it('is told of settings that were in testing mode for longer than the limit', () => {
    expect(findingsOf(policy, ['long-testing'], testing(69.5 * day))).toEqual([
      'orgUnits.0.settings.0.mode: `s` has been in testing mode for 30.5 days, and 30 are allowed; it protects nobody yet; enforce it, or remove it',
    ]);
    expect(pathsOf(policy, 'long-testing', testing(70 * day))).toEqual([]);
    expect(pathsOf(policy, 'long-testing')).toEqual([]);
  });

  it('says that it was longer, however little', () => {
    const [found] = findingsOf(policy, ['long-testing'], testing(70 * day - 1));
    expect(found).toContain('for 30.1 days, and 30 are allowed');
  });

  it('takes the earlier of two times', () => {
    const { testing: times } = testing(99 * day);
    const twice = [{ orgUnit: '/', setting: 's', since: 0 }, ...times.since];
    for (const since of [twice, [...twice].reverse()]) expect(pathsOf(policy, 'long-testing', { testing: { ...times, since } })).toEqual(['orgUnits.0.settings.0.mode']);
  });

  it('passes settings that are enforced, not enabled or not named', () => {
    expect(pathsOf(settingsPolicy([{ id: 's' }, { id: 't', mode: 'testing' }]), 'long-testing', testing(0))).toEqual([]);
    expect(pathsOf(settingsPolicy([{ id: 's', mode: 'testing', enabled: false }]), 'long-testing', testing(0))).toEqual([]);
  });
});
