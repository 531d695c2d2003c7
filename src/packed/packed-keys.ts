// Exact keys with a number each, in typed arrays: nothing for the garbage collector to walk, and at most three cache misses a look-up. A filter
// answers for most keys that are not there; a directory of buckets leads to the few keys whose hashes are near; each is compared in full, byte by byte.
//
// A bucket is a run of entries in the pool: [length: 1][number: width][the bytes of the key], little-endian. A length of 255 says that the
// true one follows it in four bytes.

import { KeyBytes } from './key-bytes.js';
import { scatter } from './key-hash.js';

export interface PackedParts {
  readonly seed: number;
  /** How many keys. */
  readonly size: number;
  /** Bytes that a number takes. */
  readonly width: NumberWidth;
  /** Words of bits: a key may be there only if its bits in its word are set. */
  readonly filter: Uint32Array;
  /** Where each bucket starts in the pool, and where the last one ends. */
  readonly directory: Uint32Array;
  readonly pool: Uint8Array;
}

export type NumberWidth = 1 | 2 | 4;

export const ABSENT = -1;
export const LONG = 255;
const LONG_LENGTH_BYTES = 4;
/** More than any bucket has (`pack-keys.ts`): the bound on a look-up, whoever made the bytes. */
export const MOST_LOOKED_AT = 64;
const HASHES = 2 ** 32;

export class PackedKeys {
  readonly parts: PackedParts;
  /** For whoever looks up a key. */
  readonly key: KeyBytes;
  private readonly filter: Uint32Array;
  private readonly directory: Uint32Array;
  private readonly pool: Uint8Array;
  private readonly width: NumberWidth;
  private readonly wordsPerHash: number;
  private readonly bucketsPerHash: number;

  constructor(parts: PackedParts) {
    this.parts = parts;
    this.key = new KeyBytes(parts.seed);
    this.filter = parts.filter;
    this.directory = parts.directory;
    this.pool = parts.pool;
    this.width = parts.width;
    this.wordsPerHash = parts.filter.length / HASHES;
    this.bucketsPerHash = (parts.directory.length - 1) / HASHES;
  }

  /** The number of the key whose bytes, from its end, are the first `length`, or {@link ABSENT}. `sum` is theirs. */
  find(bytes: Uint8Array, length: number, sum: number): number {
    return this.mayHold(sum) ? this.findHeld(bytes, length, sum) : ABSENT;
  }

  /** The same for a sum of which {@link mayHold} said that a key may have it. */
  findHeld(bytes: Uint8Array, length: number, sum: number): number {
    const place = this.locate(bytes, length, sum);
    return place === ABSENT ? ABSENT : readNumber(this.pool, place, this.width);
  }

  /** False only where no key has that sum. */
  mayHold(sum: number): boolean {
    const hash = scatter(sum);
    const bits = filterBits(hash);
    return ((this.filter[filterWord(hash, this.wordsPerHash)] as number) & bits) === bits;
  }

  /** The number of a key. @param text - its bytes, a character for each */
  get(text: string): number {
    const { key } = this;
    key.set(text);
    return this.find(key.bytes, key.length, key.sum);
  }

  /** Where the number of a key is in the pool, or {@link ABSENT}. @param text - the bytes of the key, a character for each */
  placeOf(text: string): number {
    const { key } = this;
    key.set(text);
    return this.mayHold(key.sum) ? this.locate(key.bytes, key.length, key.sum) : ABSENT;
  }

  /** Every key with its number, and where that is in the pool, bucket by bucket. */
  *entries(): Generator<readonly [bytes: string, number: number, place: number]> {
    const { pool, width } = this;
    for (const { number, key, end } of this.places()) yield [bytesAsText(pool, key, end), readNumber(pool, number, width), number];
  }

  /** How many keys have each of the first `numbers` numbers. */
  countByNumber(numbers: number): Uint32Array {
    const counts = new Uint32Array(numbers);
    for (const place of this.places()) {
      const number = readNumber(this.pool, place.number, this.width);
      if (number < numbers) counts[number] = (counts[number] as number) + 1;
    }
    return counts;
  }

  /** Where the number and the key of each entry begin, and where it ends. */
  private *places(): Generator<{ readonly number: number; readonly key: number; readonly end: number }> {
    const { pool, width, directory } = this;
    for (let bucket = 1; bucket < directory.length; bucket++) {
      const bucketEnd = directory[bucket] as number;
      let at = directory[bucket - 1] as number;
      for (let looked = 0; at < bucketEnd && looked < MOST_LOOKED_AT; looked++) {
        const short = pool[at] as number;
        const number = at + (short === LONG ? 1 + LONG_LENGTH_BYTES : 1);
        const key = number + width;
        at = key + (short === LONG ? readNumber(pool, number - LONG_LENGTH_BYTES, LONG_LENGTH_BYTES) : short);
        if (at <= bucketEnd) yield { number, key, end: at };
      }
    }
  }

  /** Where the number of a key is. An entry that crosses the end of its bucket, as none does that was packed here, is none. */
  private locate(bytes: Uint8Array, wanted: number, sum: number): number {
    const { pool, width, directory } = this;
    const bucket = bucketOf(scatter(sum), this.bucketsPerHash);
    const end = directory[bucket + 1] as number;
    let at = directory[bucket] as number;
    for (let looked = 0; at < end && looked < MOST_LOOKED_AT; looked++) {
      let length = pool[at] as number;
      let number = at + 1;
      if (length === LONG) {
        length = readNumber(pool, number, LONG_LENGTH_BYTES);
        number += LONG_LENGTH_BYTES;
      }
      at = number + width + length;
      if (length === wanted && at <= end && endsAt(pool, at, bytes, length)) return number;
    }
    return ABSENT;
  }
}

/** Whether the bytes before `end` in the pool are those of the key, which has them from its end. */
function endsAt(pool: Uint8Array, end: number, bytes: Uint8Array, length: number): boolean {
  for (let place = length - 1; place >= 0; place--) if (pool[end - 1 - place] !== bytes[place]) return false;
  return true;
}

/** A character for each byte. */
export function bytesAsText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, Math.min(end, at + CHUNK)));
  return text;
}

/** Few enough for the arguments of a call. */
const CHUNK = 4096;

export function readNumber(pool: Uint8Array, at: number, width: number): number {
  let number = pool[at] as number;
  for (let byte = 1; byte < width; byte++) number |= (pool[at + byte] as number) << (8 * byte);
  return number >>> 0;
}

/** Three bits of a word. Other bits of the hash than the upper ones, which choose the bucket, choose them. */
export function filterBits(hash: number): number {
  return (1 << (hash & 31)) | (1 << ((hash >>> 5) & 31)) | (1 << ((hash >>> 10) & 31));
}

/** @param wordsPerHash - the number of words divided by that of hashes, so that every word stands for equally many hashes */
export function filterWord(hash: number, wordsPerHash: number): number {
  return ((Math.imul(hash, SPREAD) >>> 0) * wordsPerHash) >>> 0;
}

export function bucketOf(hash: number, bucketsPerHash: number): number {
  return ((hash >>> 0) * bucketsPerHash) >>> 0;
}

const SPREAD = 0x9e3779b1;
