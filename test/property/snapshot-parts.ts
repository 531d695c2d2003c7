// A snapshot taken apart into what it is made of, and put together again with a checksum that holds, whatever became of the parts: what somebody can
// make who knows the format.

import { checksumOf } from '../../src/snapshot/checksum.js';
import { CHECKED_FROM, CHECKSUM_AT, placesOf, readHeader, WORD, writeHeader } from '../../src/snapshot/layout.js';
import type { Header, KeysHeader, KeysPlaces } from '../../src/snapshot/layout.js';

export interface SnapshotParts {
  frame: Uint8Array;
  combinations: Uint32Array;
  entries: KeysOf;
  users: KeysOf;
  wildcardDepths: number;
}

export interface KeysOf {
  seed: number;
  size: number;
  width: number;
  filter: Uint32Array;
  directory: Uint32Array;
  pool: Uint8Array;
}

/** Copies of the parts. */
export function partsOf(bytes: Uint8Array): SnapshotParts {
  const words = wordsOf(bytes);
  const header = readHeader(words);
  const places = placesOf(header);
  return {
    frame: bytes.slice(places.frame, places.frame + header.frame),
    combinations: words.slice(places.combinations / WORD, places.combinations / WORD + header.combinations),
    entries: keysAt(bytes, header.entries, places.entries),
    users: keysAt(bytes, header.users, places.users),
    wildcardDepths: header.wildcardDepths,
  };
}

function keysAt(bytes: Uint8Array, { seed, size, width, filter, directory, pool }: KeysHeader, places: KeysPlaces): KeysOf {
  const words = wordsOf(bytes);
  return {
    seed,
    size,
    width,
    filter: words.slice(places.filter / WORD, places.filter / WORD + filter),
    directory: words.slice(places.directory / WORD, places.directory / WORD + directory),
    pool: bytes.slice(places.pool, places.pool + pool),
  };
}

/** @returns bytes of their own */
export function snapshotOfParts({ frame, combinations, entries, users, wildcardDepths }: SnapshotParts): Uint8Array {
  const header: Header = { frame: frame.length, combinations: combinations.length, entries: headerOf(entries), users: headerOf(users), wildcardDepths };
  const places = placesOf(header);
  const bytes = new Uint8Array(places.end);
  const words = wordsOf(bytes);
  writeHeader(words, header);
  bytes.set(frame, places.frame);
  words.set(combinations, places.combinations / WORD);
  for (const [keys, at] of [[entries, places.entries], [users, places.users]] as const) {
    words.set(keys.filter, at.filter / WORD);
    words.set(keys.directory, at.directory / WORD);
    bytes.set(keys.pool, at.pool);
  }
  return withChecksum(bytes);
}

function headerOf({ seed, size, width, filter, directory, pool }: KeysOf): KeysHeader {
  return { seed, size, width, filter: filter.length, directory: directory.length, pool: pool.length };
}

/** The same bytes, with the checksum that they should have. */
export function withChecksum(bytes: Uint8Array): Uint8Array {
  const words = wordsOf(bytes);
  words.set(checksumOf(words, CHECKED_FROM), CHECKSUM_AT);
  return bytes;
}

export function wordsOf({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, Math.floor(byteLength / WORD));
}

export function frameOf({ frame }: SnapshotParts): unknown {
  return JSON.parse(new TextDecoder().decode(frame));
}

/** An entry in a pool: where it begins, where its number and its key do, and where it ends. */
export interface PoolEntry {
  readonly start: number;
  readonly number: number;
  readonly key: number;
  readonly end: number;
}

/** The entries of a pool that is whole. */
export function poolEntries({ pool, width }: KeysOf): PoolEntry[] {
  const entries: PoolEntry[] = [];
  for (let start = 0; start < pool.length; start = entries.at(-1)!.end) {
    const isLong = pool[start] === 0xff;
    const number = start + (isLong ? 5 : 1);
    const length = isLong ? new DataView(pool.buffer, pool.byteOffset).getUint32(start + 1, true) : pool[start]!;
    entries.push({ start, number, key: number + width, end: number + width + length });
  }
  return entries;
}
