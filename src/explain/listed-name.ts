// The entries of all lists as names to compare with: a local part, where the entry is an address, and a domain.

import type { AddressListEntry } from '../model/address-list-entry.js';
import type { Address } from '../model/address.js';

export interface ListedName {
  /** The place of the list. */
  readonly list: number;
  readonly entry: AddressListEntry;
  /** As it is written before the domain, with its `@`; '' for what is no address. */
  readonly localPart: string;
  /** Of a wildcard `*.example.com` it is `example.com`. */
  readonly domain: string;
}

/** Every entry but `*`, which everything valid matches. */
export function listedNames(lists: readonly { readonly entries: readonly AddressListEntry[] }[]): ListedName[] {
  return lists.flatMap(({ entries }, list) => entries.flatMap((entry) => readName(entry, list)));
}

export function writtenLocalPart({ text, domain }: Address): string {
  return text.slice(0, text.length - domain.length);
}

function readName(entry: AddressListEntry, list: number): ListedName[] {
  const { kind, value } = entry;
  switch (kind) {
    case 'everyone':
      return [];
    case 'domain':
      return [{ list, entry, localPart: '', domain: value }];
    case 'subdomains':
      return [{ list, entry, localPart: '', domain: value.slice('*.'.length) }];
    case 'address': {
      const domain = value.lastIndexOf('@') + 1;
      return [{ list, entry, localPart: value.slice(0, domain), domain: value.slice(domain) }];
    }
  }
}
