// A compiled policy as one buffer.

import { contentOf } from '../policy/parsed-policy.js';
import { policyDocumentOf } from '../policy/policy-document.js';
import type { PolicyEngine } from '../engine.js';
import { EntryCollector } from '../lists/entry-collector.js';
import { PackedIndex } from '../lists/packed-index.js';
import { packUsers, PackedUsers } from '../lists/packed-users.js';
import type { PolicyContent } from '../model/policy.js';
import { utf8Bytes } from '../model/utf8.js';
import type { PackedParts } from '../packed/packed-keys.js';
import { checksumOf } from './checksum.js';
import { combinationWords } from './combination-words.js';
import type { CountedCombination } from './combination-words.js';
import { frameText } from './frame.js';
import { CHECKED_FROM, CHECKSUM_AT, keysHeaderOf, placesOf, WORD, writeHeader } from './layout.js';
import type { Header, KeysPlaces } from './layout.js';

/**
 * The policy of an engine as a snapshot: one buffer that `openSnapshot` opens in milliseconds, however many entries there are.
 *
 * It holds the policy and nothing else: `orgUnitOf`, `organizationalDomain` and the reply profile are given anew when it is opened. The same policy gives
 * the same bytes in any process as long as its entries are in the same order.
 *
 * @param engine - what `compilePolicy` or `openSnapshot` returned
 * @param options - what the buffer is; left out: an ArrayBuffer
 * @param options.shared - true: a SharedArrayBuffer, of which `worker_threads` use one copy together. Default false
 * @throws TypeError for what is no engine, RangeError for a policy too large for one buffer
 * @example const engineAgain = openSnapshot(snapshotOf(engine));
 */
export function snapshotOf(engine: PolicyEngine, options: { shared: true }): SharedArrayBuffer;
export function snapshotOf(engine: PolicyEngine, options?: { shared?: false }): ArrayBuffer;
export function snapshotOf(engine: PolicyEngine, options?: { shared?: boolean }): ArrayBuffer | SharedArrayBuffer {
  const content = contentOf(engine.policy);
  const index = packedIndexOf(content);
  const users = content.users instanceof PackedUsers ? content.users : packUsers(content.users.entries());
  const frame = utf8Bytes(frameOf(content, users));
  const combinations = combinationWords(countedCombinations(index));
  const entries = index.keys.parts;
  const header: Header = {
    frame: frame.length,
    combinations: combinations.length,
    entries: keysHeaderOf(entries),
    users: keysHeaderOf(users.keys.parts),
    wildcardDepths: index.wildcardDepths,
  };
  const places = placesOf(header);
  const buffer = options?.shared === true ? new SharedArrayBuffer(places.end) : new ArrayBuffer(places.end);
  const words = new Uint32Array(buffer);
  writeHeader(words, header);
  const bytes = new Uint8Array(buffer);
  for (let at = 0; at < frame.length; at++) bytes[places.frame + at] = frame.charCodeAt(at);
  words.set(combinations, places.combinations / WORD);
  writeKeys(words, bytes, places.entries, entries);
  writeKeys(words, bytes, places.users, users.keys.parts);
  words.set(checksumOf(words, CHECKED_FROM), CHECKSUM_AT);
  return buffer;
}

/** A policy with few entries has a map of them, which is packed now. */
function packedIndexOf({ index, addressLists }: PolicyContent): PackedIndex {
  if (index instanceof PackedIndex) return index;
  const collector = new EntryCollector();
  for (const [list, entries] of index.entriesByList().entries()) {
    for (const { value, requireAuthentication } of entries) collector.add(value, list, requireAuthentication);
  }
  return collector.packedIndex(addressLists.length);
}

function frameOf(content: PolicyContent, users: PackedUsers): string {
  const bare: PolicyContent = { ...content, addressLists: [], users: new Map() };
  const lists = content.addressLists.map(({ name, description }) => ({ name, description }));
  return frameText({ policy: policyDocumentOf(bare), lists, userOrgUnits: users.orgUnits });
}

function countedCombinations({ keys, memberships }: PackedIndex): CountedCombination[] {
  const counts = keys.countByNumber(memberships.length);
  return memberships.map((lists, combination) => ({ memberships: lists, entries: counts[combination] ?? 0 }));
}

function writeKeys(words: Uint32Array, bytes: Uint8Array, places: KeysPlaces, { filter, directory, pool }: PackedParts): void {
  words.set(filter, places.filter / WORD);
  words.set(directory, places.directory / WORD);
  bytes.set(pool, places.pool);
}
