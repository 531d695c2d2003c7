// The two indexes, made of the same lists whatever their size: the one of few entries from a map that is put together here, in the plainest way,
// the one of many through the collector.
import { EntryCollector } from '../../../src/lists/entry-collector.js';
import { MapIndex } from '../../../src/lists/map-index.js';
import type { PackedIndex } from '../../../src/lists/packed-index.js';
import type { Membership } from '../../../src/model/address-index.js';
import type { AddressListEntry } from '../../../src/model/address-list-entry.js';

/** The entries of each list, by its place. */
export type EntriesByList = readonly (readonly Pick<AddressListEntry, 'value' | 'requireAuthentication'>[])[];

export function mapIndexOf(lists: EntriesByList): MapIndex {
  const memberships = new Map<string, Membership[]>();
  lists.forEach((entries, list) => {
    for (const { value, requireAuthentication } of entries) {
      const present = memberships.get(value) ?? [];
      if (present.some((membership) => membership.list === list)) throw new Error(`${value} is twice in list ${list}`);
      memberships.set(value, [...present, { list, requireAuthentication }]);
    }
  });
  return new MapIndex(memberships, lists.length);
}

export function packedIndexOf(lists: EntriesByList): PackedIndex {
  const collector = new EntryCollector();
  lists.forEach((entries, list) => {
    for (const { value, requireAuthentication } of entries) collector.add(value, list, requireAuthentication);
  });
  return collector.packedIndex(lists.length);
}

/** For `describe.each`. */
export const BOTH_INDEXES = [
  ['MapIndex', mapIndexOf],
  ['PackedIndex', packedIndexOf],
] as const;
