// Drafts: what was refused is neither a value nor left out.
import { describe, expect, it } from 'vitest';
import { elementsOf, isWhole, refused, valueOr } from '../../../src/policy/draft.js';

describe('valueOr', () => {
  it('stands in for what was left out or refused only', () => {
    expect(valueOr<boolean>(false, true)).toBe(false);
    expect(valueOr<string>('', 'x')).toBe('');
    expect(valueOr<boolean>(undefined, true)).toBe(true);
    expect(valueOr<boolean>(refused, true)).toBe(true);
  });
});

describe('elementsOf', () => {
  it('gives what was not refused, with its index', () => {
    expect([...elementsOf(['a', refused, 'c'])]).toEqual([[0, 'a'], [2, 'c']]);
    expect([...elementsOf(undefined)]).toEqual([]);
    expect([...elementsOf(refused)]).toEqual([]);
  });
});

describe('isWhole', () => {
  it('is false when anything was refused', () => {
    expect(isWhole(undefined)).toBe(true);
    expect(isWhole([])).toBe(true);
    expect(isWhole(['a'])).toBe(true);
    expect(isWhole(['a', refused])).toBe(false);
    expect(isWhole(refused)).toBe(false);
  });
});
