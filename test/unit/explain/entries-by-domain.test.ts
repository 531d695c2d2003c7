// Entries by their domains, each domain once.
import { describe, expect, it } from 'vitest';
import { EntriesByDomain } from '../../../src/explain/entries-by-domain.js';
import { listOf } from './listed-entries.js';

const entries = new EntriesByDomain([listOf('a.example', '*', 'x@a.example'), listOf('*.b.example', '*.a.example')]);

describe('EntriesByDomain', () => {
  it('numbers every entry but `*`, list by list', () => {
    expect([0, 1, 2, 3].map((number) => [entries.entry(number)?.value, entries.list(number)])).toEqual([
      ['a.example', 0],
      ['x@a.example', 0],
      ['*.b.example', 1],
      ['*.a.example', 1],
    ]);
    expect([0, 1, 2].map((number) => entries.name(number))).toEqual([
      { localPart: '', domain: 'a.example' },
      { localPart: 'x@', domain: 'a.example' },
      { localPart: '', domain: 'b.example' },
    ]);
  });

  it('has every domain once, and all that is listed at it', () => {
    expect([...entries.domains()]).toEqual([
      ['a.example', 0],
      ['b.example', 1],
    ]);
    expect([...entries.at(0)].sort()).toEqual([0, 1, 3]);
    expect([...entries.at(1)]).toEqual([2]);
    expect(entries.domain('a.example')).toEqual([0]);
    expect(entries.domain('b.example')).toEqual([1]);
  });

  it('has nothing at what is not listed', () => {
    expect(entries.domain('example')).toEqual([]);
    expect([...entries.at(2)]).toEqual([]);
    expect(entries.entry(4)).toBeUndefined();
    expect(entries.list(4)).toBe(-1);
    expect(entries.name(4)).toEqual({ localPart: '', domain: '' });
    expect([...new EntriesByDomain([]).domains()]).toEqual([]);
  });
});
