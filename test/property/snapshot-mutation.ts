// What somebody could do to a snapshot who knows its format: a byte anywhere, or a part of it made into something else. The checksum is made anew, so
// that nothing but the checks of the structure stands between the change and a decision.

import { HEADER_WORDS, WORD } from '../../src/snapshot/layout.js';
import { frameOf, partsOf, poolEntries, snapshotOfParts, withChecksum, wordsOf } from './snapshot-parts.js';
import type { KeysOf, PoolEntry } from './snapshot-parts.js';

/** Numbers by chance, the same for the same seed (mulberry32). */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** From 0 up to, and without, the bound. */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  }

  pick<Item>(items: ArrayLike<Item>): Item {
    return items[this.below(items.length)] as Item;
  }
}

/** Bytes of their own that are not those of the snapshot, or are by chance. */
type Mutate = (bytes: Uint8Array, chance: Chance) => Uint8Array;

export const MUTATIONS = {
  'a byte anywhere': aByte,
  'a bit anywhere': aBit,
  'a word of the header': aHeaderWord,
  'a word of a directory': ofKeys(aDirectoryWord),
  'a length in a pool': ofKeys(aLength),
  'a number in a pool': ofKeys(aNumber),
  'a key in a pool': ofKeys(aKey),
  'the order of a pool': ofKeys(theOrder),
  'bits of a filter': ofKeys(bitsOfFilter),
  'what the header says of keys': ofKeys(whatTheHeaderSays),
  'a word of the combinations': aCombinationWord,
  'the combinations': theCombinations,
  'the frame as JSON': theFrame,
  'the depths of wildcards': theWildcardDepths,
  'parts exchanged or left out': theParts,
} as const satisfies Record<string, Mutate>;

export type MutationKind = keyof typeof MUTATIONS;
export const MUTATION_KINDS = Object.keys(MUTATIONS) as MutationKind[];

function aByte(bytes: Uint8Array, chance: Chance): Uint8Array {
  const changed = bytes.slice();
  const at = chance.below(bytes.length);
  changed[at] = changed[at]! + 1 + chance.below(255);
  return withChecksum(changed);
}

function aBit(bytes: Uint8Array, chance: Chance): Uint8Array {
  const changed = bytes.slice();
  const at = chance.below(bytes.length);
  changed[at] = changed[at]! ^ (1 << chance.below(8));
  return withChecksum(changed);
}

function aHeaderWord(bytes: Uint8Array, chance: Chance): Uint8Array {
  const changed = bytes.slice();
  const words = wordsOf(changed);
  const at = chance.below(HEADER_WORDS);
  words[at] = nearOrFar(words[at]!, words.subarray(0, HEADER_WORDS), chance);
  return withChecksum(changed);
}

/** A number beside the one that was, one that stands elsewhere, or one of those at which arithmetic breaks. */
function nearOrFar(number: number, elsewhere: ArrayLike<number>, chance: Chance): number {
  const near = [number + 1, number - 1, number + 2, number * 2, number >>> 1, number ^ (1 << chance.below(32))];
  const far = [0, 1, 3, 255, 256, 65536, 2 ** 29, 2 ** 30, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32 - WORD, chance.below(2 ** 32), elsewhere.length === 0 ? 0 : chance.pick(elsewhere)];
  return chance.pick(chance.below(2) === 0 ? near : far) >>> 0;
}

/** Changes the packed keys of the entries, or those of the users. */
function ofKeys(change: (keys: KeysOf, chance: Chance) => void): Mutate {
  return (bytes, chance) => {
    const parts = partsOf(bytes);
    change(chance.below(4) === 0 ? parts.users : parts.entries, chance);
    return snapshotOfParts(parts);
  };
}

function aDirectoryWord({ directory, pool }: KeysOf, chance: Chance): void {
  const at = chance.below(directory.length);
  const other = chance.below(directory.length);
  switch (chance.below(4)) {
    case 0:
      [directory[at], directory[other]] = [directory[other]!, directory[at]!];
      return;
    case 1:
      directory.fill(directory[at]!, Math.min(at, other), Math.max(at, other) + 1);
      return;
    case 2:
      directory[at] = chance.below(pool.length + 1);
      return;
    default:
      directory[at] = nearOrFar(directory[at]!, directory, chance);
  }
}

