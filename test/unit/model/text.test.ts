// Facts about strings: surrogate pairs and code unit order.
import { describe, expect, it } from 'vitest';
import { byCodeUnits, isWellFormed } from '../../../src/model/text.js';

describe('isWellFormed', () => {
  it.each(['', 'a', 'é', '\u{1F600}', 'a\u{10000}b', '\uD7FF\uE000'])('has every surrogate paired: %j', (text) => {
    expect(isWellFormed(text)).toBe(true);
  });

  it.each(['\uD800', '\uDFFF', 'a\uDBFF', '\uDC00a', '\uDC00\uD800', '\uD83D\uD83D\uDE00'])('finds the lone surrogate: %j', (text) => {
    expect(isWellFormed(text)).toBe(false);
  });
});

describe('byCodeUnits', () => {
  it('orders by UTF-16 code units, as S-11.1 wants it', () => {
    expect(byCodeUnits('a', 'b')).toBe(-1);
    expect(byCodeUnits('b', 'a')).toBe(1);
    expect(byCodeUnits('a', 'a')).toBe(0);
    expect(['é', 'z', 'Z', 'a', '\u{1F600}', '\uFF21', ''].sort(byCodeUnits)).toEqual(['', 'Z', 'a', 'z', 'é', '\u{1F600}', '\uFF21']);
  });
});
