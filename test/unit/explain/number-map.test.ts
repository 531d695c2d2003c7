// Numbers by key.
import { describe, expect, it } from 'vitest';
import { NumberMap } from '../../../src/explain/number-map.js';

describe('NumberMap', () => {
  it('gives the numbers of a key in their order, and says whether a key is new', () => {
    const map = new NumberMap();
    expect(map.get('a')).toEqual([]);
    expect([map.add('a', 7), map.add('b', 0), map.add('a', 3), map.add('a', 5)]).toEqual([true, true, false, false]);
    expect(map.get('a')).toEqual([7, 3, 5]);
    expect(map.get('b')).toEqual([0]);
    expect(map.get('c')).toEqual([]);
    expect(['a', 'b', 'c'].map((key) => [...map.each(key)])).toEqual([[7, 3, 5], [0], []]);
  });
  it('gives the numbers under each key that has several', () => {
    const map = new NumberMap();
    map.add('a', 7);
    map.add('b', 0);
    map.add('a', 3);
    expect([...map.shared()]).toEqual([[7, 3]]);
  });
});