function aLength(keys: KeysOf, chance: Chance): void {
  const entry = anEntry(keys, chance);
  if (entry === null) return;
  const { pool } = keys;
  const length = entry.end - entry.key;
  pool[entry.start] = chance.pick([length - 1, length + 1, 0, 1, 254, 255, chance.below(256), pool.length - entry.key]);
  if (pool[entry.start] !== 0xff || chance.below(2) === 0) return;
  const long = chance.pick([0, length, length - 4, 2 ** 31, 2 ** 32 - 1, 2 ** 32 - entry.key, pool.length, 2 ** 24 + length]);
  for (let byte = 0; byte < 4; byte++) if (entry.start + 1 + byte < pool.length) pool[entry.start + 1 + byte] = long >>> (8 * byte);
}

function anEntry(keys: KeysOf, chance: Chance): PoolEntry | null {
  const entries = poolEntries(keys);
  return entries.length === 0 ? null : chance.pick(entries);
}

function aNumber(keys: KeysOf, chance: Chance): void {
  const entry = anEntry(keys, chance);
  const other = anEntry(keys, chance);
  if (entry === null || other === null) return;
  const number = chance.below(2) === 0 ? keys.pool.slice(other.number, other.key) : Uint8Array.from({ length: entry.key - entry.number }, () => chance.pick([0, 1, 2, 7, 255]));
  keys.pool.set(number, entry.number);
}

const KEYS: readonly string[] = [
  '*', 'partner.example', '*.partner.example', '*.example', 'PARTNER.example', 'x@partner.example', 'x@partner.example.', '@', 'a@', '*.', '*.*', '', '[192.0.2.1]', 'Ann@a.example',
  '__proto__', 'no entry', '\u00c3\u00a9@a.example', '\u00ff\u00fe', '\u0000', 'xn--a', 'user1@corp.test', 'ann@corp.test', 'd1.example', '"x"@a.example', 'x'.repeat(20),
];

/** A byte of a key, a key in the place of another of its length, or one that is cut to it. */
function aKey(keys: KeysOf, chance: Chance): void {
  const entry = anEntry(keys, chance);
  if (entry === null || entry.end === entry.key) return;
  const { pool } = keys;
  const length = entry.end - entry.key;
  switch (chance.below(4)) {
    case 0:
      pool[entry.key + chance.below(length)] = chance.pick([0x2a, 0x2e, 0x40, 0x41, 0x22, 0x00, 0x80, 0xc3, 0xff, 0x61]);
      return;
    case 1: {
      const equals = poolEntries(keys).filter(({ key, end }) => end - key === length);
      const other = chance.pick(equals);
      pool.set(pool.slice(other.key, other.end), entry.key);
      return;
    }
    case 2:
      pool.set(pool.slice(entry.key, entry.end).map((byte) => (byte >= 0x61 && byte <= 0x7a && chance.below(2) === 0 ? byte - 0x20 : byte)), entry.key);
      return;
    default:
      replaceKey(keys, entry, chance.pick(KEYS));
  }
}

/** The bucket grows or shrinks with its key. */
function replaceKey(keys: KeysOf, { start, number, key, end }: PoolEntry, text: string): void {
  const { pool, directory } = keys;
  const made = Uint8Array.from([text.length, ...pool.slice(number, key), ...Array.from(text, (character) => character.charCodeAt(0))]);
  keys.pool = Uint8Array.from([...pool.slice(0, start), ...made, ...pool.slice(end)]);
  const longer = made.length - (end - start);
  for (let bucket = 0; bucket < directory.length; bucket++) if (directory[bucket]! > start) directory[bucket] = directory[bucket]! + longer;
}

