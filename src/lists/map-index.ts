// The index of a policy with few entries: a map from the value of an entry to the lists that hold it.

import { isAddressLiteral } from '../model/address-literal.js';
import type { AddressListEntry } from '../model/address-list-entry.js';
import type { AddressIndex, AddressMatches, EntryMatch, Memberships } from '../model/address-index.js';
import { parseAddress } from '../model/address.js';
import type { Address } from '../model/address.js';
import { parentDomains } from '../model/domain.js';
import { entriesByList } from './entry-order.js';

export class MapIndex implements AddressIndex {
  /** An address has an `@` outside a literal, a wildcard begins with `*.`, so no two kinds of entries have one value. */
  private readonly memberships: ReadonlyMap<string, Memberships>;
  private readonly lists: number;
  private readonly everyone: Memberships | undefined;
  private readonly hasWildcards: boolean;

  /** @param lists - how many there are, those without entries included */
  constructor(memberships: ReadonlyMap<string, Memberships>, lists: number) {
    this.memberships = memberships;
    this.lists = lists;
    this.everyone = memberships.get('*');
    this.hasWildcards = [...memberships.keys()].some((value) => value.startsWith('*.'));
  }

  matchesOf(text: string, caseSensitive: boolean): AddressMatches | null {
    const address = parseAddress(text, caseSensitive);
    return address && { address, entries: this.matching(address) };
  }

  foresee(): void {
    // A small index is near in any case.
  }

  matching({ text, domain }: Address): readonly EntryMatch[] {
    const { memberships, everyone, hasWildcards } = this;
    const byAddress = memberships.get(text);
    const byDomain = memberships.get(domain);
    if (byAddress === undefined && byDomain === undefined && everyone === undefined && !hasWildcards) return NONE;
    const found: EntryMatch[] = [];
    if (byAddress !== undefined) found.push({ kind: 'address', value: text, address: text, memberships: byAddress });
    if (byDomain !== undefined) found.push({ kind: 'domain', value: domain, address: text, memberships: byDomain });
    if (hasWildcards && !isAddressLiteral(domain)) this.addWildcards(domain, text, found);
    if (everyone !== undefined) found.push({ kind: 'everyone', value: '*', address: text, memberships: everyone });
    return found;
  }

  private addWildcards(domain: string, address: string, found: EntryMatch[]): void {
    for (const parent of parentDomains(domain)) {
      const value = `*.${parent}`;
      const memberships = this.memberships.get(value);
      if (memberships !== undefined) found.push({ kind: 'subdomains', value, address, memberships });
    }
  }

  entries(): Iterable<readonly [value: string, memberships: Memberships]> {
    return this.memberships;
  }

  membershipsOf(value: string): Memberships {
    return this.memberships.get(value) ?? NO_MEMBERSHIPS;
  }

  entriesByList(): readonly (readonly AddressListEntry[])[] {
    return entriesByList(this.memberships, this.lists);
  }

  entriesOf(list: number): readonly AddressListEntry[] {
    return this.entriesByList()[list] ?? [];
  }
}

const NONE: readonly EntryMatch[] = Object.freeze([]);
const NO_MEMBERSHIPS: Memberships = Object.freeze([]);
