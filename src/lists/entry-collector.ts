// Collects the entries of all lists, and makes the index of them. An entry is its canonical value, which is kept once, as bytes.

import type { AddressIndex, Memberships } from '../model/address-index.js';
import { textOfUtf8, utf8Bytes } from '../model/utf8.js';
import { KeyCollector } from '../packed/key-collector.js';
import { seedOf } from '../packed/key-hash.js';
import { packKeys } from '../packed/pack-keys.js';
import { Combinations, NO_LIST } from './combinations.js';
import { MapIndex } from './map-index.js';
import { depthBit, PackedIndex } from './packed-index.js';
import { PlainKey } from './plain-key.js';

/** Up to so many entries a map is made in less time and looked up in no more; beyond, packed keys take the lead (docs/performance.md). */
export const MOST_IN_MAP = 16;

/** How equal entries of a list were met: not before, or with or without required authentication. */
export type Repetition = 'new' | 'required' | 'not-required';

export class EntryCollector {
  private keys = new KeyCollector();
  private plain = new PlainKey(this.keys.next);
  private readonly combinations = new Combinations();
  private readonly sizes: number[] = [];
  /** Lists with an entry that does not require authentication. */
  private readonly withOptional = new Set<number>();
  private wildcardDepths = 0;

  /** How many different values there are in all lists. */
  get size(): number {
    return this.keys.size;
  }

  /** Takes the seed of its hashes from a text of entries, while it has none; else they are hashed anew in the end, by a seed that depends on all of them. */
  seedBy(text: string): void {
    if (this.keys.size === 0) this.keys = new KeyCollector(seedOf(text));
  }

  /** Makes room for the entries of a text of that length. */
  reserve(textLength: number): void {
    this.keys.reserve(textLength);
  }

  /** Of equal entries of a list, authentication is required only if all require it (S-3.1). */
  add(value: string, list: number, requireAuthentication: boolean): Repetition {
    const { size } = this.keys;
    const place = this.keys.add(utf8Bytes(value));
    if (place === size && value.startsWith('*.')) this.wildcardDepths |= depthBit(value.split('.').length - 1);
    return this.put(place, list, requireAuthentication);
  }

  /** An entry between two places of a text, if it is plain: read, folded and added in one pass, for lists that have millions; null if it is not. */
  addPlain(text: string, start: number, end: number, caseSensitive: boolean, list: number, requireAuthentication: boolean): Repetition | null {
    const { next } = this.keys;
    if (next !== this.plain.key) this.plain = new PlainKey(next);
    if (!this.plain.readEntry(text, start, end) || (caseSensitive && this.plain.foldedLocalPart)) return null;
    return this.put(this.keys.addNext(), list, requireAuthentication);
  }

  /** The number of a new key is NO_LIST. */
  private put(place: number, list: number, requireAuthentication: boolean): Repetition {
    const { numbers } = this.keys;
    const combination = numbers[place] ?? NO_LIST;
    const earlier = this.combinations.of(combination).find((membership) => membership.list === list);
    if (!requireAuthentication) this.withOptional.add(list);
    if (earlier === undefined) this.sizes[list] = this.sizeOf(list) + 1;
    if (earlier === undefined || (earlier.requireAuthentication && !requireAuthentication)) {
      numbers[place] = this.combinations.with(combination, list, requireAuthentication);
    }
    return earlier === undefined ? 'new' : earlier.requireAuthentication ? 'required' : 'not-required';
  }

  /** The index that suits the number of entries. @param lists - how many there are, those without entries included */
  index(lists: number): AddressIndex {
    return this.keys.size <= MOST_IN_MAP ? new MapIndex(this.map(), lists) : this.packedIndex(lists);
  }

  packedIndex(lists: number): PackedIndex {
    return new PackedIndex(packKeys(this.keys), this.combinations.all(), lists, this.wildcardDepths);
  }

  /** How many entries a list has. */
  sizeOf(list: number): number {
    return this.sizes[list] ?? 0;
  }

  everyEntryRequiresAuthentication(list: number): boolean {
    return !this.withOptional.has(list);
  }

  private map(): Map<string, Memberships> {
    const map = new Map<string, Memberships>();
    for (let place = 0; place < this.keys.size; place++) {
      const bytes = this.keys.key(place);
      map.set(textOfUtf8(bytes) ?? bytes, this.combinations.of(this.keys.numbers[place] ?? NO_LIST));
    }
    return map;
  }
}
