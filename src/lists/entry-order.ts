// The entries of each list in order, as they are listed (S-3.7).

import { kindOfEntry } from '../model/address-list-entry.js';
import type { AddressListEntry } from '../model/address-list-entry.js';
import type { Memberships } from '../model/address-index.js';
import { byCodeUnits } from '../model/text.js';

/**
 * @param entries - the value of each entry with the lists that hold it
 * @param lists - how many there are, those without entries included
 */
export function entriesByList(entries: Iterable<readonly [value: string, memberships: Memberships]>, lists: number): AddressListEntry[][] {
  const byList = Array.from({ length: lists }, (): AddressListEntry[] => []);
  for (const [value, memberships] of entries) {
    const kind = kindOfEntry(value);
    for (const { list, requireAuthentication } of memberships) byList[list]?.push(Object.freeze({ value, kind, requireAuthentication }));
  }
  for (const listed of byList) listed.sort((a, b) => byCodeUnits(a.value, b.value));
  return byList;
}
