// The entries of all lists by their domains, each domain once. Entries and domains go by numbers: a policy may have a million of them, and an
// object for each would take more memory than the policy itself.

import type { AddressListEntry } from '../model/address-list-entry.js';
import type { ListedName } from './listed-name.js';
import { nameOf } from './listed-name.js';

const NONE = -1;
const NO_NAME: ListedName = Object.freeze({ localPart: '', domain: '' });

/** Every entry but `*`. Numbers of entries ascend list by list, and in the order of each list. */
export class EntriesByDomain {
  readonly #entries: AddressListEntry[] = [];
  readonly #lists: number[] = [];
  /** By entry: the entry before it that has the same domain. */
  readonly #before: number[] = [];
  /** By domain: its last entry. */
  readonly #last: number[] = [];
  readonly #domains = new Map<string, number>();

  constructor(lists: readonly (readonly AddressListEntry[])[]) {
    lists.forEach((entries, list) => {
      for (const entry of entries) this.#add(entry, list);
    });
  }

  #add(entry: AddressListEntry, list: number): void {
    const name = nameOf(entry);
    if (name === null) return;
    const domain = this.#domains.get(name.domain) ?? this.#domains.size;
    if (domain === this.#domains.size) this.#domains.set(name.domain, domain);
    this.#before.push(this.#last[domain] ?? NONE);
    this.#last[domain] = this.#entries.length;
    this.#entries.push(entry);
    this.#lists.push(list);
  }

  /** Every domain of an entry with its number. */
  domains(): Iterable<readonly [domain: string, number: number]> {
    return this.#domains;
  }

  /** The number of a domain, or none where no entry has it. */
  domain(domain: string): number[] {
    const number = this.#domains.get(domain);
    return number === undefined ? [] : [number];
  }

  /** The entries at a domain, in no particular order. */
  *at(domain: number): Generator<number> {
    for (let entry = this.#last[domain] ?? NONE; entry !== NONE; entry = this.#before[entry] ?? NONE) yield entry;
  }

  entry(number: number): AddressListEntry | undefined {
    return this.#entries[number];
  }

  /** The place of the entry's list. */
  list(number: number): number {
    return this.#lists[number] ?? NONE;
  }

  name(number: number): ListedName {
    const entry = this.#entries[number];
    return (entry === undefined ? null : nameOf(entry)) ?? NO_NAME;
  }
}
