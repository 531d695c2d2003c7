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

  /** @param lists - how many there are, those without entries included */
  constructor(memberships: ReadonlyMap<string, Memberships>, lists: number) {
    this.memberships = memberships;
    this.lists = lists;
  }

  matchesOf(text: string, caseSensitive: boolean): AddressMatches | null {
    const address = parseAddress(text, caseSensitive);
    return address && { address, entries: this.matching(address) };
  }

  foresee(): void {
    // A small index is near in any case.
  }

  matching({ text, domain }: Address): readonly EntryMatch[] {
    const found: EntryMatch[] = [];
    const look = (kind: EntryMatch['kind'], value: string): void => {
      const memberships = this.memberships.get(value);
      if (memberships !== undefined) found.push({ kind, value, address: text, memberships });
    };
    look('address', text);
    look('domain', domain);
    if (!isAddressLiteral(domain)) for (const parent of parentDomains(domain)) look('subdomains', `*.${parent}`);
    look('everyone', '*');
    return found;
  }

  entriesByList(): readonly (readonly AddressListEntry[])[] {
    return entriesByList(this.memberships, this.lists);
  }

  entriesOf(list: number): readonly AddressListEntry[] {
    return this.entriesByList()[list] ?? [];
  }
}
