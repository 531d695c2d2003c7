// Which entries of which lists match an address: one look-up for all lists together (S-3.3, S-3.4). The interface is narrow, so that another
// structure can stand behind it.

import { isAddressLiteral } from '../model/address-literal.js';
import type { AddressListEntry } from '../model/address-list-entry.js';
import type { Address } from '../model/address.js';
import { parentDomains } from '../model/domain.js';
import { append } from '../model/multimap.js';

/** An entry and the list that holds it, by its place in the policy's lists. */
export interface ListedEntry {
  readonly list: number;
  readonly entry: AddressListEntry;
}

export interface AddressIndex {
  /** Every entry of every list that matches the address, in no particular order. */
  matching(address: Address): readonly ListedEntry[];
}

export function buildAddressIndex(lists: readonly { readonly entries: readonly AddressListEntry[] }[]): AddressIndex {
  /** Domains and addresses by their canonical text: an address has an `@` outside a literal, so the two never meet. */
  const exact = new Map<string, ListedEntry[]>();
  /** Wildcard entries by the domain that they stand below. */
  const below = new Map<string, ListedEntry[]>();
  const everyone: ListedEntry[] = [];
  lists.forEach(({ entries }, list) => {
    for (const entry of entries) {
      const listed: ListedEntry = Object.freeze({ list, entry });
      if (entry.kind === 'everyone') everyone.push(listed);
      else if (entry.kind === 'subdomains') append(below, entry.value.slice('*.'.length), listed);
      else append(exact, entry.value, listed);
    }
  });
  return { matching: (address) => [...exactMatches(exact, address), ...wildcardMatches(below, address), ...everyone] };
}

function exactMatches(exact: ReadonlyMap<string, readonly ListedEntry[]>, address: Address): readonly ListedEntry[] {
  const byAddress = exact.get(address.text);
  const byDomain = exact.get(address.domain);
  if (byAddress === undefined) return byDomain ?? NONE;
  return byDomain === undefined ? byAddress : [...byAddress, ...byDomain];
}

function wildcardMatches(below: ReadonlyMap<string, readonly ListedEntry[]>, address: Address): readonly ListedEntry[] {
  if (below.size === 0 || isAddressLiteral(address.domain)) return NONE;
  const found: ListedEntry[] = [];
  for (const parent of parentDomains(address.domain)) for (const listed of below.get(parent) ?? NONE) found.push(listed);
  return found;
}

const NONE: readonly ListedEntry[] = Object.freeze([]);
