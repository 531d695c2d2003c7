// Collected keys, packed: filter, directory and pool.
import { describe, expect, it } from 'vitest';
import { COMMON_SEED, KeyCollector } from '../../../src/packed/key-collector.js';
import { scatter, seedOf } from '../../../src/packed/key-hash.js';
import { MOST_IN_BUCKET, packKeys } from '../../../src/packed/pack-keys.js';
import { ABSENT, bucketOf, filterBits, filterWord, PackedKeys } from '../../../src/packed/packed-keys.js';
import type { PackedParts } from '../../../src/packed/packed-keys.js';
import { keysOfOneSum, sumOf } from './crowding-keys.js';

function collected(keys: readonly string[], numberOf: (place: number) => number = (place) => place): KeyCollector {
  const collector = new KeyCollector();
  for (const key of keys) {
    const place = collector.add(key);
    collector.numbers[place] = numberOf(place);
  }
  return collector;
}

const pack = (keys: readonly string[], numberOf?: (place: number) => number): PackedParts => packKeys(collected(keys, numberOf));
const numbered = (count: number): string[] => Array.from({ length: count }, (_, number) => `user${number}@a${number % 7}.example`);

/** How many keys are in each bucket. */
function fullness({ directory, seed }: PackedParts, keys: readonly string[]): number[] {
  const buckets = Array.from({ length: directory.length - 1 }, () => 0);
  for (const key of keys) {
    const bucket = bucketOf(scatter(sumOf(key, seed)), buckets.length / 2 ** 32);
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  return buckets;
}

function expectHeld(parts: PackedParts, keys: readonly string[], numberOf: (place: number) => number = (place) => place): void {
  const packed = new PackedKeys(parts);
  expect(parts.size).toBe(keys.length);
  keys.forEach((key, place) => expect(packed.get(key)).toBe(numberOf(place)));
  expect(packed.get(`${keys[0] ?? ''}!`)).toBe(ABSENT);
}

describe('packKeys', () => {
  it('of no keys holds nothing', () => {
    const parts = pack([]);
    expect(parts).toEqual({ seed: new KeyCollector().digest(), size: 0, width: 1, filter: new Uint32Array(1), directory: new Uint32Array(2), pool: new Uint8Array(0) });
    expect(new PackedKeys(parts).get('')).toBe(ABSENT);
    expect(new PackedKeys(parts).get('a')).toBe(ABSENT);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 100, 101, 102, 5000])('holds %i keys, two a bucket and three a word of the filter on average', (count) => {
    const keys = numbered(count);
    const parts = pack(keys);
    expectHeld(parts, keys);
    expect(parts.directory).toHaveLength(Math.ceil(count / 2) + 1);
    expect(parts.filter).toHaveLength(Math.ceil(count / 3));
    expect(Math.max(...fullness(parts, keys))).toBeLessThanOrEqual(MOST_IN_BUCKET);
  });

  it('writes the length, the number and the bytes of a key, little-endian', () => {
    expect([...pack(['abc'], () => 7).pool]).toEqual([3, 7, 97, 98, 99]);
    expect([...pack(['ab'], () => 0x1234).pool]).toEqual([2, 0x34, 0x12, 97, 98]);
    expect([...pack(['a'], () => 0x89abcdef).pool]).toEqual([1, 0xef, 0xcd, 0xab, 0x89, 97]);
    expect([...pack([''], () => 1).pool]).toEqual([0, 1]);
    expect([...pack(['\u00ff\u0080'], () => 1).pool]).toEqual([2, 1, 255, 128]);
  });

  it.each([
    [254, [254, 9]],
    [255, [255, 255, 0, 0, 0, 9]],
    [256, [255, 0, 1, 0, 0, 9]],
    [70_000, [255, 0x70, 0x11, 1, 0, 9]],
  ])('writes the length of a key of %i bytes', (length, beginning) => {
    const key = 'k'.repeat(length);
    const parts = pack([key], () => 9);
    expect([...parts.pool.subarray(0, beginning.length)]).toEqual(beginning);
    expect(parts.pool).toHaveLength(beginning.length + length);
    expect(parts.pool.subarray(beginning.length).every((byte) => byte === 0x6b)).toBe(true);
    expectHeld(parts, [key], () => 9);
  });

  it('tells apart long keys and short ones of one bucket', () => {
    const keys = ['k'.repeat(254), 'k'.repeat(255), 'k'.repeat(256), 'k', '', 'j'.repeat(255), `${'k'.repeat(254)}j`];
    expectHeld(pack(keys), keys);
  });

  it.each([
    [0, 1],
    [255, 1],
    [256, 2],
    [2 ** 16 - 1, 2],
    [2 ** 16, 4],
    [2 ** 24, 4],
    [2 ** 32 - 1, 4],
  ])('takes as many bytes for numbers as the greatest needs: up to %i %i', (greatest, width) => {
    const keys = numbered(40);
    const numberOf = (place: number): number => (place === 17 ? greatest : place % 3);
    const parts = pack(keys, (place) => Math.min(greatest, numberOf(place)));
    expect(parts.width).toBe(width);
    expectHeld(parts, keys, (place) => Math.min(greatest, numberOf(place)));
  });

  it('leads from one bucket to the next, and at last to the end of the pool', () => {
    const keys = numbered(300);
    const { directory, pool, seed, ...rest } = pack(keys);
    expect(directory[0]).toBe(0);
    expect(directory[directory.length - 1]).toBe(pool.length);
    const entryLengths = Array.from({ length: directory.length - 1 }, () => 0);
    for (const key of keys) {
      const bucket = bucketOf(scatter(sumOf(key, seed)), entryLengths.length / 2 ** 32);
      entryLengths[bucket] = (entryLengths[bucket] ?? 0) + 1 + 2 + key.length;
    }
    expect(rest.width).toBe(2);
    expect(entryLengths.map((_, bucket) => (directory[bucket + 1] ?? 0) - (directory[bucket] ?? 0))).toEqual(entryLengths);
  });

  it('sets the bits of every key in the filter, and no others', () => {
    const keys = numbered(300);
    const { filter, seed } = pack(keys);
    const expected = new Uint32Array(filter.length);
    for (const key of keys) {
      const hash = scatter(sumOf(key, seed));
      const word = filterWord(hash, filter.length / 2 ** 32);
      expected[word] = (expected[word] ?? 0) | filterBits(hash);
    }
    expect(filter).toEqual(expected);
  });

  it('S-1.3: gives the same for the same keys, but for the order in a bucket', () => {
    const keys = numbered(500);
    const one = pack(keys, () => 1);
    const other = pack([...keys].reverse(), () => 1);
    expect(other).toEqual({ ...one, pool: other.pool });
    const entries = (parts: PackedParts): string[] => Array.from(new PackedKeys(parts).entries(), ([key]) => key).sort();
    expect(entries(other)).toEqual(entries(one));
    expect(pack(keys, () => 1)).toEqual(one);
  });

  it('takes the seed of the keys, which others do not share', () => {
    const keys = numbered(500);
    expect(pack(keys).seed).toBe(collected(keys).digest());
    expect(pack(keys.slice(1)).seed).not.toBe(pack(keys).seed);
  });

  it('keeps the seed of keys that have one of their own, and their hashes', () => {
    const collector = new KeyCollector(seedOf('a text of entries'));
    for (const key of numbered(500)) {
      const place = collector.add(key);
      collector.numbers[place] = 1;
    }
    const parts = packKeys(collector);
    expect(parts.seed).toBe(seedOf('a text of entries'));
    const packed = new PackedKeys(parts);
    expect(numbered(500).map((key) => packed.get(key))).toEqual(numbered(500).map(() => 1));
  });

  it('refuses what one policy cannot hold', () => {
    // As many bytes as nobody has here; they are asked for after the hashes were made of fewer.
    let asked = 0;
    const starts = (): Uint32Array => Uint32Array.of(...(asked++ === 0 ? [0, 1, 2] : [0, 2 ** 31, 2 ** 32 - 1]));
    const keys = { size: 2, seed: COMMON_SEED, bytes: new Uint8Array(2), numbers: new Uint32Array(2), digest: () => 1, get starts() { return starts(); } };
    expect(() => packKeys(keys as unknown as KeyCollector)).toThrow(new RangeError('the entries take 4 GiB or more, which one policy cannot hold'));
  });
});

describe('keys that crowd', () => {
  /** The digest of a collector before it is scattered, as it is to be. */
  const WANTED = 1;
  const seed = scatter(WANTED);
  const crowd = keysOfOneSum(40, seed);

  /** Makes the digest of keys the seed that somebody wants, with two keys more: what a key adds to it is known to everybody. */
  function forWantedSeed(keys: readonly string[]): string[] {
    const share = (key: string): number => scatter(scatter(sumOf(key, 0)) ^ 0x5bd1e995);
    const rest = keys.reduce((total, key) => (total - share(key)) | 0, WANTED - (keys.length + 2));
    const first = new Map<number, string>();
    for (let number = 0; number < 2 ** 17; number++) first.set(share(`one${number}`), `one${number}`);
    for (let number = 0; ; number++) {
      const other = `other${number}`;
      const one = first.get((rest - share(other)) | 0);
      if (one !== undefined) return [...keys, one, other];
    }
  }

  /** So many of the crowd among others, which keep out of its bucket. */
  function crowded(count: number): string[] {
    const others = numbered(200);
    const bucketCount = Math.ceil((count + 102) / 2);
    const bucket = (key: string): number => bucketOf(scatter(sumOf(key, seed)), bucketCount / 2 ** 32);
    const full = bucket(crowd[0] ?? '');
    return forWantedSeed([...crowd.slice(0, count), ...others.filter((key) => bucket(key) !== full).slice(0, 100)]);
  }

  it('S-12.2: up to sixteen in a bucket are borne', () => {
    expect(MOST_IN_BUCKET).toBe(16);
    const keys = crowded(16);
    expect(collected(keys).digest()).toBe(seed);
    const parts = pack(keys);
    expect(parts.seed).toBe(seed);
    expect(Math.max(...fullness(parts, keys))).toBe(16);
    expectHeld(parts, keys);
  });

  it.each([17, 40])('S-12.2: for %i in a bucket another seed is taken, for which they do not crowd', (count) => {
    const keys = crowded(count);
    expect(collected(keys).digest()).toBe(seed);
    const parts = pack(keys);
    expect(parts.seed).toBe(scatter(seed + 1));
    expect(Math.max(...fullness(parts, keys))).toBeLessThanOrEqual(16);
    expectHeld(parts, keys);
  });

  it('S-12.2: where they crowd for every seed, the bound gives way', () => {
    // Bytes of nothing, which no entry has, add nothing to a sum.
    const keys = Array.from({ length: 40 }, (_, length) => '\0'.repeat(length));
    const parts = pack(keys);
    expect(Math.max(...fullness(parts, keys))).toBe(40);
    expectHeld(parts, keys);
  });
});
