// Lists can be searched and enumerated (S-3.7).

import { toUnicode } from '../model/idna.js';
import type { AddressListEntry } from '../model/address-list-entry.js';
import type { PolicyContent } from '../model/policy.js';
import { isStreamSafe } from '../model/text.js';

/** An address list that can be searched and enumerated (S-3.7). */
export interface SearchableList {
  /** By which settings name it. */
  readonly name: string;
  /** Empty where it has none. */
  readonly description: string;
  /** How many entries it has. */
  readonly size: number;
  /** Every entry, sorted by its canonical value. */
  entries(): Iterable<AddressListEntry>;
  /** The entries of which `text` is a part, without regard to case; domains are found by their U-labels too. */
  search(text: string): AddressListEntry[];
}

export function listsOf({ addressLists, index }: PolicyContent): readonly SearchableList[] {
  return Object.freeze(
    addressLists.map(({ name, description, size }, place) =>
      Object.freeze({
        name,
        description,
        size,
        entries: () => index.entriesOf(place).values(),
        search: (text: string) => search(index.entriesOf(place), text),
      }),
    ),
  );
}

function search(entries: readonly AddressListEntry[], text: string): AddressListEntry[] {
  // No entry has so many marks in a row (S-2.5), and normalising them would take long.
  if (!isStreamSafe(text)) return [];
  const part = text.normalize('NFC').toLowerCase();
  return entries.filter(({ value }) => value.toLowerCase().includes(part) || (value.includes('xn--') && displayForm(value).includes(part)));
}

/** The U-label form of the domain in an entry. */
function displayForm(value: string): string {
  const domain = value.slice(value.lastIndexOf('@') + 1);
  return `${value.slice(0, value.length - domain.length)}${toUnicode(domain)}`.toLowerCase();
}
