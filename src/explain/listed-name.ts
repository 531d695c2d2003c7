// The entries of all lists as names to compare with: a local part, where the entry is an address, and a domain.

import type { AddressListEntry } from '../model/address-list-entry.js';
import type { Address } from '../model/address.js';

export interface ListedName {
  /** As it is written before the domain, with its `@`; '' for what is no address. */
  readonly localPart: string;
  /** Of a wildcard `*.example.com` it is `example.com`. */
  readonly domain: string;
}

/** Null for `*`, which everything valid matches. */
export function nameOf({ kind, value }: AddressListEntry): ListedName | null {
  switch (kind) {
    case 'everyone':
      return null;
    case 'domain':
      return { localPart: '', domain: value };
    case 'subdomains':
      return { localPart: '', domain: value.slice('*.'.length) };
    case 'address': {
      const domain = value.lastIndexOf('@') + 1;
      return { localPart: value.slice(0, domain), domain: value.slice(domain) };
    }
  }
}

export function writtenLocalPart({ text, domain }: Address): string {
  return text.slice(0, text.length - domain.length);
}
