// An engine of the bytes of a snapshot: they are checked, and used where they are.

import { compilePolicy } from '../engine.js';
import type { CompileOptions, PolicyEngine } from '../engine.js';
import { PackedIndex } from '../lists/packed-index.js';
import { PackedUsers } from '../lists/packed-users.js';
import type { AddressList, Policy } from '../model/policy.js';
import { quote } from '../model/quotation.js';
import { bytesAsText } from '../packed/packed-keys.js';
import type { PackedParts } from '../packed/packed-keys.js';
import { parsePolicyWith } from '../policy/parse-policy.js';
import { contentOf } from '../policy/parsed-policy.js';
import { checksumOf } from './checksum.js';
import { readCombinations } from './combination-words.js';
import type { CountedCombination } from './combination-words.js';
import { readFrame } from './frame.js';
import type { Frame, ListFrame } from './frame.js';
import { checkKeys } from './key-structure.js';
import { BYTE_ORDER, BYTE_ORDER_AT, CHECKED_FROM, CHECKSUM_AT, HEADER_WORDS, isNumberWidth, MAGIC, placesOf, readHeader, VERSION, VERSION_AT, WORD } from './layout.js';
import type { KeysHeader, KeysPlaces } from './layout.js';
import { SnapshotError } from './snapshot-error.js';

/** The bytes of a snapshot: of a file, of `snapshotOf`, or of a buffer that other threads share. */
export type SnapshotBytes = ArrayBufferLike | Uint8Array;

/**
 * The engine of a snapshot. The bytes are neither copied nor changed, and must not be changed while the engine is used.
 *
 * The checksum, the structure and the settings are checked, entries are not read. Whatever the bytes are, an engine that was opened answers in bounded
 * time, and an entry matches only what it equals (S-3.3); to check every entry of a file from somebody who is not trusted, use {@link verifySnapshot}.
 *
 * @param bytes - a snapshot
 * @param options - what a snapshot cannot carry: as for `compilePolicy`
 * @throws SnapshotError if the bytes are no snapshot, are damaged, or contradict themselves
 * @throws TypeError for what is no bytes, and for options that are not what they should be
 * @example const engine = openSnapshot(await readFile('policy.snapshot'), { orgUnitOf: (address) => directory.get(address) });
 */
export function openSnapshot(bytes: SnapshotBytes, options: CompileOptions = {}): PolicyEngine {
  return compilePolicy(policyOf(bytes), options);
}

/** @throws SnapshotError @throws TypeError for what is no bytes */
export function policyOf(bytes: SnapshotBytes): Policy {
  const words = wordsOf(bytes);
  const header = readHeader(words);
  const places = placesOf(header);
  if (places.end !== words.byteLength) throw wrongLength(places.end, words.byteLength);
  checkChecksum(words);
  const frame = readFrame(bytesAsText(bytesAt(words, places.frame, header.frame), 0, header.frame));
  const combinations = readCombinations(wordsAt(words, places.combinations, header.combinations), frame.lists.length);
  const entries = keysOf(words, header.entries, places.entries);
  const users = new PackedUsers(keysOf(words, header.users, places.users), frame.userOrgUnits);
  if (combinations.reduce((sum, combination) => sum + combination.entries, 0) !== entries.size) throw invalid('the numbers of entries');
  const index = new PackedIndex(entries, combinations.map(({ memberships }) => memberships), frame.lists.length, header.wildcardDepths);
  return policyAround(frame, listsOf(frame, combinations), index, users);
}

function wordsOf(bytes: SnapshotBytes): Uint32Array {
  const view = viewOf(bytes);
  if (view.byteLength < HEADER_WORDS * WORD) throw new SnapshotError('not-a-snapshot', 'these bytes are too few to be a snapshot; make one with `smtp-tls-policy compile`');
  if (view.byteLength % WORD !== 0) throw new SnapshotError('wrong-length', 'the snapshot is not whole: its length is no multiple of 4 bytes; copy it again');
  // Words begin at multiples of four; a view that does not is one into somebody's larger buffer, and is copied.
  const aligned = view.byteOffset % WORD === 0 ? view : new Uint8Array(view);
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / WORD);
  checkBeginning(words);
  return words;
}

