// Combinations of lists as words, and back.
import { describe, expect, it } from 'vitest';
import { combinationWords, readCombinations } from '../../../src/snapshot/combination-words.js';
import type { CountedCombination } from '../../../src/snapshot/combination-words.js';
import { SnapshotError } from '../../../src/snapshot/snapshot-error.js';

const COMBINATIONS: CountedCombination[] = [
  { entries: 0, memberships: [] },
  { entries: 7, memberships: [{ list: 0, requireAuthentication: true }] },
  { entries: 2 ** 32 - 1, memberships: [{ list: 0, requireAuthentication: false }, { list: 2, requireAuthentication: true }] },
];

describe('combinationWords', () => {
  it('is the number of entries, the number of lists, and a word for each list with the authentication in its last bit', () => {
    expect([...combinationWords(COMBINATIONS)]).toEqual([0, 0, 7, 1, 1, 2 ** 32 - 1, 2, 0, 5]);
    expect([...combinationWords([])]).toEqual([]);
  });
});

describe('readCombinations', () => {
  it('reads what was written', () => {
    expect(readCombinations(combinationWords(COMBINATIONS), 3)).toEqual(COMBINATIONS);
    expect(readCombinations(new Uint32Array(0), 3)).toEqual([]);
  });

  it('S-12.6: freezes what decisions will share', () => {
    for (const { memberships } of readCombinations(combinationWords(COMBINATIONS), 3)) expect([memberships, ...memberships].every((shared) => Object.isFrozen(shared))).toBe(true);
  });

  it.each([
    ['a combination that is cut off', [1], true],
    ['lists that are cut off', [1, 2, 0], true],
    ['more lists than there are words', [1, 2 ** 32 - 1, 0], true],
    ['a list that there is not', [1, 1, 6], true],
    ['a list far beyond', [1, 1, 2 ** 32 - 1], true],
    ['a list twice', [1, 2, 0, 0], true],
    ['a list twice, with and without authentication', [1, 2, 0, 1], true],
    ['lists out of order', [1, 2, 2, 0], true],
    ['the last list of all', [1, 1, 5], false],
    ['all lists', [1, 3, 0, 3, 4], false],
    ['the same combination again', [1, 1, 0, 1, 1, 0], false],
  ])('%s: refused %s', (_what, words, refused) => {
    const read = (): unknown => readCombinations(Uint32Array.from(words), 3);
    if (!refused) expect(read()).toBeTruthy();
    else {
      expect(read).toThrow(SnapshotError);
      expect(read).toThrow(expect.objectContaining({ code: 'invalid', message: expect.stringContaining('combinations of lists') as unknown }) as Error);
    }
  });

  it('reads 70,000 combinations', () => {
    const many = Array.from({ length: 70_000 }, (_, entries): CountedCombination => ({ entries, memberships: [{ list: entries, requireAuthentication: entries % 2 === 0 }] }));
    expect(readCombinations(combinationWords(many), 70_000)).toEqual(many);
  });
});
