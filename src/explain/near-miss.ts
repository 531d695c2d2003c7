// Near misses: entries that an administrator might think had matched an address, and that did not, for matching is exact (S-3.3, S-11.2).

import type { AddressListEntry } from '../model/address-list-entry.js';
import type { Address } from '../model/address.js';
import { parentDomains } from '../model/domain.js';
import { byCodeUnits } from '../model/text.js';
import type { NearMiss } from './explanation.js';
import type { ListedName } from './listed-name.js';
import { listedNames, writtenLocalPart } from './listed-name.js';
import { indexLookAlikes } from './look-alike.js';
import { NameMap } from './name-map.js';

/** A near miss and the list of the entry, by its place in the policy's lists. */
export interface ListedNearMiss extends NearMiss {
  readonly list: number;
  readonly kind: 'subdomain' | 'parent-domain' | 'look-alike';
}

export interface NearMissIndex {
  /** One near miss at most for an entry of a list, of the first kind that holds; none for an entry that matches. Sorted by entry (code units), then list. */
  of(address: Address): readonly ListedNearMiss[];
}

/**
 * Makes the near misses of any address quick to find: time and memory linear in the entries.
 *
 * @param organizationalDomain - the registrable domain of a domain; where it throws or answers what is no part of the domain, there is none
 * @see clause S-11.2
 */
export function indexNearMisses(
  lists: readonly { readonly entries: readonly AddressListEntry[] }[],
  organizationalDomain: (domain: string) => string | null,
): NearMissIndex {
  const names = listedNames(lists);
  const lookAlikes = indexLookAlikes(names, organizationalDomain);
  const byDomain = new NameMap();
  const byParent = new NameMap();
  for (const name of names) {
    // A wildcard really matches what is below its domain, and is itself below its domain.
    const wildcard = name.entry.kind === 'subdomains';
    if (!wildcard) byDomain.add(name, name.domain);
    else byParent.add(name, name.domain);
    for (const parent of parentDomains(name.domain)) byParent.add(name, parent);
  }
  return {
    of: (address) => {
      const localPart = writtenLocalPart(address);
      return listed(address, [
        ['look-alike', lookAlikes.of(address)],
        ['parent-domain', isBareTopLevel(address.domain) ? [] : byParent.get(localPart, [address.domain])],
        ['subdomain', byDomain.get(localPart, parentDomains(address.domain))],
      ]);
    },
  };
}

function isBareTopLevel(domain: string): boolean {
  return !domain.includes('.');
}

type Found = readonly [kind: ListedNearMiss['kind'], names: readonly ListedName[]];

/** Of the kinds that hold for a name the last one counts. Names of equal entries were found list by list, and the sort keeps their order. */
function listed(address: Address, found: readonly Found[]): readonly ListedNearMiss[] {
  const kinds = new Map<ListedName, ListedNearMiss['kind']>();
  for (const [kind, names] of found) {
    for (const name of names) kinds.set(name, kind);
  }
  const misses = [...kinds].map(([{ list, entry }, kind]) => Object.freeze({ list, entry: entry.value, address: address.text, kind }));
  return Object.freeze(misses.sort((a, b) => byCodeUnits(a.entry, b.entry)));
}
