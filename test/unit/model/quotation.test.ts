// Words and values in messages.
import { describe, expect, it } from 'vitest';
import { describeValue, hasControlCharacter, quote, quoteAll } from '../../../src/model/quotation.js';

describe('quote', () => {
  it.each([
    ['', '``'],
    ['a b', '`a b`'],
    ['bücher', '`bücher`'],
    ['\u001B[2J', '`\\u{1B}[2J`'],
    ['a\nb', '`a\\u{A}b`'],
    ['\u009B', '`\\u{9B}`'],
    ['\uD800', '`\\u{D800}`'],
    ['\u{1F600}', '`\u{1F600}`'],
    ['a\u2028b\u2029\u200E\u200F\u202A\u202E\u2066\u2069', '`a\\u{2028}b\\u{2029}\\u{200E}\\u{200F}\\u{202A}\\u{202E}\\u{2066}\\u{2069}`'],
    ['x'.repeat(80), `\`${'x'.repeat(80)}\``],
    ['x'.repeat(81), `\`${'x'.repeat(80)}…\``],
  ])('%j is %s', (text, expected) => {
    expect(quote(text)).toBe(expected);
  });
});

describe('quoteAll', () => {
  const words = Array.from({ length: 22 }, (_, index) => `w${index}`);

  it('quotes every word of a few', () => {
    expect(quoteAll([])).toBe('');
    expect(quoteAll(['a', 'b'])).toBe('`a`, `b`');
    expect(quoteAll(words.slice(0, 20))).toBe(words.slice(0, 20).map((word) => `\`${word}\``).join(', '));
  });

  it('counts what it does not show', () => {
    expect(quoteAll(words)).toBe(`${words.slice(0, 20).map((word) => `\`${word}\``).join(', ')} and 2 more`);
  });
});

describe('describeValue', () => {
  it.each([
    [null, 'null'],
    [[], 'an empty list'],
    [[1], 'a list'],
    ['', 'empty text'],
    ['a', 'the text `a`'],
    [7, 'the number 7'],
    [true, 'true'],
    [false, 'false'],
    [undefined, 'nothing'],
    [{}, 'an object'],
  ])('%j is %s', (value, expected) => {
    expect(describeValue(value)).toBe(expected);
  });
});

describe('hasControlCharacter', () => {
  it.each([
    ['', false],
    ['a b', false],
    ['a\tb', true],
    ['\u0000', true],
    ['\u007F', true],
    ['\u0085', true],
    ['\u00A0', false],
    ['\u2028', false],
  ])('%j: %s', (text, expected) => {
    expect(hasControlCharacter(text)).toBe(expected);
  });
});
