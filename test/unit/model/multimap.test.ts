// A map from a key to every value that belongs to it.
import { describe, expect, it } from 'vitest';
import { append } from '../../../src/model/multimap.js';

describe('append', () => {
  it('keeps every value of a key, in order', () => {
    const map = new Map<string, number[]>();
    append(map, 'a', 1);
    append(map, 'b', 2);
    append(map, 'a', 3);
    expect([...map]).toEqual([
      ['a', [1, 3]],
      ['b', [2]],
    ]);
  });
});