/** By their tags, which those of other realms have as well; not every runtime has SharedArrayBuffer. */
function viewOf(bytes: SnapshotBytes): Uint8Array {
  const tag = Object.prototype.toString.call(bytes);
  if (ArrayBuffer.isView(bytes) && tag === '[object Uint8Array]') return bytes;
  if (tag === '[object ArrayBuffer]' || tag === '[object SharedArrayBuffer]') return new Uint8Array(bytes as ArrayBufferLike);
  throw new TypeError(`pass an ArrayBuffer, a SharedArrayBuffer or a Uint8Array, not ${quote(tag.slice('[object '.length, -1))}`);
}

function checkBeginning(words: Uint32Array): void {
  if (MAGIC.some((word, at) => words[at] !== word)) throw new SnapshotError('not-a-snapshot', 'these bytes are no snapshot of a policy; make one with `smtp-tls-policy compile`');
  if (words[BYTE_ORDER_AT] !== BYTE_ORDER) throw new SnapshotError('byte-order', 'snapshots are little-endian, and this machine is not; compile the policy document instead');
  const version = words[VERSION_AT] ?? 0;
  if (version !== VERSION) throw new SnapshotError('unknown-version', `the snapshot has format ${version}, and this version of the package reads format ${VERSION}; make the snapshot anew`);
}

function wrongLength(wanted: number, found: number): SnapshotError {
  return new SnapshotError('wrong-length', `the snapshot should have ${wanted} bytes and has ${found}; copy it again, or make it anew from its policy`);
}

function checkChecksum(words: Uint32Array): void {
  if (checksumOf(words, CHECKED_FROM).every((word, at) => words[CHECKSUM_AT + at] === word)) return;
  throw new SnapshotError('damaged', 'the checksum of the snapshot does not hold, so its bytes have changed; copy it again, or make it anew from its policy');
}

function keysOf(words: Uint32Array, { seed, size, width, filter, directory, pool }: KeysHeader, places: KeysPlaces): PackedParts {
  if (!isNumberWidth(width)) throw invalid('the widths of numbers');
  const parts: PackedParts = {
    seed: seed | 0,
    size,
    width,
    filter: wordsAt(words, places.filter, filter),
    directory: wordsAt(words, places.directory, directory),
    pool: bytesAt(words, places.pool, pool),
  };
  checkKeys(parts);
  return parts;
}

function wordsAt(words: Uint32Array, place: number, length: number): Uint32Array {
  return words.subarray(place / WORD, place / WORD + length);
}

function bytesAt({ buffer, byteOffset }: Uint32Array, place: number, length: number): Uint8Array {
  return new Uint8Array(buffer, byteOffset + place, length);
}

function listsOf({ lists }: Frame, combinations: readonly CountedCombination[]): readonly AddressList[] {
  const sizes = lists.map(() => 0);
  const optional = new Set<number>();
  for (const { memberships, entries } of combinations) {
    for (const { list, requireAuthentication } of memberships) {
      sizes[list] = (sizes[list] ?? 0) + entries;
      if (!requireAuthentication && entries > 0) optional.add(list);
    }
  }
  const listOf = ({ name, description }: ListFrame, place: number): AddressList =>
    Object.freeze({ name, description, size: sizes[place] ?? 0, everyEntryRequiresAuthentication: !optional.has(place) });
  return Object.freeze(lists.map(listOf));
}

/** The settings are parsed as those of any document; their lists are named there, and their entries are here. */
function policyAround(frame: Frame, addressLists: readonly AddressList[], index: PackedIndex, users: PackedUsers): Policy {
  const document = { ...frame.policy, addressLists: Object.fromEntries(frame.lists.map(({ name }) => [name, []])) };
  const parsed = parsePolicyWith(document, { addressLists: () => ({ addressLists, index }), users: () => users });
  if (!parsed.ok) throw invalid(`the settings (${parsed.issues[0]?.message ?? ''})`);
  const units = new Set(['/', ...contentOf(parsed.policy).orgUnits.map(({ path }) => path)]);
  if (!frame.userOrgUnits.every((path) => units.has(path))) throw invalid('the org units of users');
  return parsed.policy;
}

function invalid(what: string): SnapshotError {
  return new SnapshotError('invalid', `the snapshot contradicts itself in ${what}; make it anew from its policy`);
}
