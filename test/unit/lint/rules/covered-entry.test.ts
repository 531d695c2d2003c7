// S-14.3: entries that do nothing beside others.
import { describe, expect, it } from 'vitest';
import type { PolicyInput, SettingInput } from '../../../../src/index.js';
import { findingsOf, listPolicy } from '../linted.js';

type Entries = NonNullable<PolicyInput['addressLists']>[string];

function covered(policy: PolicyInput): string[] {
  return findingsOf(policy, ['shadowed-entry', 'repeated-entry']).map((text) => text.slice(0, text.indexOf(':')));
}

function ofList(entries: Entries, setting: Partial<SettingInput> = {}, others: Partial<PolicyInput> = {}): string[] {
  return covered(listPolicy(entries, others, setting)).map((path) => path.replace('addressLists.list.', ''));
}

const open = (value: string): { value: string; requireAuthentication: false } => ({ value, requireAuthentication: false });
const inbound: Partial<SettingInput> = { appliesTo: ['inbound'] };
const both: Partial<SettingInput> = { appliesTo: ['inbound', 'outbound'] };

it('keeps the equal of an entry on which another that is reported leans', () => {
  // `alice.example.org` does nothing in `a`: for one of its settings a wildcard covers it, and for the other its equal in `c`, which then has to stay.
  const setting = (id: string, addressLists: string[]): SettingInput => ({ id, appliesTo: ['inbound', 'outbound'], addressLists });
  const addressLists = { a: ['alice.example.org'], b: ['*.example.org'], c: ['alice.example.org'] };
  expect(covered({ addressLists, orgUnits: [{ path: '/', settings: [setting('one', ['a', 'b']), setting('two', ['a', 'c'])] }] })).toEqual(['addressLists.a.0']);
});

describe('shadowed-entry, in one list', () => {
  it.each<[string, Entries, string[]]>([
    ['an address by its domain', ['ann@a.example', 'a.example'], ['0']],
    ['an address by a wildcard', ['ann@b.a.example', '*.a.example'], ['0']],
    ['a domain by a wildcard', ['c.b.a.example', '*.a.example'], ['0']],
    ['a wildcard by a wildcard above', ['*.b.a.example', '*.a.example'], ['0']],
    ['all by everyone', ['ann@a.example', 'a.example', '*.a.example', '[192.0.2.1]', '*'], ['0', '1', '2', '3']],
    ['no domain by the wildcard below it', ['a.example', '*.a.example'], []],
    ['no wildcard by the domain above it', ['*.a.example', 'a.example', 'b.a.example'], ['2']],
    ['no address by an address', ['ann@a.example', 'bob@a.example'], []],
    ['no literal by a wildcard', ['[192.0.2.1]', 'ann@[192.0.2.1]', '*.a.example'], ['1']],
    ['no domain by a part of its name', ['xa.example', 'a.example', '*.a.example'], []],
  ])('%s', (_name, entries, paths) => {
    expect(ofList(entries)).toEqual(paths);
  });

  it('needs a wider entry that asks no more, where it is looked at', () => {
    const entries = [open('ann@a.example'), 'a.example'];
    expect(ofList(entries, inbound)).toEqual([]);
    expect(ofList(entries, both)).toEqual([]);
    expect(ofList(entries, { appliesTo: ['outbound'] })).toEqual(['0.value']);
    expect(ofList(['ann@a.example', open('a.example')], both)).toEqual(['0']);
    expect(ofList([open('ann@a.example'), open('a.example')], both)).toEqual(['0.value']);
  });

  it('minds the case of local parts where the policy does', () => {
    expect(ofList(['Ann@a.example', 'a.example'], {}, { caseSensitiveLocalParts: true })).toEqual(['0']);
    expect(ofList(['Ann@a.example', 'ann@a.example'], {}, { caseSensitiveLocalParts: true })).toEqual([]);
  });

  it('leaves alone what can give a route another rank (S-8.4)', () => {
    const routes = { r: { host: 'r.example' }, q: { host: 'q.example' }, same: { host: 'R.example', port: 25 } };
    const policy = (route: string | null, appliesTo: SettingInput['appliesTo'] = ['outbound']): PolicyInput => ({
      routes,
      addressLists: { list: ['ann@a.example', 'a.example'], other: ['b.example'] },
      orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['list'], route: 'r' }, { id: 't', appliesTo, addressLists: ['other'], ...(route !== null && { route }) }] }],
    });
    expect(covered(policy('q'))).toEqual([]);
    expect(covered(policy('same'))).toEqual(['addressLists.list.0']);
    expect(covered(policy(null))).toEqual(['addressLists.list.0']);
    expect(covered(policy('q', ['inbound']))).toEqual(['addressLists.list.0']);
  });

  it('looks at lists that no setting names, too', () => {
    const policy: PolicyInput = { addressLists: { list: ['ann@a.example', 'a.example', open('bob@a.example')] } };
    expect(covered(policy)).toEqual(['addressLists.list.0']);
  });
});

describe('across the lists of settings', () => {
  const lists = (one: Entries, two: Entries, ...names: (readonly string[])[]): PolicyInput => ({
    addressLists: { one, two },
    orgUnits: [{ path: '/', settings: names.map((addressLists, index) => ({ id: `s${index}`, appliesTo: ['outbound'], addressLists: [...addressLists] })) }],
  });

  it('finds the same entry, and keeps one of the two', () => {
    expect(findingsOf(lists(['a.example'], ['a.example'], ['one', 'two']), ['repeated-entry', 'shadowed-entry'])).toEqual([
      'addressLists.one.0: `a.example` is in the list `two` too, and every setting that names this list names that one; here it does nothing; remove it here',
    ]);
  });

  it('keeps what another setting needs', () => {
    expect(covered(lists(['a.example'], ['a.example'], ['one', 'two'], ['one']))).toEqual(['addressLists.two.0']);
    expect(covered(lists(['a.example'], ['a.example'], ['one', 'two'], ['one'], ['two']))).toEqual([]);
    expect(covered(lists(['a.example'], ['a.example'], ['one'], ['two']))).toEqual([]);
  });

  it('finds a wider entry in another list', () => {
    expect(findingsOf(lists(['ann@a.example'], ['a.example'], ['one', 'two']), ['shadowed-entry'])).toEqual([
      'addressLists.one.0: whatever `ann@a.example` matches, `a.example` in the list `two` matches too, for every setting that names this list; the entry does nothing; remove it, or the wider entry if that was too wide',
    ]);
    expect(covered(lists(['ann@a.example'], ['a.example'], ['one', 'two'], ['one']))).toEqual([]);
  });

  it('minds authentication', () => {
    const policy = lists([open('a.example')], ['a.example'], ['one', 'two']);
    policy.orgUnits![0]!.settings![0]!.appliesTo = ['inbound'];
    expect(covered(policy)).toEqual(['addressLists.two.0']);
  });
});
