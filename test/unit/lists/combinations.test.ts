// The combinations of lists that hold an entry, each with one number.
import { describe, expect, it } from 'vitest';
import { Combinations, NO_LIST } from '../../../src/lists/combinations.js';

/** The combination of lists that are put together in this order; a minus: without required authentication. */
function combined(combinations: Combinations, ...lists: number[]): number {
  return lists.reduce((combination, list) => combinations.with(combination, Math.abs(list), !Object.is(list, -0) && list >= 0), NO_LIST);
}

const shown = (combinations: Combinations, number: number): string => combinations.of(number).map(({ list, requireAuthentication }) => `${list}${requireAuthentication ? '' : '-'}`).join(' ');

describe('Combinations', () => {
  it('begin with that of no list', () => {
    expect(NO_LIST).toBe(0);
    expect(new Combinations().all()).toEqual([[]]);
    expect(new Combinations().of(NO_LIST)).toEqual([]);
  });

  it('are numbered in the order in which they are made', () => {
    const combinations = new Combinations();
    expect([combined(combinations, 5), combined(combinations, 5, 7), combined(combinations, 7)]).toEqual([1, 2, 3]);
    expect(combinations.all()).toEqual([
      [],
      [{ list: 5, requireAuthentication: true }],
      [
        { list: 5, requireAuthentication: true },
        { list: 7, requireAuthentication: true },
      ],
      [{ list: 7, requireAuthentication: true }],
    ]);
  });

  it('have one number however they came about', () => {
    const combinations = new Combinations();
    const one = combined(combinations, 1, 2, 10);
    expect(shown(combinations, one)).toBe('1 2 10');
    expect(combined(combinations, 10, 2, 1)).toBe(one);
    expect(combined(combinations, 2, 1, 10)).toBe(one);
    expect(combined(combinations, 1, 2, 10, 1)).toBe(one);
    expect(combined(combinations, 1, 2, 10)).toBe(one);
    expect(new Set(combinations.all().map((memberships) => JSON.stringify(memberships))).size).toBe(combinations.all().length);
  });

  it('of lists that read alike one after the other differ', () => {
    const combinations = new Combinations();
    const numbers = [combined(combinations, 1, 2), combined(combinations, 12), combined(combinations, 1, 2, 12), combined(combinations, 11, 22), combined(combinations, 112, 2), combined(combinations, 1, 122)];
    expect(numbers.map((number) => shown(combinations, number))).toEqual(['1 2', '12', '1 2 12', '11 22', '2 112', '1 122']);
    expect(new Set(numbers).size).toBe(6);
  });

  it('S-3.5: differ by whether authentication is required', () => {
    const combinations = new Combinations();
    const numbers = [combined(combinations, 1, 2), combined(combinations, 1, -2), combined(combinations, -1, 2), combined(combinations, -1, -2)];
    expect(new Set(numbers).size).toBe(4);
    expect(numbers.map((number) => shown(combinations, number))).toEqual(['1 2', '1 2-', '1- 2', '1- 2-']);
    expect(shown(combinations, combined(combinations, -0, 1))).toBe('0- 1');
    expect(shown(combinations, combined(combinations, 0, 1))).toBe('0 1');
  });

  it('put a list in place of itself', () => {
    const combinations = new Combinations();
    expect(shown(combinations, combined(combinations, 1, 2, -1))).toBe('1- 2');
    expect(shown(combinations, combined(combinations, -2, 1, 2))).toBe('1 2');
    expect(combined(combinations, 1, 2, -1)).toBe(combined(combinations, -1, 2));
  });

  it('keep apart what is put to what', () => {
    const combinations = new Combinations();
    const pairs = Array.from({ length: 12 }, (_, one) => Array.from({ length: 12 }, (__, other) => [one, other] as const)).flat();
    for (const [one, other] of pairs) expect(shown(combinations, combined(combinations, one, other))).toBe(one === other ? `${one}` : `${Math.min(one, other)} ${Math.max(one, other)}`);
    for (const [one, other] of pairs) expect(shown(combinations, combinations.with(combined(combinations, one), other, false))).toBe(one === other ? `${one}-` : one < other ? `${one} ${other}-` : `${other}- ${one}`);
    expect(shown(combinations, combined(combinations, 2 ** 24 - 1, 3))).toBe(`3 ${2 ** 24 - 1}`);
  });

  it('S-12.6: are frozen', () => {
    const combinations = new Combinations();
    const number = combined(combinations, 1, -2);
    for (const each of [combinations.of(NO_LIST), combinations.of(number), ...combinations.of(number)]) expect(Object.isFrozen(each)).toBe(true);
  });

  it('know nothing of other numbers', () => {
    expect(new Combinations().of(1)).toEqual([]);
    expect(new Combinations().of(-1)).toEqual([]);
  });
});
