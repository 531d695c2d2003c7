// The checksum: any change of a word, and any exchange of two, shows.
import { describe, expect, it } from 'vitest';
import { checksumOf } from '../../../src/snapshot/checksum.js';

const WORDS = Uint32Array.of(7, 7, 0xffffffff, 0, 1, 0x80000000, 0x12345678, 2, 3, 5, 0xfffffffe, 1);

describe('checksumOf', () => {
  it('is two sums over the even words and two over the odd ones, modulo 2^32', () => {
    expect(checksumOf(Uint32Array.of(1, 2, 3, 4, 5, 6), 0)).toEqual([9, 1 + 4 + 9, 12, 2 + 6 + 12]);
    expect(checksumOf(Uint32Array.of(0xffffffff, 0xfffffffe, 2, 3), 0)).toEqual([1, 0, 1, 0xffffffff]);
  });

  it('is of unsigned words', () => {
    expect(checksumOf(Uint32Array.of(0xffffffff, 0x80000000), 0)).toEqual([0xffffffff, 0xffffffff, 0x80000000, 0x80000000]);
  });

  it('begins where it is told, and is zero of nothing', () => {
    expect(checksumOf(Uint32Array.of(9, 9, 1, 2), 2)).toEqual([1, 1, 2, 2]);
    expect(checksumOf(Uint32Array.of(9, 9), 2)).toEqual([0, 0, 0, 0]);
  });

  it('reads a part of a buffer where it lies, and changes nothing', () => {
    const buffer = Uint32Array.of(100, 1, 2, 3, 4, 100);
    expect(checksumOf(buffer.subarray(1, 5), 0)).toEqual([4, 5, 6, 8]);
    expect([...buffer]).toEqual([100, 1, 2, 3, 4, 100]);
  });

  it('is another for every change of one bit, and for every exchange of two words that differ', () => {
    const checksum = String(checksumOf(WORDS, 0));
    for (let at = 0; at < WORDS.length; at++) {
      for (let bit = 0; bit < 32; bit++) {
        const changed = WORDS.slice();
        changed[at] = changed[at]! ^ (1 << bit);
        expect(String(checksumOf(changed, 0))).not.toBe(checksum);
      }
      for (let other = 0; other < at; other++) {
        if (WORDS[at] === WORDS[other]) continue;
        const changed = WORDS.slice();
        [changed[at], changed[other]] = [changed[other]!, changed[at]!];
        expect(String(checksumOf(changed, 0))).not.toBe(checksum);
      }
    }
  });
});
