// Which entries of which lists match an address: one look-up for all lists together (S-3.3, S-3.4). The interface is narrow, so that more than one
// structure can stand behind it.

import type { AddressListEntry, EntryKind } from './address-list-entry.js';
import type { Address } from './address.js';

export interface AddressIndex {
  /** The address that a text is, and what matches it; null for what is no address. */
  matchesOf(text: string, caseSensitive: boolean): AddressMatches | null;
  /** Is told which texts {@link matchesOf} will be asked for next, if there are several: a large index can make ready for them together. */
  foresee(texts: readonly unknown[], start: number, end: number): void;
  /** Every entry that matches the address, once for all lists that hold it; in no particular order. */
  matching(address: Address): readonly EntryMatch[];
  /** Every value with the lists that hold it, in no particular order; made anew for whoever asks. */
  entries(): Iterable<readonly [value: string, memberships: Memberships]>;
  /** The lists that hold an entry of this canonical value. */
  membershipsOf(value: string): Memberships;
  /** The entries of each list, by its place, sorted by value. Made anew for whoever asks. */
  entriesByList(): readonly (readonly AddressListEntry[])[];
  /** The entries of one list, sorted by value. */
  entriesOf(list: number): readonly AddressListEntry[];
}

export interface AddressMatches {
  readonly address: Address;
  readonly entries: readonly EntryMatch[];
}

/** An entry that matches, and the lists that hold it. */
export interface EntryMatch {
  readonly kind: EntryKind;
  readonly value: string;
  /** The canonical address that it matches. */
  readonly address: string;
  readonly memberships: Memberships;
}

/** The lists that hold an entry, in their order: frozen, and shared by all entries that the same lists hold alike. */
export type Memberships = readonly Membership[];

export interface Membership {
  /** The place of the list in the policy's lists. */
  readonly list: number;
  readonly requireAuthentication: boolean;
}
