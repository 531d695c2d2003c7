// Entries and addresses for the tests of this folder, read as a policy reads them.
import { parseEntry } from '../../../src/model/address-list-entry.js';
import type { AddressListEntry } from '../../../src/model/address-list-entry.js';
import { parseAddress } from '../../../src/model/address.js';
import type { Address } from '../../../src/model/address.js';

export function listOf(...items: string[]): AddressListEntry[] {
  return items.map(entryOf);
}

export function entryOf(item: string): AddressListEntry {
  const reading = parseEntry(item, false);
  if (!reading.ok) throw new Error(reading.message);
  return { value: reading.value, kind: reading.kind, requireAuthentication: true };
}

export function addressOf(text: string): Address {
  const address = parseAddress(text, false);
  if (address === null) throw new Error(`${text} is not an address`);
  return address;
}

/** A public suffix list of two: `co.uk`, and any last label. */
export function registrableOf(domain: string): string | null {
  const labels = domain.split('.');
  const suffix = domain === 'co.uk' || domain.endsWith('.co.uk') ? 2 : 1;
  return labels.length > suffix ? labels.slice(-suffix - 1).join('.') : null;
}
