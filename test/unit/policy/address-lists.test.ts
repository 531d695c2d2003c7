// Address lists: three ways to write one (S-3.1).
import { describe, expect, it } from 'vitest';
import type { AddressListInput } from '../../../src/model/document.js';
import { contentFrom, report } from './report.js';

/** Each list with its entries, in order. */
function lists(addressLists: Record<string, AddressListInput>) {
  const { addressLists: parsed, index } = contentFrom({ addressLists });
  const entries = index.entriesByList();
  expect(entries).toHaveLength(parsed.length);
  return parsed.map((list, place) => ({ ...list, entries: entries[place] }));
}
const open = { everyEntryRequiresAuthentication: false };
const strict = { everyEntryRequiresAuthentication: true };
const entry = (value: string, requireAuthentication = true): object => ({ value, kind: 'domain', requireAuthentication });
const used = { orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['inbound'], addressLists: ['l'] }] }] };
const said = (list: unknown): string[] => report({ ...used, addressLists: { l: list } });

describe('address lists', () => {
  it('are text, a list, or an object with either, sorted by name', () => {
    expect(
      lists({
        c: 'b.example a.example',
        b: ['a.example', { value: 'b.example', requireAuthentication: false }],
        a: { description: 'why', entries: 'a.example' },
        d: { requireAuthentication: false, entries: ['a.example', { value: 'b.example', requireAuthentication: true }] },
        e: { requireAuthentication: false, entries: 'a.example' },
        f: { requireAuthentication: true, entries: ['a.example'] },
      }),
    ).toEqual([
      { name: 'a', description: 'why', size: 1, ...strict, entries: [entry('a.example')] },
      { name: 'b', description: '', size: 2, ...open, entries: [entry('a.example'), entry('b.example', false)] },
      { name: 'c', description: '', size: 2, ...strict, entries: [entry('a.example'), entry('b.example')] },
      { name: 'd', description: '', size: 2, ...open, entries: [entry('a.example', false), entry('b.example')] },
      { name: 'e', description: '', size: 1, ...open, entries: [entry('a.example', false)] },
      { name: 'f', description: '', size: 1, ...strict, entries: [entry('a.example')] },
    ]);
  });

  it('S-3.1: count equal entries once, and an empty list requires authentication of nobody it has', () => {
    expect(lists({ a: ['a.example', 'b.example', '@A.example'], b: ['a.example', { value: 'a.example', requireAuthentication: false }], c: [] })).toEqual([
      { name: 'a', description: '', size: 2, ...strict, entries: [entry('a.example'), entry('b.example')] },
      { name: 'b', description: '', size: 1, ...open, entries: [entry('a.example', false)] },
      { name: 'c', description: '', size: 0, ...strict, entries: [] },
    ]);
  });

  it('S-1.4: may have any name', () => {
    const addressLists = JSON.parse('{"__proto__": ["a.example"], "constructor": ["b.example"], "toString": "c.example", "": "d.example"}') as Record<string, AddressListInput>;
    expect(lists(addressLists).map(({ name, entries }) => [name, entries?.[0]?.value])).toEqual([
      ['', 'd.example'],
      ['__proto__', 'a.example'],
      ['constructor', 'b.example'],
      ['toString', 'c.example'],
    ]);
  });

  it('S-1.6: without entries are a warning', () => {
    const warning = 'the address list `l` has no entries and matches nobody; add entries or remove it';
    expect(said([])).toEqual([`warning empty-list at addressLists.l: ${warning}`]);
    expect(said(' ,\n')).toEqual([`warning empty-list at addressLists.l: ${warning}`]);
    expect(said({ entries: [] })).toEqual([`warning empty-list at addressLists.l.entries: ${warning}`]);
    expect(said({ entries: '' })).toEqual([`warning empty-list at addressLists.l.entries: ${warning}`]);
    expect(said(['a_b'])).toEqual(['error invalid-entry at addressLists.l[0]: `a_b` has an underscore, which no mail domain has']);
  });

  it('report bad entries where they are', () => {
    expect(said('a.example a_b')).toEqual(['error invalid-entry at addressLists.l: line 1, column 11: `a_b` has an underscore, which no mail domain has']);
    expect(said({ entries: 'a_b' })).toEqual(['error invalid-entry at addressLists.l.entries: line 1, column 1: `a_b` has an underscore, which no mail domain has']);
    expect(said({ entries: ['a_b'] })).toEqual(['error invalid-entry at addressLists.l.entries[0]: `a_b` has an underscore, which no mail domain has']);
  });

  it.each<[unknown, string]>([
    [null, 'addressLists.l: `l` must be text, a list of entries, or an object with `entries`, not null'],
    [true, 'addressLists.l: `l` must be text, a list of entries, or an object with `entries`, not true'],
    [{}, 'addressLists.l.entries: `entries` is missing; add text or a list of entries'],
    [{ entries: {} }, 'addressLists.l.entries: `entries` must be text or a list of entries, not an object'],
    [{ entries: null }, 'addressLists.l.entries: `entries` must be text or a list of entries, not null'],
    [{ entries: 'a.example', description: 7 }, 'addressLists.l.description: `description` must be text, not the number 7'],
    [{ entries: 'a.example', requireAuthentication: 'no' }, 'addressLists.l.requireAuthentication: `requireAuthentication` must be true or false, not the text `no`'],
  ])('cannot be %j', (list, message) => {
    expect(said(list)).toEqual([`error invalid-value at ${message}`]);
  });

  it('that are not plain JSON are reported once', () => {
    expect(said(new Set(['a.example']))).toEqual(['error not-plain-json at addressLists.l: a `Set` object is not plain JSON; write an object literal, a list, text or a number']);
    expect(said({ entries: new Set() })).toEqual(['error not-plain-json at addressLists.l.entries: a `Set` object is not plain JSON; write an object literal, a list, text or a number']);
    expect(said([new Date(0), 'a_b'])).toEqual([
      'error not-plain-json at addressLists.l[0]: a `Date` object is not plain JSON; write an object literal, a list, text or a number',
      'error invalid-entry at addressLists.l[1]: `a_b` has an underscore, which no mail domain has',
    ]);
  });

  it('are checked beside a bad key', () => {
    expect(said({ entires: 'x', entries: ['a_b'] })).toEqual([
      'error unknown-key at addressLists.l.entires: there is no key `entires` here; did you mean `entries`?',
      'error invalid-entry at addressLists.l.entries[0]: `a_b` has an underscore, which no mail domain has',
    ]);
    expect(said({ entires: 'x' })).toHaveLength(1);
  });

  it('nobody uses are a warning', () => {
    expect(report({ addressLists: { l: 'a.example' } })).toEqual(['warning unused-list at addressLists.l: no setting uses the address list `l`; use it or remove it']);
    expect(said('a.example')).toEqual([]);
  });
});
