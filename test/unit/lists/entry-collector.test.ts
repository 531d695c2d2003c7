// Collecting the entries of all lists, and the index that suits them (S-3.1).
import { describe, expect, it } from 'vitest';
import { EntryCollector, MOST_IN_MAP } from '../../../src/lists/entry-collector.js';
import { MapIndex } from '../../../src/lists/map-index.js';
import { depthBit, PackedIndex } from '../../../src/lists/packed-index.js';
import { keysOfOneSum } from '../packed/crowding-keys.js';

type Added = readonly [value: string, list?: number, requireAuthentication?: boolean];

function collected(...entries: Added[]): EntryCollector {
  const collector = new EntryCollector();
  for (const [value, list = 0, requireAuthentication = true] of entries) collector.add(value, list, requireAuthentication);
  return collector;
}

const shown = (collector: EntryCollector, lists: number): string[][] =>
  collector.index(lists).entriesByList().map((entries) => entries.map(({ value, requireAuthentication }) => `${value}${requireAuthentication ? '' : '-'}`));

describe('add', () => {
  it('S-3.1: says how equal entries of a list were met', () => {
    const collector = new EntryCollector();
    expect(collector.add('a.example', 0, true)).toBe('new');
    expect(collector.add('a.example', 0, true)).toBe('required');
    expect(collector.add('b.example', 0, true)).toBe('new');
    expect(collector.add('a.example', 0, false)).toBe('required');
    expect(collector.add('a.example', 0, false)).toBe('not-required');
    expect(collector.add('a.example', 0, true)).toBe('not-required');
    expect(collector.add('b.example', 0, true)).toBe('required');
    expect(shown(collector, 1)).toEqual([['a.example-', 'b.example']]);
  });

  it('S-3.1: equal entries of different lists are an entry of each', () => {
    const collector = new EntryCollector();
    expect(collector.add('a.example', 0, true)).toBe('new');
    expect(collector.add('a.example', 1, false)).toBe('new');
    expect(collector.add('a.example', 2, true)).toBe('new');
    expect(shown(collector, 3)).toEqual([['a.example'], ['a.example-'], ['a.example']]);
  });

  it('takes lists in any order, and again', () => {
    const collector = collected(['a.example', 2], ['a.example', 0], ['b.example', 1], ['a.example', 1, false]);
    expect(collector.add('a.example', 0, true)).toBe('required');
    expect(collector.add('a.example', 2, false)).toBe('required');
    expect(collector.add('a.example', 1, true)).toBe('not-required');
    expect(shown(collector, 3)).toEqual([['a.example'], ['a.example-', 'b.example'], ['a.example-']]);
  });

  it('S-2.2: takes entries that are not ASCII, or quoted', () => {
    const values = ['"a b"@a.example', 'josé@a.example', '\u{1F600}@a.example', '用户@a.example'];
    expect(shown(collected(...values.map((value): Added => [value])), 1)).toEqual([[...values].sort()]);
  });
});

describe('addPlain', () => {
  /** Adds what stands between angle brackets. */
  function addPlain(collector: EntryCollector, text: string, caseSensitive = false, list = 0, requireAuthentication = true) {
    return collector.addPlain(text, text.indexOf('<') + 1, text.indexOf('>'), caseSensitive, list, requireAuthentication);
  }

  it('reads an entry between two places of a text, folds it and adds it', () => {
    const collector = new EntryCollector();
    expect(addPlain(collector, 'x,<A.Example>,y')).toBe('new');
    expect(addPlain(collector, '<Ann@A.example>')).toBe('new');
    expect(addPlain(collector, '<a.example>')).toBe('required');
    expect(addPlain(collector, '<ann@a.example>', false, 1)).toBe('new');
    expect(addPlain(collector, '<a.example>', false, 0, false)).toBe('required');
    expect(addPlain(collector, '<a.example>', false, 0)).toBe('not-required');
    expect(shown(collector, 2)).toEqual([['a.example-', 'ann@a.example'], ['ann@a.example']]);
    expect([collector.sizeOf(0), collector.sizeOf(1)]).toEqual([2, 1]);
    expect([collector.everyEntryRequiresAuthentication(0), collector.everyEntryRequiresAuthentication(1)]).toEqual([false, true]);
  });

  it('S-2.2: leaves local parts alone whose case is kept, and folds domains all the same', () => {
    const collector = new EntryCollector();
    expect(addPlain(collector, '<Ann@a.example>', true)).toBeNull();
    expect(addPlain(collector, '<ann@A.example>', true)).toBe('new');
    expect(addPlain(collector, '<A.example>', true)).toBe('new');
    expect(shown(collector, 1)).toEqual([['a.example', 'ann@a.example']]);
  });

  it.each(['', '*', '*.a.example', '*@a.example', '*x@a.example', '@a.example', 'a@', 'a_b', 'bücher.example', 'é@a.example', '"a"@a.example', '[192.0.2.1]', 'x@[192.0.2.1]', 'a.example.', '1.2.3.4', 'xn--fa-hia.example', 'a b'])(
    'leaves %j to the full reader, and adds nothing',
    (item) => {
      const collector = new EntryCollector();
      expect(addPlain(collector, `<${item}>`)).toBeNull();
      expect(shown(collector, 1)).toEqual([[]]);
      expect(collector.sizeOf(0)).toBe(0);
    },
  );

  it('adds what equals an entry that the full reader has read, and the other way round', () => {
    const collector = collected(['ann@a.example'], ['b.example', 0, false]);
    expect(addPlain(collector, '<Ann@A.example>')).toBe('required');
    expect(addPlain(collector, '<B.example>')).toBe('not-required');
    expect(addPlain(collector, '<c.example>')).toBe('new');
    expect(collector.add('c.example', 0, true)).toBe('required');
    expect(shown(collector, 1)).toEqual([['ann@a.example', 'b.example-', 'c.example']]);
  });

  it('S-12.2: goes on where keys crowd', () => {
    const crowd = keysOfOneSum(200, 0);
    const collector = new EntryCollector();
    // Their sums are equal for the first seed as they are: domains of one label of 56 letters.
    for (const key of crowd) expect(addPlain(collector, `<${key}>`)).toBe('new');
    for (const key of crowd) expect(addPlain(collector, `<${key}>`)).toBe('required');
    expect(shown(collector, 1)).toEqual([[...crowd].sort()]);
  });
});

