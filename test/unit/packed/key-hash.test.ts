// The keyed hash of a key, restated over integers without bound.
import { describe, expect, it } from 'vitest';
import { multiplierAt, multipliersOf, READY_PLACES, scatter, seedOf, sumOfRange } from '../../../src/packed/key-hash.js';

const SEEDS = [0, 1, -1, 12345, -(2 ** 31), 2 ** 31 - 1];
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const sum = (text: string, seed: number): number => sumOfRange(bytesOf(text), 0, text.length, seed, multipliersOf(seed));

/** The sum as it is defined: each byte times the number of its place from the end, in 32 bits. */
function restatedSum(text: string, seed: number): number {
  return Number(BigInt.asIntN(32, [...text].reduce((total, character, index) => total + BigInt(multiplierAt(seed, text.length - 1 - index)) * BigInt(character.charCodeAt(0)), 0n)));
}

describe('scatter', () => {
  it.each([
    [0, 0],
    [1, 0x514e28b7],
    [2, 0x30f4c306],
    [-1, 0x81f16f39],
    [-(2 ** 31), 0xe57bb4aa],
  ])('of %i is %i, as the finaliser of MurmurHash3 gives it', (number, expected) => {
    expect(scatter(number)).toBe(restatedFinaliser(number));
    if (number !== -(2 ** 31)) expect(scatter(number) >>> 0).toBe(expected);
  });

  it('gives every number another', () => {
    const scattered = new Set<number>();
    for (let number = -50_000; number < 50_000; number++) scattered.add(scatter(number));
    expect(scattered.size).toBe(100_000);
    expect([...scattered].every((number) => number === (number | 0))).toBe(true);
  });
});

function restatedFinaliser(number: number): number {
  const mask = 0xffffffffn;
  let mixed = BigInt.asUintN(32, BigInt(number));
  mixed ^= mixed >> 16n;
  mixed = (mixed * 0x85ebca6bn) & mask;
  mixed ^= mixed >> 13n;
  mixed = (mixed * 0xc2b2ae35n) & mask;
  return Number(BigInt.asIntN(32, mixed ^ (mixed >> 16n)));
}

describe('the numbers of places', () => {
  it('are ready for the first places, and the same as those that are computed', () => {
    expect(READY_PLACES).toBe(256);
    for (const seed of SEEDS) expect([...multipliersOf(seed)]).toEqual(Array.from({ length: READY_PLACES }, (_, place) => multiplierAt(seed, place)));
  });

  it('differ from place to place and from seed to seed', () => {
    const numbers = SEEDS.flatMap((seed) => Array.from({ length: 1000 }, (_, place) => multiplierAt(seed, place)));
    expect(new Set(numbers).size).toBeGreaterThan(numbers.length - 5);
  });

  it('never multiply by nothing, so that every byte of a key counts', () => {
    for (const seed of SEEDS) for (let place = 0; place < 300; place++) expect(multiplierAt(seed, place)).not.toBe(0);
  });
});

describe('sumOfRange', () => {
  const long = Array.from({ length: 600 }, (_, index) => String.fromCharCode((index * 37) & 0xff)).join('');

  it.each(['', 'a', 'ab', 'ba', 'ann@a.example', '\u00ff\u0080\u0001', long.slice(0, 255), long.slice(0, 256), long.slice(0, 257), long])('of %j is what it is defined to be', (text) => {
    for (const seed of SEEDS) expect(sum(text, seed)).toBe(restatedSum(text, seed));
  });

  it('is over the bytes between two places, and no others', () => {
    const bytes = bytesOf('xxann@a.exampleyy');
    expect(sumOfRange(bytes, 2, 15, 7, multipliersOf(7))).toBe(sum('ann@a.example', 7));
    expect(sumOfRange(bytes, 3, 3, 7, multipliersOf(7))).toBe(0);
  });

  it('of an address begins with that of its domain', () => {
    const before = sum('ann@\0\0\0\0\0\0\0\0\0', 7);
    expect(sum('ann@a.example', 7)).toBe((before + sum('a.example', 7)) | 0);
  });

  it('tells apart keys that differ in one byte, wherever it is', () => {
    for (const seed of SEEDS) {
      const sums = new Set(Array.from({ length: long.length }, (_, place) => sum(`${long.slice(0, place)}!${long.slice(place + 1)}`.replaceAll('\0', 'x'), seed)));
      expect(sums.size).toBeGreaterThan(long.length - 5);
    }
  });
});

describe('seedOf', () => {
  const text = (changed: number): string => Array.from({ length: 5000 }, (_, at) => (at === changed ? 'b' : 'a')).join('');

  it('depends on the length of the text', () => {
    expect(new Set(Array.from({ length: 300 }, (_, length) => seedOf('a'.repeat(length)))).size).toBe(300);
  });

  it('depends on some hundred of its characters, from the first to the last part', () => {
    const seen = Array.from({ length: 5000 }, (_, at) => at).filter((at) => seedOf(text(at)) !== seedOf(text(-1)));
    expect(seen.length).toBe(200);
    expect([seen[0], seen.at(-1)]).toEqual([0, 4975]);
  });

  it('depends on every character of a short text', () => {
    expect(new Set(['abc', 'bbc', 'acc', 'abd', 'acb'].map(seedOf)).size).toBe(5);
  });

  it('is a number of 32 bits', () => {
    for (const given of ['', 'a', text(0)]) expect(seedOf(given)).toBe(seedOf(given) | 0);
  });
});
