// The other side of a message, inbound its author and outbound one recipient, and the entries that match it (S-3.3, S-4).

import type { AddressIndex, EntryMatch } from '../model/address-index.js';
import type { Address } from '../model/address.js';
import type { Authenticated } from './authentication.js';

/** An unknown partner matches every entry: it must not escape a rule by being broken (S-4.3, S-4.4). */
export type Partner = { readonly kind: 'known'; readonly addresses: readonly PartnerAddress[] } | { readonly kind: 'unknown' };

export interface PartnerAddress {
  readonly address: Address;
  /** Asked only where an entry requires it (S-3.5). */
  readonly authenticated: () => Authenticated;
}

export const unknownPartner: Partner = Object.freeze({ kind: 'unknown' });

/** The entries whose address part matches a known partner, those that fail for want of authentication included. */
export interface Hits {
  readonly entries: readonly EntryMatch[];
  /** How authentication stands, for each entry, in the lists that require it; `no`: there it does not match (S-5.3). Outbound null. */
  readonly authenticated: readonly Authenticated[] | null;
}

export function hitsOf(addresses: readonly PartnerAddress[], index: AddressIndex): Hits {
  const entries: EntryMatch[] = [];
  const authenticated: Authenticated[] = [];
  for (const { address, authenticated: isAuthenticated } of addresses) {
    for (const entry of index.matching(address)) {
      entries.push(entry);
      authenticated.push(isRequired(entry) ? isAuthenticated() : 'unknown');
    }
  }
  return { entries, authenticated };
}

function isRequired({ memberships }: EntryMatch): boolean {
  return memberships.some(({ requireAuthentication }) => requireAuthentication);
}
