// Two sorted sequences, side by side.
import { expect, it } from 'vitest';
import { mergeSorted } from '../../../src/change/sorted-merge.js';

it.each<[string[], string[], [string | null, string | null][]]>([
  [[], [], []],
  [['a'], [], [['a', null]]],
  [[], ['a'], [[null, 'a']]],
  [['a'], ['a'], [['a', 'a']]],
  [['a', 'b'], ['b', 'c'], [['a', null], ['b', 'b'], [null, 'c']]],
  [['b', 'd'], ['a', 'c'], [[null, 'a'], ['b', null], [null, 'c'], ['d', null]]],
  [['\ud800\udc00'], ['\uffff'], [['\ud800\udc00', null], [null, '\uffff']]],
  [[''], ['', 'a'], [['', ''], [null, 'a']]],
])('%j and %j', (before, after, expected) => {
  const visited: [string | null, string | null][] = [];
  mergeSorted(before, after, (item) => item, (key, was, is) => {
    expect(key).toBe(was ?? is);
    visited.push([was, is]);
  });
  expect(visited).toEqual(expected);
});
