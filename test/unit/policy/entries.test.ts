// The entries of a list: canonical, once each, and every bad one reported with its place (S-3.1, S-3.2).
import { describe, expect, it } from 'vitest';
import { EntryCollector } from '../../../src/lists/entry-collector.js';
import type { AddressListEntry } from '../../../src/model/address-list-entry.js';
import { EntryTable, readEntries, readPastedText } from '../../../src/policy/entries.js';
import { refused } from '../../../src/policy/draft.js';
import { Findings } from '../../../src/policy/findings.js';
import type { PlainJson } from '../../../src/policy/plain-json.js';
import { found } from './report.js';

/** The entries of one list in order, as they are after everything was read. */
function sorted(items: PlainJson[] | string, requireAuthentication = true, caseSensitive = false, findings = new Findings()): readonly AddressListEntry[] {
  const collector = new EntryCollector();
  read(items, requireAuthentication, new EntryTable(0, { caseSensitive, collector, findings }));
  return collector.index(1).entriesOf(0);
}
function read(items: PlainJson[] | string, requireAuthentication: boolean, table: EntryTable): void {
  if (typeof items === 'string') readPastedText(items, ['l'], requireAuthentication, table);
  else readEntries(items, ['l'], requireAuthentication, table);
}

type Shown = string | [string, boolean];
/** Entries as text; with a flag if they do not require authentication. */
function entries(items: PlainJson[] | string, requireAuthentication = true, caseSensitive = false): Shown[] {
  return sorted(items, requireAuthentication, caseSensitive).map((entry): Shown => (entry.requireAuthentication ? entry.value : [entry.value, false]));
}
function said(items: PlainJson[] | string, requireAuthentication = true): string[] {
  return found((findings) => sorted(items, requireAuthentication, false, findings));
}

describe('entries', () => {
  it('are canonical, sorted by code units, with their kinds', () => {
    const listed = sorted(['b.example', 'Ann@A.example', '*', '@*.B.example', 'BÜCHER.example']);
    expect(listed).toEqual([
      { value: '*', kind: 'everyone', requireAuthentication: true },
      { value: '*.b.example', kind: 'subdomains', requireAuthentication: true },
      { value: 'ann@a.example', kind: 'address', requireAuthentication: true },
      { value: 'b.example', kind: 'domain', requireAuthentication: true },
      { value: 'xn--bcher-kva.example', kind: 'domain', requireAuthentication: true },
    ]);
    expect(listed.every(Object.isFrozen)).toBe(true);
  });

  it('S-2.2: keep the case of local parts where the policy says so', () => {
    expect(entries(['Ann@a.example', 'ann@a.example'], true, true)).toEqual(['Ann@a.example', 'ann@a.example']);
    expect(entries(['Ann@a.example', 'ann@a.example'])).toEqual(['ann@a.example']);
  });

  it('S-3.5: require authentication as they say, else as the list says', () => {
    const items = ['a.example', { value: 'b.example' }, { value: 'c.example', requireAuthentication: true }, { value: 'd.example', requireAuthentication: false }];
    expect(entries(items)).toEqual(['a.example', 'b.example', 'c.example', ['d.example', false]]);
    expect(entries(items, false)).toEqual([['a.example', false], ['b.example', false], 'c.example', ['d.example', false]]);
    expect(entries('a.example b.example', false)).toEqual([['a.example', false], ['b.example', false]]);
  });
});

