// The other side of a message, inbound its author and outbound one recipient, and the entries that match it (S-3.3, S-4).

import type { AddressIndex, ListedEntry } from '../compile/address-index.js';
import type { Match } from '../model/decision.js';
import type { Address } from '../model/address.js';
import type { Authenticated } from './authentication.js';

/** An unknown partner matches every entry: it must not escape a rule by being broken (S-4.3, S-4.4). */
export type Partner = { readonly kind: 'known'; readonly addresses: readonly PartnerAddress[] } | { readonly kind: 'unknown' };

export interface PartnerAddress {
  readonly address: Address;
  /** Asked only where an entry requires it; outbound null, for there it counts nothing (S-3.5). */
  readonly authenticated: (() => Authenticated) | null;
}

export const unknownPartner: Partner = Object.freeze({ kind: 'unknown' });

/** An entry whose address part matches, and whether sender authentication lets it. */
export interface Hit extends ListedEntry {
  readonly address: Address;
  readonly authenticated: Match['authenticated'] | 'no';
}

/** Every entry that matches an address of a known partner, those that fail for want of authentication included. */
export function hitsOf(addresses: readonly PartnerAddress[], index: AddressIndex): Hit[] {
  return addresses.flatMap(({ address, authenticated }) =>
    index.matching(address).map((listed) => ({
      list: listed.list,
      entry: listed.entry,
      address,
      authenticated: authenticated === null || !listed.entry.requireAuthentication ? 'not-required' : authenticated(),
    })),
  );
}
