// How a snapshot lies in its bytes (docs/snapshot-format.md): a header of 32 words, then the parts, each beginning at a multiple of 8 bytes and
// following the one before. All numbers are little-endian. The header has the lengths of the parts, and no place is written twice.

import type { NumberWidth, PackedParts } from '../packed/packed-keys.js';

/** `\x89STP\r\n\x1a\n`: no text, and what a transfer as text would change shows. */
export const MAGIC: readonly number[] = [0x50545389, 0x0a1a0a0d];
export const VERSION = 1;
/** Reads as another number where bytes count from the other end. */
export const BYTE_ORDER = 0x01020304;

/** Whether bytes claim to be a snapshot. */
export function beginsAsSnapshot(bytes: Uint8Array): boolean {
  return MAGIC.every((word, place) => [0, 8, 16, 24].every((shift, byte) => bytes[place * WORD + byte] === ((word >>> shift) & 0xff)));
}

export const HEADER_WORDS = 32;
export const WORD = 4;
const ALIGNMENT = 8;

/** Words of the header. */
const MAGIC_AT = 0;
export const VERSION_AT = 2;
export const BYTE_ORDER_AT = 3;
export const CHECKSUM_AT = 4;
/** Where the checksum begins to count. */
export const CHECKED_FROM = 8;
const FRAME_AT = 8;
const COMBINATIONS_AT = 9;
const ENTRIES_AT = 10;
const USERS_AT = 16;
const WILDCARDS_AT = 22;

/** What the header says of packed keys: six words. */
export interface KeysHeader {
  readonly seed: number;
  readonly size: number;
  readonly width: number;
  /** Words. */
  readonly filter: number;
  /** Words. */
  readonly directory: number;
  /** Bytes. */
  readonly pool: number;
}

export interface Header {
  /** Bytes of JSON in UTF-8. */
  readonly frame: number;
  /** Words. */
  readonly combinations: number;
  readonly entries: KeysHeader;
  readonly users: KeysHeader;
  readonly wildcardDepths: number;
}

/** Where each part begins, in bytes, and where the last one ends. */
export interface Places {
  readonly frame: number;
  readonly combinations: number;
  readonly entries: KeysPlaces;
  readonly users: KeysPlaces;
  readonly end: number;
}

export interface KeysPlaces {
  readonly filter: number;
  readonly directory: number;
  readonly pool: number;
}

export function placesOf({ frame, combinations, entries, users }: Header): Places {
  const lengths = [frame, combinations * WORD, ...lengthsOf(entries), ...lengthsOf(users)];
  const starts: number[] = [];
  let end = HEADER_WORDS * WORD;
  for (const length of lengths) {
    starts.push(end);
    end += Math.ceil(length / ALIGNMENT) * ALIGNMENT;
  }
  const start = (part: number): number => starts[part] ?? end;
  return {
    frame: start(0),
    combinations: start(1),
    entries: { filter: start(2), directory: start(3), pool: start(4) },
    users: { filter: start(5), directory: start(6), pool: start(7) },
    end,
  };
}

function lengthsOf({ filter, directory, pool }: KeysHeader): number[] {
  return [filter * WORD, directory * WORD, pool];
}

export function readHeader(words: Uint32Array): Header {
  return {
    frame: words[FRAME_AT] ?? 0,
    combinations: words[COMBINATIONS_AT] ?? 0,
    entries: readKeysHeader(words.subarray(ENTRIES_AT, USERS_AT)),
    users: readKeysHeader(words.subarray(USERS_AT, WILDCARDS_AT)),
    wildcardDepths: words[WILDCARDS_AT] ?? 0,
  };
}

function readKeysHeader([seed = 0, size = 0, width = 0, filter = 0, directory = 0, pool = 0]: Uint32Array): KeysHeader {
  return { seed, size, width, filter, directory, pool };
}

/** Without the checksum, which comes last. */
export function writeHeader(words: Uint32Array, { frame, combinations, entries, users, wildcardDepths }: Header): void {
  words.set(MAGIC, MAGIC_AT);
  words.set([VERSION, BYTE_ORDER], VERSION_AT);
  words.set([frame, combinations], FRAME_AT);
  words.set(wordsOf(entries), ENTRIES_AT);
  words.set(wordsOf(users), USERS_AT);
  words[WILDCARDS_AT] = wildcardDepths;
}

function wordsOf({ seed, size, width, filter, directory, pool }: KeysHeader): number[] {
  return [seed, size, width, filter, directory, pool];
}

export function keysHeaderOf({ seed, size, width, filter, directory, pool }: PackedParts): KeysHeader {
  return { seed, size, width, filter: filter.length, directory: directory.length, pool: pool.length };
}

export function isNumberWidth(width: number): width is NumberWidth {
  return width === 1 || width === 2 || width === 4;
}
