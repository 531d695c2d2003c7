// Collects the entries of all lists, list by list, and makes the index of them. An entry is its canonical value, which is kept once, as bytes.

import type { AddressIndex, Memberships } from '../model/address-index.js';
import { textOfUtf8, utf8Bytes } from '../model/utf8.js';
import { KeyCollector } from '../packed/key-collector.js';
import { packKeys } from '../packed/pack-keys.js';
import { Combinations, NO_LIST } from './combinations.js';
import { MapIndex } from './map-index.js';
import { depthBit, PackedIndex } from './packed-index.js';

/** Up to so many entries a map is made in less time and looked up in no more; beyond, packed keys take the lead (docs/performance.md). */
export const MOST_IN_MAP = 16;

/** How equal entries of a list were met: not before, or with or without required authentication. */
export type Repetition = 'new' | 'required' | 'not-required';

export class EntryCollector {
  private readonly keys = new KeyCollector();
  private readonly combinations = new Combinations();
  private readonly sizes: number[] = [];
  /** Lists with an entry that does not require authentication. */
  private readonly withOptional = new Set<number>();
  private wildcardDepths = 0;

  /** Lists come one after the other. Of equal entries of a list, authentication is required only if all require it (S-3.1). */
  add(value: string, list: number, requireAuthentication: boolean): Repetition {
    const place = this.place(value);
    const { numbers } = this.keys;
    const combination = numbers[place] ?? NO_LIST;
    const last = this.combinations.of(combination).at(-1);
    if (!requireAuthentication) this.withOptional.add(list);
    if (last?.list !== list) {
      this.sizes[list] = this.sizeOf(list) + 1;
      numbers[place] = this.combinations.with(combination, list, requireAuthentication);
      return 'new';
    }
    if (!last.requireAuthentication) return 'not-required';
    if (!requireAuthentication) numbers[place] = this.combinations.with(this.combinations.withoutLast(combination), list, false);
    return 'required';
  }

  private place(value: string): number {
    const { size } = this.keys;
    const place = this.keys.add(utf8Bytes(value));
    if (place < size) return place;
    this.keys.numbers[place] = NO_LIST;
    if (value.startsWith('*.')) this.wildcardDepths |= depthBit(value.split('.').length - 1);
    return place;
  }

  /** @param lists - how many there are, those without entries included */
  index(lists: number): AddressIndex {
    const memberships = Array.from({ length: this.combinations.size }, (_, combination) => this.combinations.of(combination));
    return this.keys.size <= MOST_IN_MAP ? new MapIndex(this.map(memberships), lists) : new PackedIndex(packKeys(this.keys), memberships, lists, this.wildcardDepths);
  }

  /** How many entries a list has. */
  sizeOf(list: number): number {
    return this.sizes[list] ?? 0;
  }

  everyEntryRequiresAuthentication(list: number): boolean {
    return !this.withOptional.has(list);
  }

  private map(memberships: readonly Memberships[]): Map<string, Memberships> {
    const map = new Map<string, Memberships>();
    for (let place = 0; place < this.keys.size; place++) {
      const bytes = this.keys.key(place);
      map.set(textOfUtf8(bytes) ?? bytes, memberships[this.keys.numbers[place] ?? NO_LIST] ?? []);
    }
    return map;
  }
}
