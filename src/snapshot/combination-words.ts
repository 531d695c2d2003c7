// The combinations of lists as words: for each, how many entries it has, how many lists, and a word for each list.

import type { Membership, Memberships } from '../model/address-index.js';
import { SnapshotError } from './snapshot-error.js';

/** A combination of lists and how many entries it is that of. */
export interface CountedCombination {
  readonly memberships: Memberships;
  readonly entries: number;
}

export function combinationWords(combinations: readonly CountedCombination[]): Uint32Array {
  return Uint32Array.from(combinations.flatMap(({ memberships, entries }) => [entries, memberships.length, ...memberships.map(wordOf)]));
}

function wordOf({ list, requireAuthentication }: Membership): number {
  return list * 2 + (requireAuthentication ? 1 : 0);
}

/** @param lists - how many there are @throws SnapshotError */
export function readCombinations(words: Uint32Array, lists: number): CountedCombination[] {
  const combinations: CountedCombination[] = [];
  for (let at = 0; at < words.length; ) {
    const entries = words[at] ?? 0;
    const end = at + 2 + (words[at + 1] ?? 0);
    if (end > words.length) throw invalid();
    combinations.push({ entries, memberships: readMemberships(words.subarray(at + 2, end), lists) });
    at = end;
  }
  return combinations;
}

/** Each list once, in their order. */
function readMemberships(words: Uint32Array, lists: number): Memberships {
  const memberships = Array.from(words, (word): Membership => Object.freeze({ list: word >>> 1, requireAuthentication: (word & 1) === 1 }));
  const inOrder = memberships.every(({ list }, place) => list < lists && (place === 0 || (memberships[place - 1]?.list ?? lists) < list));
  if (!inOrder) throw invalid();
  return Object.freeze(memberships);
}

function invalid(): SnapshotError {
  return new SnapshotError('invalid', 'the combinations of lists in the snapshot contradict themselves; make the snapshot anew from its policy');
}
