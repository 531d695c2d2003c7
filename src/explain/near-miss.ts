// Near misses: entries that an administrator might think had matched an address, and that did not, for matching is exact (S-3.3, S-11.2).

import type { AddressListEntry } from '../model/address-list-entry.js';
import type { Address } from '../model/address.js';
import { parentDomains } from '../model/domain.js';
import { byCodeUnits } from '../model/text.js';
import type { NearMiss } from './explanation.js';
import { EntriesByDomain } from './entries-by-domain.js';
import { writtenLocalPart } from './listed-name.js';
import { indexLookAlikes } from './look-alike.js';
import { nameMap } from './name-map.js';
import { NumberMap } from './number-map.js';

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
  lists: readonly (readonly AddressListEntry[])[],
  organizationalDomain: (domain: string) => string | null,
): NearMissIndex {
  const entries = new EntriesByDomain(lists);
  const lookAlikes = indexLookAlikes(entries, organizationalDomain);
  const below = new NumberMap();
  for (const [domain, number] of entries.domains()) {
    for (const parent of parentDomains(domain)) if (!isBareTopLevel(parent)) below.add(parent, number);
  }
  const byDomain = nameMap(entries, (domain) => entries.domain(domain));
  const byParent = nameMap(entries, (parent) => below.get(parent));
  const isWildcard = (number: number): boolean => entries.entry(number)?.kind === 'subdomains';
  return {
    of: (address) => {
      const { domain } = address;
      const localPart = writtenLocalPart(address);
      // A wildcard really matches what is below its domain, and is itself below its domain.
      const wildcards = isBareTopLevel(domain) ? [] : byDomain.get('', domain).filter(isWildcard);
      const above = [...parentDomains(domain)].flatMap((parent) => byDomain.get(localPart, parent));
      const kinds = kindOfEach([
        ['look-alike', lookAlikes.of(address)],
        ['parent-domain', [...wildcards, ...byParent.get(localPart, domain)]],
        ['subdomain', above.filter((number) => !isWildcard(number))],
      ]);
      return listed(address, kinds, entries);
    },
  };
}

function isBareTopLevel(domain: string): boolean {
  return !domain.includes('.');
}

type Kind = ListedNearMiss['kind'];

/** Of the kinds that hold for an entry the last one counts. */
function kindOfEach(found: readonly (readonly [kind: Kind, numbers: readonly number[]])[]): Map<number, Kind> {
  const kinds = new Map<number, Kind>();
  for (const [kind, numbers] of found) for (const number of numbers) kinds.set(number, kind);
  return kinds;
}

function listed(address: Address, kinds: ReadonlyMap<number, Kind>, entries: EntriesByDomain): readonly ListedNearMiss[] {
  const inOrder = [...kinds].sort(([a], [b]) => a - b);
  const misses = inOrder.map(([number, kind]) => Object.freeze({ list: entries.list(number), entry: entries.entry(number)?.value ?? '', address: address.text, kind }));
  return Object.freeze(misses.sort((a, b) => byCodeUnits(a.entry, b.entry)));
}
