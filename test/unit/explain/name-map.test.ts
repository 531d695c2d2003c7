// Entries by key and local part.
import { describe, expect, it } from 'vitest';
import { EntriesByDomain } from '../../../src/explain/entries-by-domain.js';
import { nameMap } from '../../../src/explain/name-map.js';
import { listOf } from './listed-entries.js';

const entries = new EntriesByDomain([listOf('a.example', 'ann@a.example', 'bob@a.example', 'ann@b.example', '*.a.example')]);
const values = (numbers: readonly number[]): string[] => numbers.map((number) => entries.entry(number)?.value ?? '').sort();

describe('nameMap', () => {
  const map = nameMap(entries, (domain) => entries.domain(domain));

  it('gives domain entries to everyone and address entries to their local part', () => {
    expect(values(map.get('ann@', 'a.example'))).toEqual(['*.a.example', 'a.example', 'ann@a.example']);
    expect(values(map.get('bob@', 'a.example'))).toEqual(['*.a.example', 'a.example', 'bob@a.example']);
    expect(values(map.get('eve@', 'a.example'))).toEqual(['*.a.example', 'a.example']);
    expect(values(map.get('', 'a.example'))).toEqual(['*.a.example', 'a.example']);
    expect(values(map.get('ann@', 'b.example'))).toEqual(['ann@b.example']);
    expect(map.get('bob@', 'b.example')).toEqual([]);
  });

  it('gives the same one by one', () => {
    for (const localPart of ['ann@', 'bob@', 'eve@', '']) for (const key of ['a.example', 'b.example', 'c.example']) expect([...map.each(localPart, key)]).toEqual(map.get(localPart, key));
  });

  it('gives nothing under what is no key', () => {
    expect(map.get('ann@', 'c.example')).toEqual([]);
  });

  it('gives what is at every domain of the key', () => {
    const all = nameMap(entries, (key) => (key === 'all' ? [0, 1] : []));
    expect(values(all.get('ann@', 'all'))).toEqual(['*.a.example', 'a.example', 'ann@a.example', 'ann@b.example']);
    expect(all.get('ann@', 'a.example')).toEqual([]);
  });

  it('compares local parts in the form it is given', () => {
    const byLetter = nameMap(entries, (domain) => entries.domain(domain), (localPart) => localPart.slice(0, 1));
    expect(values(byLetter.get('anything', 'a.example'))).toEqual(['*.a.example', 'a.example', 'ann@a.example']);
    expect(values(byLetter.get('bob@', 'a.example'))).toEqual(['*.a.example', 'a.example', 'bob@a.example']);
  });

  it('looks at what is under a key once', () => {
    const asked: string[] = [];
    const counted = nameMap(entries, (key) => {
      asked.push(key);
      return entries.domain(key);
    });
    expect(counted.get('ann@', 'a.example')).toEqual(counted.get('ann@', 'a.example'));
    counted.get('bob@', 'a.example');
    expect(asked).toEqual(['a.example']);
  });
});
