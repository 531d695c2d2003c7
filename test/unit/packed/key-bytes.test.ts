// The bytes of one key, from its end to its front.
import { describe, expect, it } from 'vitest';
import { KeyBytes } from '../../../src/packed/key-bytes.js';
import { multipliersOf, sumOfRange } from '../../../src/packed/key-hash.js';

const long = Array.from({ length: 700 }, (_, index) => String.fromCharCode(1 + ((index * 31) % 255))).join('');

function expectKey(key: KeyBytes, text: string, seed: number): void {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  expect(key.length).toBe(text.length);
  expect([...key.bytes.subarray(0, key.length)]).toEqual([...bytes].reverse());
  expect(key.sum).toBe(sumOfRange(bytes, 0, bytes.length, seed, multipliersOf(seed)));
}

describe('KeyBytes', () => {
  it.each(['', 'a', 'ann@a.example', '\u00ff\u0080', long.slice(0, 255), long.slice(0, 256), long.slice(0, 257), long])('has the bytes of %j from the end, and their sum', (text) => {
    for (const seed of [0, 1, -77]) {
      const key = new KeyBytes(seed);
      key.set(text);
      expectKey(key, text, seed);
    }
  });

  it('is filled anew for each key, shorter or longer', () => {
    const key = new KeyBytes(5);
    for (const text of ['abc', long, 'a', '', long.slice(0, 300), long.slice(0, 256), 'abcd']) {
      key.set(text);
      expectKey(key, text, 5);
    }
  });

  it('grows only for keys that do not fit', () => {
    const key = new KeyBytes(5);
    const { bytes } = key;
    expect(bytes).toHaveLength(256);
    key.set(long.slice(0, 256));
    expect(key.bytes).toBe(bytes);
    key.set(long.slice(0, 257));
    expect(key.bytes).toHaveLength(257);
    key.set(long.slice(0, 100));
    expect(key.bytes).toHaveLength(257);
  });

  it('has the numbers of its seed', () => {
    expect(new KeyBytes(9).multipliers).toEqual(multipliersOf(9));
  });
});
