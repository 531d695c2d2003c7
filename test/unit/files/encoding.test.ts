// Where bytes stop being UTF-8.
import { describe, expect, it } from 'vitest';
import { invalidUtf8 } from '../../../src/files/encoding.js';

const bytes = (...parts: (string | readonly number[])[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)));

describe('invalidUtf8', () => {
  it.each(['', 'a', 'é', '€', '😀', '\u0000', '\uFEFFa', 'aé€😀'.repeat(1000)])('finds nothing in %j', (text) => {
    expect(invalidUtf8(bytes(text))).toBeNull();
  });

  it.each<[string, Uint8Array, string]>([
    ['a byte of Latin-1', bytes('bü', [0xfc], 'cher'), 'bü'],
    ['a byte that continues nothing', bytes('a', [0x80]), 'a'],
    ['a character that is cut off by another', bytes('ab', [0xe2, 0x82], 'c'), 'ab'],
    ['an overlong form', bytes('a', [0xc0, 0xaf]), 'a'],
    ['a surrogate', bytes('€', [0xed, 0xa0, 0x80]), '€'],
    ['a code point beyond the last', bytes('a', [0xf4, 0x90, 0x80, 0x80]), 'a'],
    ['UTF-16', bytes([0xff, 0xfe, 0x61, 0x00]), ''],
    ['a byte after a byte order mark', bytes('\uFEFFa', [0xff]), '\uFEFFa'],
  ])('finds %s', (_what, text, before) => {
    expect(invalidUtf8(text)).toEqual({ before, cutOff: false });
  });

  it('tells bytes that end within a character', () => {
    for (const cut of [[0xc3], [0xe2], [0xe2, 0x82], [0xf0, 0x9f, 0x98]]) expect(invalidUtf8(bytes('aé', cut))).toEqual({ before: 'aé', cutOff: true });
  });

  it('finds the first of many in a long text', () => {
    const before = 'é'.repeat(100_000);
    expect(invalidUtf8(bytes(before, [0xff], before, [0xff]))).toEqual({ before, cutOff: false });
  });
});