describe('index', () => {
  const numbered = (count: number): Added[] => Array.from({ length: count }, (_, number) => [`a${100 + number}.example`]);

  it('is a map up to sixteen entries, and packed beyond', () => {
    expect(MOST_IN_MAP).toBe(16);
    for (const [count, made] of [[0, MapIndex], [1, MapIndex], [16, MapIndex], [17, PackedIndex], [40, PackedIndex]] as const) {
      const collector = collected(...numbered(count));
      expect(collector.index(1)).toBeInstanceOf(made);
      expect(collector.packedIndex(1)).toBeInstanceOf(PackedIndex);
      const values = numbered(count).map(([value]) => value);
      expect(shown(collector, 1)).toEqual([values]);
      expect(collector.packedIndex(1).entriesByList()).toEqual(collector.index(1).entriesByList());
    }
  });

  it('counts entries of all lists together, equal ones once', () => {
    const both = numbered(16).flatMap(([value]): Added[] => [[value, 0], [value, 1]]);
    expect(collected(...both).index(2)).toBeInstanceOf(MapIndex);
    expect(collected(...both, ['b.example', 1]).index(2)).toBeInstanceOf(PackedIndex);
  });

  it('has as many lists as it is told, those without entries included', () => {
    expect(shown(collected(['a.example', 1]), 3)).toEqual([[], ['a.example'], []]);
    expect(collected(...numbered(20)).index(3).entriesByList().map(({ length }) => length)).toEqual([20, 0, 0]);
  });

  it('S-12.6: shares memberships that are frozen, one for all entries that the same lists hold alike', () => {
    for (const count of [3, 30]) {
      const index = collected(...numbered(count), ['a100.example', 1], ['a101.example', 1]).index(2);
      const membershipsOf = (number: number) => index.matchesOf(`x@a${100 + number}.example`, false)?.entries[0]?.memberships;
      expect(membershipsOf(0)).toBe(membershipsOf(1));
      expect(membershipsOf(2)).toEqual([{ list: 0, requireAuthentication: true }]);
      for (const shared of [membershipsOf(0), ...(membershipsOf(0) ?? [])]) expect(Object.isFrozen(shared)).toBe(true);
    }
  });

  it('S-3.4: knows how deep the domains of wildcards are', () => {
    const depths = (...values: string[]): number => collected(...values.map((value): Added => [value])).packedIndex(1).wildcardDepths;
    expect(depths('a.example', 'x@b.example', '*')).toBe(0);
    expect(depths('*.example')).toBe(depthBit(1));
    expect(depths('*.a.example', '*.b.example', '*.example')).toBe(depthBit(2) | depthBit(1));
    expect(depths(`*.${'a.'.repeat(39)}example`)).toBe(depthBit(40));
    const again = collected(['*.a.example'], ['*.a.example', 1], ['*.a.example']);
    expect(again.packedIndex(2).wildcardDepths).toBe(depthBit(2));
  });
});

describe('what a collector knows of lists', () => {
  it('how many entries there are, equal ones of all lists once', () => {
    const collector = collected(['a.example', 0], ['b.example', 0], ['a.example', 1], ['b.example', 0, false]);
    expect(collector.size).toBe(2);
    expect(collector.addPlain('c.example', 0, 9, false, 1, true)).toBe('new');
    expect([collector.size, new EntryCollector().size]).toEqual([3, 0]);
  });

  it('and nothing that depends on how much was reserved', () => {
    const values = Array.from({ length: 200 }, (_, number) => `user${1000 + number}@a.example`);
    for (const reserved of [0, 1, 100, 10_000, 1_000_000]) {
      const collector = collected(['a.example', 0]);
      collector.reserve(reserved);
      for (const value of values) expect(collector.add(value, 0, true)).toBe('new');
      collector.reserve(reserved);
      for (const value of values) expect(collector.add(value, 0, true)).toBe('required');
      expect(shown(collector, 1)).toEqual([['a.example', ...values]]);
    }
  });

  it('S-3.1: how many entries each has, equal ones once', () => {
    const collector = collected(['a.example', 0], ['b.example', 0], ['a.example', 0, false], ['a.example', 3], ['c.example', 3]);
    expect([0, 1, 2, 3, 4].map((list) => collector.sizeOf(list))).toEqual([2, 0, 0, 2, 0]);
  });

  it('S-11.1: whether all of its entries require authentication', () => {
    const collector = collected(['a.example', 0], ['a.example', 1, false], ['b.example', 1], ['a.example', 2], ['a.example', 2, false]);
    expect([0, 1, 2, 3].map((list) => collector.everyEntryRequiresAuthentication(list))).toEqual([true, false, false, true]);
  });
});
