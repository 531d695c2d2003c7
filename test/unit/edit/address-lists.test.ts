// S-15.2: address lists are created, renamed, described and removed.
import { describe, expect, it } from 'vitest';
import { createAddressList, describeAddressList, removeAddressList, renameAddressList } from '../../../src/edit/address-lists.js';
import { policyFrom } from '../change/policies.js';
import { documentOf, said, warningsOf } from './edited.js';

const policy = policyFrom({
  addressLists: { free: ['f.example'], l: { description: 'why', entries: ['a.example', { value: 'b.example', requireAuthentication: false }] }, m: ['m.example'] },
  orgUnits: [
    { path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['l', 'm'] }] },
    { path: '/A', settings: [{ id: 't', appliesTo: ['outbound-secure-transport'] }, { id: 'u', appliesTo: ['inbound'], addressLists: ['l'] }] },
  ],
});

describe('createAddressList', () => {
  it('creates a list of pasted text, of entries, or empty', () => {
    const result = createAddressList(policy, 'k', 'B.example a.example');
    expect(said(result)).toEqual(['address list `k` added, with 2 entries', 'entry `a.example` added to address list `k`', 'entry `b.example` added to address list `k`']);
    expect(Object.keys(documentOf(result).addressLists ?? {})).toEqual(['free', 'k', 'l', 'm']);
    expect(said(createAddressList(policy, 'k', { description: 'why', entries: [] }))).toEqual(['address list `k` added, with 0 entries, described as `why`']);
    expect(warningsOf(createAddressList(policy, 'k'))).toEqual(['unused-list at addressLists.free', 'empty-list at addressLists.k', 'unused-list at addressLists.k']);
  });

  it('reports bad items, with line and column in a text', () => {
    expect(said(createAddressList(policy, 'k', 'a.example\n  a..example'))[0]).toContain('invalid-entry at addressLists.k: line 2, column 3: `a..example` ');
    expect(said(createAddressList(policy, 'k', ['a.example', 'a..example']))[0]).toContain('invalid-entry at addressLists.k[1]: `a..example` ');
  });

  it('refuses a name that is taken, or has a control character', () => {
    expect(said(createAddressList(policy, 'l'))).toEqual(['duplicate-list at addressLists.l: there is a list `l` already; choose another name']);
    expect(said(createAddressList(policy, 'a\n'))[0]).toContain('invalid-value at addressLists["a\\n"]: ');
    expect(() => createAddressList(policy, 7 as unknown as string)).toThrow(new TypeError('the name of an address list must be text, not the number 7'));
  });

  it('S-1.4: takes any name', () => {
    for (const name of ['__proto__', 'toString', '']) expect(said(createAddressList(policy, name))).toEqual([`address list \`${name}\` added, with 0 entries`]);
  });
});

describe('renameAddressList', () => {
  it('renames the list, with its description and entries, where settings name it too', () => {
    const result = renameAddressList(policy, 'l', 'z');
    const { orgUnits, addressLists } = documentOf(result);
    expect(Object.entries(addressLists ?? {}).at(-1)).toEqual(['z', { description: 'why', entries: ['a.example', { value: 'b.example', requireAuthentication: false }] }]);
    expect(orgUnits?.flatMap(({ settings = [] }) => settings.map((setting) => setting.addressLists))).toEqual([['m', 'z'], undefined, ['z']]);
    expect(said(result)).toEqual([
      'setting `s` changed at `/`: `addressLists` from `l`, `m` to `m`, `z`',
      'setting `u` changed at `/A`: `addressLists` from `l` to `z`',
      'address list `l` removed, with 2 entries, described as `why`',
      'entry `a.example` removed from address list `l`',
      'entry `b.example` removed from address list `l`',
      'address list `z` added, with 2 entries, described as `why`',
      'entry `a.example` added to address list `z`',
      'entry `b.example` added to address list `z`, sender authentication not required',
    ]);
  });

  it('changes nothing when the name stays', () => {
    expect(said(renameAddressList(policy, 'l', 'l'))).toEqual([]);
  });

  it('refuses a list that is not there, and a name that is taken', () => {
    expect(said(renameAddressList(policy, 'fre', 'k'))).toEqual(['unknown-list at addressLists: there is no address list `fre`; did you mean `free`?']);
    expect(said(renameAddressList(policy, 'toString', 'k'))).toEqual(['unknown-list at addressLists: there is no address list `toString`']);
    expect(said(renameAddressList(policy, 'l', 'm'))).toEqual(['duplicate-list at addressLists.m: there is a list `m` already; choose another name']);
    expect(() => renameAddressList(policy, 'l', 7 as unknown as string)).toThrow(TypeError);
    expect(() => renameAddressList(policy, 7 as unknown as string, 'k')).toThrow(TypeError);
  });
});

describe('describeAddressList', () => {
  it('sets and takes away a description', () => {
    expect(said(describeAddressList(policy, 'm', 'new'))).toEqual(['address list `m` changed: `description` from none to `new`']);
    expect(said(describeAddressList(policy, 'l', ''))).toEqual(['address list `l` changed: `description` from `why` to none']);
    expect(said(describeAddressList(policy, 'l', 'why'))).toEqual([]);
    expect(said(describeAddressList(policy, 'k', 'why'))).toHaveLength(1);
    expect(() => describeAddressList(policy, 'l', 7 as unknown as string)).toThrow(TypeError);
  });
});

describe('removeAddressList', () => {
  it('removes a list that nobody uses', () => {
    expect(said(removeAddressList(policy, 'free'))).toEqual(['address list `free` removed, with 1 entry', 'entry `f.example` removed from address list `free`']);
  });

  it('refuses while a setting names it', () => {
    expect(said(removeAddressList(policy, 'm'))).toEqual([
      'unknown-list at orgUnits[0].settings[0].addressLists[1]: there is no address list `m`; define it in `addressLists` or remove the name',
    ]);
    expect(said(removeAddressList(policy, 'k'))).toHaveLength(1);
  });
});
