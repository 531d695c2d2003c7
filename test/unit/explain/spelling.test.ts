// Names one slip apart: Damerau-Levenshtein distance 1 (S-11.4).
import { describe, expect, it } from 'vitest';
import { indexSpellings } from '../../../src/explain/spelling.js';

describe('oneSlipFrom', () => {
  it.each([
    ['a letter more', 'partner', 'partners'],
    ['a letter less', 'partner', 'partne'],
    ['a letter more in front', 'partner', 'xpartner'],
    ['a letter less in front', 'partner', 'artner'],
    ['another letter', 'partner', 'pertner'],
    ['another last letter', 'partner', 'partnex'],
    ['neighbours swapped', 'partner', 'patrner'],
    ['the last two swapped', 'partner', 'partnre'],
    ['the first two swapped', 'partner', 'aprtner'],
    ['a letter beyond the BMP', 'p\u{1F600}', 'p\u{1F601}'],
    ['a letter beyond the BMP more', 'p\u{1F600}', 'p\u{1F601}\u{1F600}'],
    ['neighbours beyond the BMP swapped', '\u{1F600}\u{1F601}', '\u{1F601}\u{1F600}'],
    ['a doubled letter', 'partner', 'parttner'],
    ['nothing but a letter', '', 'a'],
  ])('finds %s, both ways', (_what, one, other) => {
    expect(indexSpellings([one]).oneSlipFrom(other)).toEqual([one]);
    expect(indexSpellings([other]).oneSlipFrom(one)).toEqual([other]);
  });

  it.each([
    ['the name itself', 'partner', 'partner'],
    ['a name of swappable equals', 'aa', 'aa'],
    ['two letters more', 'partner', 'partners1'],
    ['two other letters', 'partner', 'pertnex'],
    ['letters swapped over a distance', 'abc', 'cba'],
    ['a letter moved two places', 'abcd', 'bcad'],
  ])('does not find %s', (_what, one, other) => {
    expect(indexSpellings([one]).oneSlipFrom(other)).toEqual([]);
    expect(indexSpellings([other]).oneSlipFrom(one)).toEqual([]);
  });

  it('does no work for a name that is much longer than any', () => {
    expect(indexSpellings(['partner']).oneSlipFrom('x'.repeat(100_000))).toEqual([]);
  });

  it('finds nothing in nothing', () => {
    expect(indexSpellings([]).oneSlipFrom('a')).toEqual([]);
  });

  it('gives each name once, in names that share many variants', () => {
    const names = Array.from({ length: 300 }, (_, number) => `partner${number}.example`);
    const index = indexSpellings(names);
    expect([...index.oneSlipFrom('partner12.example')].sort()).toEqual(names.filter((name) => distance(name, 'partner12.example') === 1).sort());
    expect([...index.oneSlipFrom('partner2.exmaple')]).toEqual(['partner2.example']);
  });

  it('agrees with the distance on all short names', () => {
    const names = ['', ...words(1), ...words(2), ...words(3), ...words(4)];
    const index = indexSpellings(names);
    for (const name of names) expect([...index.oneSlipFrom(name)].sort()).toEqual(names.filter((other) => distance(name, other) === 1).sort());
  });
});

function words(length: number): string[] {
  return length === 0 ? [''] : words(length - 1).flatMap((word) => [`${word}a`, `${word}b`, `${word}c`]);
}

/** Optimal string alignment, which is the same as Damerau-Levenshtein up to 1. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const other = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + other);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      rows[i]![j] = best;
    }
  }
  return rows[a.length]![b.length]!;
}

describe('neighbours', () => {
  it.each<[string[], number[]]>([
    [['partner', 'bank', 'partnr', 'bnak', 'other'], [0, 1, 2, 3]],
    [['partner', 'partners', 'partners1'], [0, 1, 2]],
    [['partner', 'pratmer', 'aa'], []],
    [[], []],
    [['p\u{1F600}', 'p\u{1F601}'], [0, 1]],
  ])('of %j are %j', (names, numbers) => {
    expect([...indexSpellings(names).neighbours()].sort((a, b) => a - b)).toEqual(numbers);
  });

  it('are those of which a query finds another', () => {
    const names = [...new Set(Array.from({ length: 600 }, (_, index) => (index * 7919).toString(4)))];
    const index = indexSpellings(names);
    expect([...index.neighbours()].sort((a, b) => a - b)).toEqual(names.flatMap((name, number) => (index.oneSlipFrom(name).length > 0 ? [number] : [])));
  });
});
