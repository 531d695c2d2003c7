// UTF-8 without the host's encoder, held to the host's here.
import { describe, expect, it } from 'vitest';
import { textOfUtf8, utf8Bytes } from '../../../src/model/utf8.js';

const hostBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** What the host makes of bytes; null where they are not UTF-8. */
function hostText(bytes: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return null;
  }
}

const BOUNDARIES = [0, 0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xff, 0x7ff, 0x800, 0xfff, 0x1000, 0xd7ff, 0xe000, 0xfeff, 0xfffd, 0xffff, 0x10000, 0x1f600, 0xfffff, 0x100000, 0x10ffff];

describe('utf8Bytes', () => {
  it.each(BOUNDARIES)('of the code point %i is what the host makes of it', (code) => {
    const text = `a${String.fromCodePoint(code)}b`;
    expect(utf8Bytes(text)).toBe(hostBytes(text));
    expect(textOfUtf8(utf8Bytes(text))).toBe(text);
  });

  it('leaves ASCII as it is', () => {
    for (const text of ['', 'ann@a.example', '\u007f\u0000']) expect(utf8Bytes(text)).toBe(text);
  });

  it('of every code point of the first planes leads back to it', () => {
    for (let code = 0; code < 0x11000; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const text = String.fromCodePoint(code);
      const bytes = utf8Bytes(text);
      if (bytes !== hostBytes(text) || textOfUtf8(bytes) !== text) expect.fail(`U+${code.toString(16)}`);
    }
    expect(utf8Bytes('用户\u{1F600}é a')).toBe(hostBytes('用户\u{1F600}é a'));
  });
});

describe('textOfUtf8', () => {
  it('gives ASCII as it is', () => {
    expect(textOfUtf8('')).toBe('');
    expect(textOfUtf8('ann@a.example\u007f')).toBe('ann@a.example\u007f');
  });

  it.each([
    ['a byte that continues nothing', '\x80'],
    ['another', 'a\xbfb'],
    ['a sequence that is cut off', 'a\xc3'],
    ['one of three', '\xe2\x82'],
    ['one of four', '\xf0\x9f\x98'],
    ['a sequence that another character ends', '\xc3a'],
    ['one of three', '\xe2\x82a'],
    ['one of four', '\xf0\x9f\x98a'],
    ['a second byte of the upper range', '\xc3\xc3'],
    ['a second byte of the lower range', '\xc3\x7f'],
    ['an overlong NUL', '\xc0\x80'],
    ['an overlong slash', '\xc0\xaf'],
    ['an overlong letter', '\xc1\xbf'],
    ['an overlong sequence of three', '\xe0\x80\x80'],
    ['the greatest of them', '\xe0\x9f\xbf'],
    ['an overlong sequence of four', '\xf0\x80\x80\x80'],
    ['the greatest of them', '\xf0\x8f\xbf\xbf'],
    ['the first surrogate', '\xed\xa0\x80'],
    ['the last surrogate', '\xed\xbf\xbf'],
    ['a code point beyond the last', '\xf4\x90\x80\x80'],
    ['one far beyond', '\xf7\xbf\xbf\xbf'],
    ['a byte that begins nothing', '\xf8\x88\x80\x80\x80'],
    ['another', '\xff'],
    ['another', '\xfe'],
  ])('is null for %s', (_what, bytes) => {
    expect(hostText(bytes)).toBeNull();
    expect(textOfUtf8(bytes)).toBeNull();
    expect(textOfUtf8(`é${bytes}`.replace('é', '\xc3\xa9'))).toBeNull();
  });

  it('agrees with the host on every sequence of two bytes, and on many of three and four', () => {
    const interesting = [0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf7, 0xf8, 0xff];
    let valid = 0;
    const check = (...codes: number[]): void => {
      const bytes = String.fromCharCode(...codes);
      const expected = hostText(bytes);
      if (expected !== null) valid += 1;
      if (textOfUtf8(bytes) !== expected) expect.fail(codes.map((code) => code.toString(16)).join(' '));
    };
    for (let first = 0; first < 0x100; first++) for (let second = 0; second < 0x100; second++) check(first, second);
    for (const first of interesting) for (const second of interesting) for (const third of interesting) check(first, second, third);
    for (const first of [0xf0, 0xf1, 0xf3, 0xf4, 0xf5]) for (const second of interesting) for (const third of interesting) for (const fourth of [0x00, 0x7f, 0x80, 0xbf, 0xc0]) check(first, second, third, fourth);
    expect(valid).toBeGreaterThan(18_000);
  });
});
