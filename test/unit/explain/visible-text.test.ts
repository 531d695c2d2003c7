// Text that cannot hide, reorder or break lines (S-10.3).
import { describe, expect, it } from 'vitest';
import { few, quoted, visible } from '../../../src/explain/visible-text.js';

describe('visible', () => {
  it.each([
    ['plain text, b\u00FCcher \u4E2D \u{1F600}', 'plain text, b\u00FCcher \u4E2D \u{1F600}'],
    ['a\r\nb\tc\u0000', 'a\\x{D}\\x{A}b\\x{9}c\\x{0}'],
    ['\u0085\u009B\u007F', '\\x{85}\\x{9B}\\x{7F}'],
    ['\u202Egnp.\u2066x\u200F', '\\x{202E}gnp.\\x{2066}x\\x{200F}'],
    ['\u200B\uFEFF\u00AD\u{E0041}', '\\x{200B}\\x{FEFF}\\x{AD}\\x{E0041}'],
    ['\u2028\u2029\u00A0\u3000', '\\x{2028}\\x{2029}\\x{A0}\\x{3000}'],
    ['\uE000\uD83D', '\\x{E000}\\x{D83D}'],
    ['\u3164\u115F\uFE0F', '\\x{3164}\\x{115F}\\x{FE0F}'],
  ])('%j becomes %j', (text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it('cuts what is long, by characters', () => {
    expect(visible('a'.repeat(120))).toBe('a'.repeat(120));
    expect(visible('a'.repeat(121))).toBe(`${'a'.repeat(120)}…`);
    expect(visible('\u{1F600}'.repeat(3), 3)).toBe('\u{1F600}'.repeat(3));
    expect(visible('\u{1F600}'.repeat(9), 3)).toBe(`${'\u{1F600}'.repeat(3)}…`);
    expect(visible('abcd', 3)).toBe('abc…');
  });
});

describe('quoted', () => {
  it('puts the visible text in backquotes', () => {
    expect(quoted('a\n')).toBe('`a\\x{A}`');
  });
});

describe('few', () => {
  it('says how many more there are', () => {
    expect(few(['a', 'b', 'c', 'd', 'e'])).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(few(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toEqual(['a', 'b', 'c', 'd', 'e', 'and 2 more']);
    expect(few(['a', 'b'], 1)).toEqual(['a', 'and 1 more']);
    expect(few([])).toEqual([]);
  });
});
