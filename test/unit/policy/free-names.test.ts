// Free names: `__proto__` among them (S-1.4).
import { describe, expect, it } from 'vitest';
import { refused } from '../../../src/policy/draft.js';
import { escapeKey, membersOf, unescapeKey } from '../../../src/policy/free-names.js';

describe('escapeKey', () => {
  it.each([
    ['__proto__', '__proto___'],
    ['__proto___', '__proto____'],
    ['__proto__x', '__proto__x_'],
    ['constructor', 'constructor'],
    ['x__proto__', 'x__proto__'],
    ['a_', 'a_'],
    ['', ''],
  ])('S-1.4: %j is %j, and back', (key, escaped) => {
    expect(escapeKey(key)).toBe(escaped);
    expect(unescapeKey(escaped)).toBe(key);
  });
});

describe('membersOf', () => {
  it('gives names as written', () => {
    expect([...membersOf({ a: 1, ['__proto___']: 2 })]).toEqual([['a', 1], ['__proto__', 2]]);
  });

  it('gives nothing of what was refused or left out', () => {
    expect([...membersOf(refused)]).toEqual([]);
    expect([...membersOf(undefined)]).toEqual([]);
  });
});
