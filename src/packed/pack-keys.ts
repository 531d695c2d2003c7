// Packs collected keys: one pass counts what each bucket will hold, one puts every key into its bucket and its bits into the filter.

import { COMMON_SEED } from './key-collector.js';
import type { KeyCollector } from './key-collector.js';
import { multipliersOf, scatter, sumOfRange } from './key-hash.js';
import { bucketOf, filterBits, filterWord, LONG, MOST_LOOKED_AT } from './packed-keys.js';
import type { NumberWidth, PackedParts } from './packed-keys.js';

/** On average. More would compare more keys, fewer would take more memory for the directory. */
const KEYS_PER_BUCKET = 2;
const KEYS_PER_FILTER_WORD = 3;
/** A look-up compares so many keys at most. By chance, ten million keys exceed it once in a thousand seeds; then another seed is taken. */
export const MOST_IN_BUCKET = 16;
const HASHES = 2 ** 32;

/** @param keys - each with its number @throws RangeError if they take 4 GiB or more */
export function packKeys(keys: KeyCollector): PackedParts {
  const { size } = keys;
  const width = widthOf(keys);
  const buckets = Math.max(1, Math.ceil(size / KEYS_PER_BUCKET));
  let seed = keys.seed === COMMON_SEED ? keys.digest() : keys.seed;
  let hashes = seed === keys.seed ? keys.hashes.subarray(0, size) : hashesOf(keys, seed);
  // Where chance alone does not rule, the bound gives way in the end, for there must be an end.
  for (let most = MOST_IN_BUCKET; fullest(hashes, buckets) > Math.min(most, MOST_LOOKED_AT); most++) {
    seed = scatter(seed + 1);
    hashes = hashesOf(keys, seed);
  }
  const directory = directoryOf(keys, hashes, buckets, width);
  const pool = poolOf(keys, hashes, directory, width);
  return { seed, size, width, filter: filterOf(hashes), directory, pool };
}

function widthOf({ size, numbers }: KeyCollector): NumberWidth {
  let greatest = 0;
  for (let place = 0; place < size; place++) greatest = Math.max(greatest, numbers[place] as number);
  return greatest < 2 ** 8 ? 1 : greatest < 2 ** 16 ? 2 : 4;
}

function hashesOf({ size, bytes, starts }: KeyCollector, seed: number): Int32Array {
  const multipliers = multipliersOf(seed);
  const hashes = new Int32Array(size);
  for (let place = 0; place < size; place++) {
    hashes[place] = scatter(sumOfRange(bytes, starts[place] as number, starts[place + 1] as number, seed, multipliers));
  }
  return hashes;
}

function fullest(hashes: Int32Array, buckets: number): number {
  const held = new Uint8Array(buckets);
  const scale = buckets / HASHES;
  let most = 0;
  for (const hash of hashes) {
    const bucket = bucketOf(hash, scale);
    const count = Math.min(UNCOUNTED, (held[bucket] as number) + 1);
    held[bucket] = count;
    if (count > most) most = count;
  }
  return most;
}

const UNCOUNTED = 255;

function directoryOf({ starts }: KeyCollector, hashes: Int32Array, buckets: number, width: NumberWidth): Uint32Array {
  const directory = new Uint32Array(buckets + 1);
  const scale = buckets / HASHES;
  let total = 0;
  for (let place = 0; place < hashes.length; place++) {
    const length = entryLength((starts[place + 1] as number) - (starts[place] as number), width);
    const bucket = bucketOf(hashes[place] as number, scale) + 1;
    directory[bucket] = (directory[bucket] as number) + length;
    total += length;
  }
  if (total >= HASHES) throw new RangeError('the entries take 4 GiB or more, which one policy cannot hold');
  for (let bucket = 1; bucket <= buckets; bucket++) directory[bucket] = (directory[bucket] as number) + (directory[bucket - 1] as number);
  return directory;
}

/** How many bytes an entry takes in the pool. */
function entryLength(keyLength: number, width: NumberWidth): number {
  return (keyLength < LONG ? 1 : 5) + width + keyLength;
}

function poolOf({ bytes, starts, numbers }: KeyCollector, hashes: Int32Array, directory: Uint32Array, width: NumberWidth): Uint8Array {
  const pool = new Uint8Array(directory[directory.length - 1] as number);
  const next = directory.slice();
  const scale = (directory.length - 1) / HASHES;
  for (let place = 0; place < hashes.length; place++) {
    const bucket = bucketOf(hashes[place] as number, scale);
    const start = starts[place] as number;
    const end = starts[place + 1] as number;
    let at = next[bucket] as number;
    if (end - start < LONG) pool[at++] = end - start;
    else {
      pool[at++] = LONG;
      at = writeNumber(pool, at, end - start, 4);
    }
    at = writeNumber(pool, at, numbers[place] as number, width);
    for (let from = start; from < end; from++) pool[at++] = bytes[from] as number;
    next[bucket] = at;
  }
  return pool;
}

function writeNumber(pool: Uint8Array, start: number, number: number, width: number): number {
  for (let byte = 0; byte < width; byte++) pool[start + byte] = number >>> (8 * byte);
  return start + width;
}

function filterOf(hashes: Int32Array): Uint32Array {
  const filter = new Uint32Array(Math.max(1, Math.ceil(hashes.length / KEYS_PER_FILTER_WORD)));
  const scale = filter.length / HASHES;
  for (const hash of hashes) {
    const word = filterWord(hash, scale);
    filter[word] = (filter[word] as number) | filterBits(hash);
  }
  return filter;
}
