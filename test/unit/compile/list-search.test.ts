// Lists can be searched and enumerated (S-3.7).
import { describe, expect, it } from 'vitest';
import { listsOf } from '../../../src/compile/list-search.js';
import { content, entry, list } from './sample-content.js';
import type { SampleList } from './sample-content.js';

const searchable = (...lists: SampleList[]) => listsOf(content({ lists }));
const lists = () =>
  searchable(
    { name: 'partners', description: 'who we trust', entries: ['*', '*.xn--bcher-kva.example', 'a.example', 'josé@xn--fa-hia.example', 'xn--bcher-kva@b.example'].map((value) => entry(value)) },
    list('empty'),
  );
const partners = () => lists()[0]!;
const search = (text: string): string[] => partners().search(text).map(({ value }) => value);

describe('listsOf', () => {
  it('S-3.7: tells name, description and size', () => {
    expect(lists()).toMatchObject([
      { name: 'partners', description: 'who we trust', size: 5 },
      { name: 'empty', description: '', size: 0 },
    ]);
  });

  it('S-3.7: enumerates every entry, as often as asked', () => {
    const values = ['*', '*.xn--bcher-kva.example', 'a.example', 'josé@xn--fa-hia.example', 'xn--bcher-kva@b.example'];
    const trusted = partners();
    expect([...trusted.entries()].map(({ value }) => value)).toEqual(values);
    expect([...trusted.entries()].map(({ value }) => value)).toEqual(values);
    expect([...lists()[1]!.entries()]).toEqual([]);
  });

  it('S-3.7: of several lists each has its own entries', () => {
    const several = searchable(list('a', 'a.example', 'both.example'), list('b', 'both.example', 'b.example'));
    expect(several.map((each) => [...each.entries()].map(({ value }) => value))).toEqual([
      ['a.example', 'both.example'],
      ['b.example', 'both.example'],
    ]);
    expect(several.map((each) => each.search('b').map(({ value }) => value))).toEqual([['both.example'], ['b.example', 'both.example']]);
  });

  it('is frozen', () => {
    expect(Object.isFrozen(lists())).toBe(true);
    expect(lists().every((each) => Object.isFrozen(each))).toBe(true);
  });
});

describe('search', () => {
  it('S-3.7: finds by part of an entry, without regard to case', () => {
    expect(search('@B.EX')).toEqual(['xn--bcher-kva@b.example']);
    expect(search('example')).toHaveLength(4);
    expect(search('')).toHaveLength(5);
    expect(search('nowhere')).toEqual([]);
    expect(search('*')).toEqual(['*', '*.xn--bcher-kva.example']);
  });

  it('finds domains by their A-labels and their U-labels', () => {
    expect(search('xn--fa')).toEqual(['josé@xn--fa-hia.example']);
    expect(search('faß')).toEqual(['josé@xn--fa-hia.example']);
    expect(search('BÜCHER')).toEqual(['*.xn--bcher-kva.example']);
    expect(search('bu\u0308cher')).toEqual(['*.xn--bcher-kva.example']);
    expect(search('*.bücher')).toEqual(['*.xn--bcher-kva.example']);
    expect(search('josé@faß.example')).toEqual(['josé@xn--fa-hia.example']);
    expect(search('JOSE\u0301@')).toEqual(['josé@xn--fa-hia.example']);
  });

  it('S-2.5: finds nothing by more than 30 marks in a row', () => {
    const marks = '\u0301'.repeat(30);
    const [marked] = searchable(list('any', `a${marks}@b.example`.normalize('NFC')));
    expect(marked?.search(marks.slice(1))).toHaveLength(1);
    expect(marked?.search(`${marks}\u0301`)).toEqual([]);
    const [tooMany] = searchable(list('any', `-${marks}\u0301@b.example`));
    expect(tooMany?.search(marks)).toHaveLength(1);
    expect(tooMany?.search(`${marks}\u0301`)).toEqual([]);
  });

  it('finds local parts that keep their case', () => {
    const [cased] = searchable(list('any', 'Ann@xn--fa-hia.example', 'Bob@b.example'));
    expect(cased?.search('ann@fa').map(({ value }) => value)).toEqual(['Ann@xn--fa-hia.example']);
    expect(cased?.search('BOB').map(({ value }) => value)).toEqual(['Bob@b.example']);
  });
});
