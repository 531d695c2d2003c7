// Facts about strings: surrogate pairs and code unit order.
import { describe, expect, it } from 'vitest';
import { byCodeUnits, isAscii, isStreamSafe, isWellFormed } from '../../../src/model/text.js';

describe('isWellFormed', () => {
  it.each(['', 'a', 'é', '\u{1F600}', 'a\u{10000}b', '\uD7FF\uE000'])('has every surrogate paired: %j', (text) => {
    expect(isWellFormed(text)).toBe(true);
  });

  it.each(['\uD800', '\uDFFF', 'a\uDBFF', '\uDC00a', '\uDC00\uD800', '\uD83D\uD83D\uDE00'])('finds the lone surrogate: %j', (text) => {
    expect(isWellFormed(text)).toBe(false);
  });
});

describe('isAscii', () => {
  it('up to DEL', () => {
    expect(['', 'a', '\u0000\u007F'].every(isAscii)).toBe(true);
    expect(['\u0080', 'é', 'aé', 'éa', '\uD800'].some(isAscii)).toBe(false);
  });
});

describe('isStreamSafe', () => {
  it('S-2.5: no more than 30 marks in a row', () => {
    const marks = (count: number): string => '\u0301'.repeat(count);
    expect(['', 'a'.repeat(40), `a${marks(30)}`, marks(30), `${marks(30)}b${marks(30)}`].every(isStreamSafe)).toBe(true);
    expect([marks(31), `a${marks(31)}b`, `a${marks(15)}\u0488${marks(15)}`].some(isStreamSafe)).toBe(false);
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