/** Entries exchanged, doubled, or taken out; the directory follows the lengths, or does not. */
function theOrder(keys: KeysOf, chance: Chance): void {
  const entries = poolEntries(keys);
  if (entries.length === 0) return;
  const bytesOf = ({ start, end }: PoolEntry): number[] => [...keys.pool.slice(start, end)];
  const [one, other] = [chance.below(entries.length), chance.below(entries.length)];
  const order = entries.map((_, place) => place);
  const kind = chance.below(4);
  if (kind === 0) [order[one], order[other]] = [other, one];
  else if (kind === 1) order.splice(one, 0, other);
  else if (kind === 2) order.splice(one, 1);
  else order.splice(0, order.length, ...Array.from({ length: 70 }, () => other), ...order);
  keys.pool = Uint8Array.from(order.flatMap((place) => bytesOf(entries[place]!)));
  const { directory } = keys;
  if (chance.below(3) === 0) {
    keys.directory = Uint32Array.of(0, keys.pool.length);
    return;
  }
  for (let bucket = 0; bucket < directory.length; bucket++) directory[bucket] = Math.min(directory[bucket]!, keys.pool.length);
  directory[directory.length - 1] = keys.pool.length;
}

function bitsOfFilter(keys: KeysOf, chance: Chance): void {
  const at = chance.below(keys.filter.length);
  switch (chance.below(5)) {
    case 0:
      keys.filter.fill(0);
      return;
    case 1:
      keys.filter.fill(2 ** 32 - 1);
      return;
    case 2:
      keys.filter = new Uint32Array(chance.below(4)).fill(2 ** 32 - 1);
      return;
    default:
      keys.filter[at] = keys.filter[at]! ^ (1 << chance.below(32));
  }
}

function whatTheHeaderSays(keys: KeysOf, chance: Chance): void {
  const what = chance.pick(['seed', 'size', 'width'] as const);
  keys[what] = what === 'width' ? chance.pick([0, 1, 2, 3, 4, 5, 255, 2 ** 32 - 1]) : nearOrFar(keys[what], [keys.size, keys.width], chance);
}

function aCombinationWord(bytes: Uint8Array, chance: Chance): Uint8Array {
  const parts = partsOf(bytes);
  const { combinations } = parts;
  const at = chance.below(combinations.length);
  if (combinations.length > 0) combinations[at] = nearOrFar(combinations[at]!, combinations, chance);
  return snapshotOfParts(parts);
}

/** Combinations of lists taken out, put in, exchanged, or with the entries of another. */
function theCombinations(bytes: Uint8Array, chance: Chance): Uint8Array {
  const parts = partsOf(bytes);
  const all = combinationsOf(parts.combinations);
  const [one, other] = [chance.below(all.length), chance.below(all.length)];
  switch (chance.below(6)) {
    case 0:
      all.splice(one, 1);
      break;
    case 1:
      all.splice(one, 0, [...all[other]!]);
      break;
    case 2:
      [all[one], all[other]] = [all[other]!, all[one]!];
      break;
    case 3:
      [all[one]![0], all[other]![0]] = [all[other]![0]!, all[one]![0]!];
      break;
    case 4:
      all.push(...Array.from({ length: 50 }, () => [0, 0]));
      break;
    default:
      all[one] = [all[one]![0]!, 2, 0, chance.pick([0, 1, 2, 3, 2 ** 32 - 1])];
  }
  parts.combinations = Uint32Array.from(all.flat());
  return snapshotOfParts(parts);
}

function combinationsOf(words: Uint32Array): number[][] {
  const all: number[][] = [];
  for (let at = 0; at < words.length; at += 2 + words[at + 1]!) all.push([...words.slice(at, at + 2 + words[at + 1]!)]);
  return all;
}

/** Values of every type, among them those that mean something somewhere in a frame. */
const VALUES: readonly unknown[] = [
  null, true, false, 0, -1, 1e300, '', '/', 'partners', 'list0', '__proto__', '*', '\u0000', '\ud800', 'B\u00fccher.example', 'inbound', 'TLSv1.3', 'testing', [], {}, ['/'], [null], { name: 'a', description: '' },
  { name: 'partners', description: 7 }, { path: '/' }, { host: 'a.example' }, { parsedPolicy: true }, '/Sales', 'x'.repeat(1000), 'caf\u0065\u0301',
];
const MEMBERS: readonly string[] = ['policy', 'lists', 'userOrgUnits', 'addressLists', 'users', 'name', 'description', 'orgUnits', 'domains', 'routes', '__proto__', 'constructor', 'parsedPolicy', 'toJSON', 'caseSensitiveLocalParts', 'alignment', 'unknownAuthor', 'alternateSecureRoute', 'unknown'];