describe('equal entries', () => {
  const open = { value: 'A.example', requireAuthentication: false };

  it('S-3.1: are one, with a warning', () => {
    expect(entries(['a.example', 'b.example', '@A.example'])).toEqual(['a.example', 'b.example']);
    expect(said(['a.example', 'b.example', '@A.example'])).toEqual([
      'warning duplicate-entry at l[2]: `@A.example` is in this list already, as `a.example`; remove the repetition',
    ]);
    expect(said('a.example\n b.example a.example')).toEqual([
      'warning duplicate-entry at l: line 2, column 12: `a.example` is in this list already, as `a.example`; remove the repetition',
    ]);
  });

  it('S-3.1: require authentication only if all of them do', () => {
    expect(entries(['a.example', open])).toEqual([['a.example', false]]);
    expect(entries([open, 'a.example'])).toEqual([['a.example', false]]);
    expect(entries([open, open])).toEqual([['a.example', false]]);
    expect(entries(['a.example', open, 'a.example'])).toEqual([['a.example', false]]);
    expect(said(['a.example', open])).toEqual([
      'warning duplicate-entry at l[1].value: `A.example` is in this list already, as `a.example`; remove the repetition (only one of the two requires authentication, so the entry does not)',
    ]);
    expect(said([open, 'a.example'])).toEqual([
      'warning duplicate-entry at l[1]: `a.example` is in this list already, as `a.example`; remove the repetition (only one of the two requires authentication, so the entry does not)',
    ]);
    expect(said([open, open])).toEqual(['warning duplicate-entry at l[1].value: `A.example` is in this list already, as `a.example`; remove the repetition']);
  });
});

describe('bad entries', () => {
  it('of a list are reported by index', () => {
    expect(said(['a.example', 'a_b', { value: '*@a.example' }, 'b.example'])).toEqual([
      'error invalid-entry at l[1]: `a_b` has an underscore, which no mail domain has',
      'error invalid-entry at l[2].value: `*@a.example` is not an address; to match every address of a domain, write the domain alone: `a.example`',
    ]);
    expect(entries(['a.example', 'a_b', 'b.example'])).toEqual(['a.example', 'b.example']);
  });

  it('S-3.2: an item of a list is never split', () => {
    expect(said(['a.example, b.example'])).toEqual(['error invalid-entry at l[0]: `a.example, b.example` has a blank or separator in it; make it one item for each entry']);
    expect(said([' a.example'])).toEqual(['error invalid-entry at l[0]: ` a.example` has a blank or separator in it; make it one item for each entry']);
  });

  it('of a text are reported by line and column', () => {
    expect(said('a.example,\n  a_b; "x y"@b.example\r\nc..example')).toEqual([
      'error invalid-entry at l: line 2, column 3: `a_b` has an underscore, which no mail domain has',
      'error invalid-entry at l: line 3, column 1: `c..example` has an empty label; write the domain without leading or doubled dots',
    ]);
  });

  it.each<[PlainJson, string]>([
    [null, 'error invalid-value at l[0]: an entry must be text or an object with `value`, not null'],
    [7, 'error invalid-value at l[0]: an entry must be text or an object with `value`, not the number 7'],
    [['a.example'], 'error invalid-value at l[0]: an entry must be text or an object with `value`, not a list'],
    [{}, 'error invalid-value at l[0].value: `value` is missing; add a domain, an address, `*.example.com` or `*`'],
    [{ value: 7 }, 'error invalid-value at l[0].value: `value` must be a domain, an address, `*.example.com` or `*`, not the number 7'],
    [{ value: 'a.example', requireAuthentication: 'no' }, 'error invalid-value at l[0].requireAuthentication: `requireAuthentication` must be true or false, not the text `no`'],
    [{ value: 'a.example', require: true }, 'error unknown-key at l[0].require: there is no key `require` here; known here: `value`, `requireAuthentication`'],
    [{ valu: 'a.example' }, 'error unknown-key at l[0].valu: there is no key `valu` here; did you mean `value`?'],
  ])('%j is none', (item, message) => {
    expect(said([item])).toEqual([message]);
  });

  it('that were refused are skipped', () => {
    expect(said([refused, 'a.example'])).toEqual([]);
    expect(entries([refused, 'a.example'])).toEqual(['a.example']);
  });
});

describe('a table', () => {
  const table = (items: PlainJson[]): EntryTable => {
    const made = new EntryTable(0, { caseSensitive: false, collector: new EntryCollector(), findings: new Findings() });
    readEntries(items, [], true, made);
    return made;
  };

  it('is empty if nothing was written, not if all was bad', () => {
    expect(table([]).isEmpty()).toBe(true);
    expect(table(['a_b']).isEmpty()).toBe(false);
    expect(table([7]).isEmpty()).toBe(false);
    expect(table([refused]).isEmpty()).toBe(false);
    expect(table(['a.example']).isEmpty()).toBe(false);
  });
});
