// Exact keys with a number each, looked up.
import { describe, expect, it } from 'vitest';
import { KeyCollector } from '../../../src/packed/key-collector.js';
import { scatter } from '../../../src/packed/key-hash.js';
import { packKeys } from '../../../src/packed/pack-keys.js';
import { ABSENT, bucketOf, bytesAsText, filterBits, filterWord, LONG, PackedKeys, readNumber } from '../../../src/packed/packed-keys.js';
import type { PackedParts } from '../../../src/packed/packed-keys.js';
import { sumOf } from './crowding-keys.js';

function packed(keys: readonly string[], numberOf: (place: number) => number = (place) => place): PackedKeys {
  const collector = new KeyCollector();
  for (const key of keys) {
    const place = collector.add(key);
    collector.numbers[place] = numberOf(place);
  }
  return new PackedKeys(packKeys(collector));
}

/** The same keys behind a filter that lets everything through, all in one bucket: each key that is looked up is compared with all. */
function unfiltered({ parts }: PackedKeys): PackedKeys {
  return new PackedKeys({ ...parts, filter: Uint32Array.of(0xffffffff), directory: Uint32Array.of(0, parts.pool.length) });
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, number) => `user${number}@a${number % 7}.example`);

/** Keys that differ from it a little. */
function near(key: string): string[] {
  const places = Array.from({ length: key.length }, (_, place) => place);
  return [
    `${key}x`,
    `x${key}`,
    key.slice(1),
    key.slice(0, -1),
    ...places.map((place) => `${key.slice(0, place)}${String.fromCharCode(key.charCodeAt(place) ^ 1)}${key.slice(place + 1)}`),
    ...places.map((place) => `${key.slice(0, place)}${String.fromCharCode(key.charCodeAt(place) ^ 0x80)}${key.slice(place + 1)}`),
    [...key].reverse().join(''),
  ].filter((other) => other !== key);
}

describe('PackedKeys', () => {
  it('gives the number of a key, and none of what is no key', () => {
    const keys = numbered(200);
    const held = packed(keys, (place) => place * 5);
    keys.forEach((key, place) => expect(held.get(key)).toBe(place * 5));
    for (const key of keys) for (const other of near(key)) expect(held.get(other)).toBe(keys.includes(other) ? keys.indexOf(other) * 5 : ABSENT);
    expect(held.get('')).toBe(ABSENT);
  });

  it.each([1, 2, 3, 5, 254, 255, 256, 257, 300])('S-3.3: compares a key of %i bytes in full, also where neither filter nor bucket helps', (length) => {
    const key = Array.from({ length }, (_, index) => String.fromCharCode(33 + (index % 90))).join('');
    const held = unfiltered(packed([key, `${key}${key}`, 'other']));
    expect(held.get(key)).toBe(0);
    expect(held.get(`${key}${key}`)).toBe(1);
    expect(held.get('other')).toBe(2);
    for (const other of near(key)) expect(held.get(other)).toBe(ABSENT);
    expect(held.get('')).toBe(ABSENT);
  });

  it('finds keys that are the beginnings and ends of each other', () => {
    const keys = ['', 'a', 'b', 'aa', 'ab', 'ba', 'aba', 'bab', 'a.b', '.b', 'a.', 'com', 'e.com', 'a@e.com', '*.e.com', '*.com'];
    for (const held of [packed(keys), unfiltered(packed(keys))]) {
      keys.forEach((key, place) => expect(held.get(key)).toBe(place));
      for (const other of ['aaa', 'bb', 'b.a', 'om', '@e.com', 'a@e.co', '*', '*.']) expect(held.get(other)).toBe(ABSENT);
    }
  });

  it('finds a key by its bytes and their sum, as many of them as are its own', () => {
    const held = packed(['a.example', 'ann@a.example']);
    const { key } = held;
    key.set('ann@a.example');
    expect(held.find(key.bytes, key.length, key.sum)).toBe(1);
    expect(held.find(key.bytes, 'a.example'.length, sumOf('a.example', held.parts.seed))).toBe(0);
    expect(held.find(key.bytes, 'example'.length, sumOf('example', held.parts.seed))).toBe(ABSENT);
    expect(unfiltered(held).find(key.bytes, 'example'.length, 0)).toBe(ABSENT);
  });

  it('finds long and short keys in one bucket, whatever is before them', () => {
    const keys = ['k'.repeat(255), 'short', 'k'.repeat(256), 'k'.repeat(254), 's', 'k'.repeat(1000)];
    const held = unfiltered(packed(keys, (place) => 1000 + place));
    keys.forEach((key, place) => expect(held.get(key)).toBe(1000 + place));
    expect(held.get('k'.repeat(257))).toBe(ABSENT);
  });

  it('looks nowhere but in the bucket of a key', () => {
    const keys = numbered(100);
    const { parts } = packed(keys);
    const elsewhere = new PackedKeys({ ...parts, directory: parts.directory.map(() => parts.pool.length) });
    for (const key of keys) expect(elsewhere.get(key)).toBe(ABSENT);
  });

  it('does not look where a key of that sum cannot be', () => {
    const keys = numbered(3000);
    const held = packed(keys);
    const { seed } = held.parts;
    expect(keys.every((key) => held.mayHold(sumOf(key, seed)))).toBe(true);
    const others = keys.map((key) => `not-${key}`);
    const share = others.filter((key) => held.mayHold(sumOf(key, seed))).length / others.length;
    expect(share).toBeLessThan(0.2);
    const empty = new PackedKeys({ ...held.parts, filter: new Uint32Array(held.parts.filter.length) });
    expect(keys.some((key) => empty.mayHold(sumOf(key, seed)))).toBe(false);
    for (const key of keys.slice(0, 20)) expect(empty.get(key)).toBe(ABSENT);
  });

  it('asks for every bit of a key, not for some', () => {
    const [key = ''] = numbered(1);
    const { parts } = packed([key]);
    const [word = 0] = parts.filter;
    for (let bit = 0; bit < 32; bit++) {
      const without = new PackedKeys({ ...parts, filter: Uint32Array.of(word & ~(1 << bit)) });
      expect(without.get(key)).toBe((word & (1 << bit)) === 0 ? 0 : ABSENT);
    }
  });

  it('gives every key once, with its number and the place of it', () => {
    const keys = [...numbered(100), '', 'k'.repeat(254), 'k'.repeat(255), 'k'.repeat(256), 'k'.repeat(9000), '\u00ff\u0080'];
    const held = packed(keys, (place) => place * 7);
    const entries = [...held.entries()];
    expect(entries.map(([key]) => key).sort()).toEqual([...keys].sort());
    for (const [key, number, place] of entries) {
      expect(number).toBe(keys.indexOf(key) * 7);
      expect(readNumber(held.parts.pool, place, held.parts.width)).toBe(number);
      expect(held.placeOf(key)).toBe(place);
    }
    expect(held.placeOf('nobody')).toBe(ABSENT);
    expect([...packed([]).entries()]).toEqual([]);
  });

  it('counts how many keys have each number', () => {
    const keys = [...numbered(100), 'k'.repeat(300)];
    const held = packed(keys, (place) => (place % 5) * (place % 5));
    const counts = Array.from({ length: 17 }, (_, number) => keys.filter((__, place) => (place % 5) ** 2 === number).length);
    expect([...held.countByNumber(17)]).toEqual(counts);
    expect([...held.countByNumber(2)]).toEqual(counts.slice(0, 2));
    expect([...held.countByNumber(0)]).toEqual([]);
    expect([...packed([]).countByNumber(3)]).toEqual([0, 0, 0]);
  });
});

