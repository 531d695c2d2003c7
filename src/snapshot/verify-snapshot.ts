// Every entry of a snapshot, looked at: for files from somebody who is not trusted, and for tests. It takes as long as reading the policy anew.

import { parseEntry } from '../model/address-list-entry.js';
import { parseAddress } from '../model/address.js';
import type { AddressList, PolicyContent } from '../model/policy.js';
import { quote } from '../model/quotation.js';
import { textOfUtf8 } from '../model/utf8.js';
import { depthBit, PackedIndex } from '../lists/packed-index.js';
import { PackedUsers } from '../lists/packed-users.js';
import type { PackedKeys } from '../packed/packed-keys.js';
import { contentOf } from '../policy/parsed-policy.js';
import { policyOf } from './open-snapshot.js';
import type { SnapshotBytes } from './open-snapshot.js';
import { SnapshotError } from './snapshot-error.js';

/**
 * Checks a snapshot down to its last entry: each is canonical, stands once and where a look-up finds it, and the lists have as many as they say. Then the
 * engine of the snapshot decides as one that is compiled from its policy document.
 *
 * @throws SnapshotError that names what is wrong
 */
export function verifySnapshot(bytes: SnapshotBytes): void {
  const content = contentOf(policyOf(bytes));
  if (content.index instanceof PackedIndex) verifyEntries(content.index, content);
  if (content.users instanceof PackedUsers) verifyUsers(content.users, content);
}

function verifyEntries({ keys, memberships, wildcardDepths }: PackedIndex, { addressLists, caseSensitiveLocalParts }: PolicyContent): void {
  const sizes = addressLists.map(() => 0);
  const optional = new Set<number>();
  forEachKey(keys, (value, number) => {
    const lists = memberships[number] ?? [];
    const reading = parseEntry(value, caseSensitiveLocalParts);
    const isReachable = !value.startsWith('*.') || (wildcardDepths & depthBit(value.split('.').length - 1)) !== 0;
    if (lists.length === 0 || !reading.ok || reading.value !== value || !isReachable) throw invalid(`the entry ${quote(value)}`);
    for (const { list, requireAuthentication } of lists) {
      sizes[list] = (sizes[list] ?? 0) + 1;
      if (!requireAuthentication) optional.add(list);
    }
  });
  const isWrong = ({ size, everyEntryRequiresAuthentication }: AddressList, place: number): boolean =>
    size !== sizes[place] || everyEntryRequiresAuthentication === optional.has(place);
  const wrong = addressLists.find(isWrong);
  if (wrong !== undefined) throw invalid(`the number of entries of the list ${quote(wrong.name)}`);
}

function verifyUsers({ keys, orgUnits }: PackedUsers, { caseSensitiveLocalParts }: PolicyContent): void {
  forEachKey(keys, (address, number) => {
    if (parseAddress(address, caseSensitiveLocalParts)?.text !== address || orgUnits[number] === undefined) throw invalid(`the user ${quote(address)}`);
  });
}

/** Of equal keys, a look-up finds one alone. */
function forEachKey(keys: PackedKeys, visit: (text: string, number: number) => void): void {
  let count = 0;
  for (const [bytes, number, place] of keys.entries()) {
    const text = textOfUtf8(bytes);
    if (text === null || keys.placeOf(bytes) !== place) throw invalid(`${quote(text ?? bytes)}, which no look-up finds`);
    visit(text, number);
    count++;
  }
  if (count !== keys.parts.size) throw invalid(`the number of its keys: it says ${keys.parts.size} and has ${count}`);
}

function invalid(what: string): SnapshotError {
  return new SnapshotError('invalid', `the snapshot contradicts itself in ${what}; make it anew from its policy`);
}