function theFrame(bytes: Uint8Array, chance: Chance): Uint8Array {
  const parts = partsOf(bytes);
  if (chance.below(8) === 0) parts.frame = asText(parts.frame, chance);
  else {
    const frame = frameOf(parts);
    parts.frame = new TextEncoder().encode(JSON.stringify(changeSomewhere(frame, chance)));
  }
  return snapshotOfParts(parts);
}

/** The text of the frame, which need not stay JSON or UTF-8. */
function asText(frame: Uint8Array, chance: Chance): Uint8Array {
  const changes: (() => ArrayLike<number>)[] = [
    () => frame.slice(0, chance.below(frame.length)),
    () => [...frame, 0x20, 0x0a],
    () => [0xef, 0xbb, 0xbf, ...frame],
    () => frame.map((byte, at) => (at === chance.below(frame.length) ? 0xff : byte)),
    () => new TextEncoder().encode('['.repeat(5000)),
    () => [],
  ];
  return Uint8Array.from(chance.pick(changes)());
}

/** One member or element somewhere is changed, taken out, doubled, renamed or put in. */
function changeSomewhere(value: unknown, chance: Chance): unknown {
  if (typeof value !== 'object' || value === null || chance.below(12) === 0) return chance.pick(VALUES);
  return Array.isArray(value) ? changedArray(value, chance) : changedObject(value as Record<string, unknown>, chance);
}

function changedArray(value: readonly unknown[], chance: Chance): unknown[] {
  const changed = [...value];
  const at = chance.below(value.length + 1);
  const kind = chance.below(6);
  if (kind === 0) changed.splice(at, 0, chance.pick(VALUES));
  else if (kind === 1) changed.splice(at, 1);
  else if (kind === 2 && at < value.length) changed.splice(at, 0, value[at]);
  else if (kind === 3) changed.reverse();
  else if (at < value.length) changed[at] = changeSomewhere(value[at], chance);
  return changed;
}

function changedObject(value: Readonly<Record<string, unknown>>, chance: Chance): unknown {
  const members = Object.entries(value);
  const at = chance.below(members.length + 1);
  const [name, member] = members[at] ?? [chance.pick(MEMBERS), chance.pick(VALUES)];
  const kind = chance.below(8);
  if (kind === 0) members.splice(at, 1);
  else if (kind === 1) members[at] = [chance.pick(MEMBERS), member];
  else if (kind === 2) members.push([chance.pick(MEMBERS), chance.pick(VALUES)]);
  else members[at] = [name, changeSomewhere(member, chance)];
  return Object.fromEntries(members);
}

function theWildcardDepths(bytes: Uint8Array, chance: Chance): Uint8Array {
  const parts = partsOf(bytes);
  parts.wildcardDepths = chance.pick([0, 2 ** 32 - 1, 1, 2 ** 31, parts.wildcardDepths ^ (1 << chance.below(32)), chance.below(2 ** 32)]) >>> 0;
  return snapshotOfParts(parts);
}

function theParts(bytes: Uint8Array, chance: Chance): Uint8Array {
  const parts = partsOf(bytes);
  const { entries, users } = parts;
  switch (chance.below(8)) {
    case 0:
      [parts.entries, parts.users] = [users, entries];
      break;
    case 1:
      parts.users = entries;
      break;
    case 2:
      parts.entries = { ...users, size: entries.size };
      break;
    case 3:
      parts.combinations = new Uint32Array(0);
      break;
    case 4:
      entries.pool = Uint8Array.from([...entries.pool, ...entries.pool]);
      entries.directory[entries.directory.length - 1] = entries.pool.length;
      break;
    case 5:
      entries.filter = users.filter;
      break;
    case 6:
      entries.directory = new Uint32Array(chance.below(3));
      break;
    default:
      entries.pool = new Uint8Array(entries.pool.length);
  }
  return snapshotOfParts(parts);
}