describe('readNumber', () => {
  const bytes = Uint8Array.of(0xff, 0x01, 0x02, 0x03, 0x84, 0xff);

  it('reads one, two or four bytes, little-endian and without a sign', () => {
    expect(readNumber(bytes, 1, 1)).toBe(1);
    expect(readNumber(bytes, 1, 2)).toBe(0x0201);
    expect(readNumber(bytes, 1, 4)).toBe(0x84030201);
    expect(readNumber(bytes, 0, 1)).toBe(255);
    expect(readNumber(Uint8Array.of(0xff, 0xff, 0xff, 0xff), 0, 4)).toBe(2 ** 32 - 1);
  });

  it('takes what is beyond the end for nothing', () => {
    expect(readNumber(bytes, 5, 4)).toBe(255);
    expect(readNumber(bytes, 6, 2)).toBe(0);
  });
});

describe('bytesAsText', () => {
  it.each([0, 1, 4095, 4096, 4097, 8192, 10_000])('gives a character for each of %i bytes', (length) => {
    const bytes = Uint8Array.from({ length: length + 2 }, (_, index) => (index * 7) & 0xff);
    expect(bytesAsText(bytes, 1, length + 1)).toBe(Array.from(bytes.subarray(1, length + 1), (byte) => String.fromCharCode(byte)).join(''));
  });
});

describe('where a hash leads', () => {
  const hashes = Array.from({ length: 20_000 }, (_, number) => scatter(number));

  it('to a bucket by its upper bits, each as often as the others', () => {
    expect([0, 2 ** 30, -(2 ** 31), -1].map((hash) => bucketOf(hash, 4 / 2 ** 32))).toEqual([0, 1, 2, 3]);
    expect(bucketOf(-1, 1 / 2 ** 32)).toBe(0);
    expect(bucketOf(2 ** 30 - 1, 4 / 2 ** 32)).toBe(0);
    const counts = Array.from({ length: 10 }, (_, bucket) => hashes.filter((hash) => bucketOf(hash, 10 / 2 ** 32) === bucket).length);
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(300);
  });

  it('to a word of the filter by others, each as often', () => {
    const words = hashes.map((hash) => filterWord(hash, 10 / 2 ** 32));
    for (let word = 0; word < 10; word++) expect(Math.abs(words.filter((other) => other === word).length - 2000)).toBeLessThan(300);
    const sameBucket = hashes.filter((hash) => bucketOf(hash, 10 / 2 ** 32) === 3);
    expect(new Set(sameBucket.map((hash) => filterWord(hash, 10 / 2 ** 32))).size).toBe(10);
    expect(filterWord(1, 1)).toBe(0x9e3779b1);
    expect(filterWord(0, 1)).toBe(0);
  });

  it('to three bits by its lower ones', () => {
    expect(filterBits(0)).toBe(1);
    expect(filterBits(1) >>> 0).toBe(0b11);
    expect(filterBits((3 << 10) | (2 << 5) | 1)).toBe(0b1110);
    expect(filterBits(31) >>> 0).toBe(0x80000001);
    expect(filterBits(-1) >>> 0).toBe(0x80000000);
    expect(filterBits(1 << 15)).toBe(1);
    expect(filterBits((31 << 10) | (16 << 5)) >>> 0).toBe(0x80010001);
  });

  it('knows what a long key is', () => {
    expect([LONG, ABSENT]).toEqual([255, -1]);
    const parts: PackedParts = packed(['k'.repeat(LONG)]).parts;
    expect(parts.pool[0]).toBe(LONG);
  });
});
