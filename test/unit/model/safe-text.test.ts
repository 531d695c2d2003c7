// Text made safe for a reply line or a report (S-10.3).
import { describe, expect, it } from 'vitest';
import { safeText } from '../../../src/model/safe-text.js';

describe('safeText', () => {
  it('S-10.3: leaves printable ASCII alone, from the blank to the tilde', () => {
    const printable = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).join('');
    expect(safeText(printable, 200)).toBe(printable);
    expect(safeText('', 10)).toBe('');
  });

  it.each([
    ['\u001F', '\\x{1F}'],
    ['\u007F', '\\x{7F}'],
    ['a\r\nb', 'a\\x{D}\\x{A}b'],
    ['\0', '\\x{0}'],
    ['é', '\\x{E9}'],
    ['\u{1F600}', '\\x{1F600}'],
    ['\uD800', '\\x{D800}'],
    ['\u2028', '\\x{2028}'],
  ])('S-10.3: writes %j by its code point', (text, safe) => {
    expect(safeText(text, 40)).toBe(safe);
  });

  it('S-10.3: bounds the length, and what is cut off ends in three dots', () => {
    expect(safeText('abcdefgh', 8)).toBe('abcdefgh');
    expect(safeText('abcdefghi', 8)).toBe('abcde...');
    expect(safeText('abcdéf', 8)).toBe('abcd\\...');
  });

  it('never exceeds the limit by escapes, even where the text is short', () => {
    expect(safeText('éé', 12)).toBe('\\x{E9}\\x{E9}');
    expect(safeText('éé', 11)).toBe('\\x{E9}\\x...');
  });

  it('cuts to dots alone where there is no room for more', () => {
    expect(safeText('abcdef', 3)).toBe('...');
    expect(safeText('abcdef', 4)).toBe('a...');
  });

  it('sees that text of surrogate pairs is too long', () => {
    expect(safeText('\u{1F600}'.repeat(3), 27)).toBe('\\x{1F600}\\x{1F600}\\x{1F600}');
    expect(safeText('\u{1F600}'.repeat(4), 27)).toBe('\\x{1F600}\\x{1F600}\\x{1F6...');
  });

  it('S-12.2: looks at no more of a huge text than can matter', () => {
    expect(safeText('a'.repeat(1_000_000), 10)).toBe('aaaaaaa...');
  });
});
