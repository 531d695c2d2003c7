// Collects keys that are to be packed: each once, with a number, in typed arrays that grow. Open addressing with bounded probes: where
// keys crowd, the table takes another seed, and a greater bound where no seed helps.

import { KeyBytes } from './key-bytes.js';
import { scatter, sumOfRange } from './key-hash.js';
import { bytesAsText } from './packed-keys.js';

const NOWHERE = -1;
/** Words of a slot. */
const SLOT = 2;
/** One slot and a half for each key at least. */
const FULLEST = 1.5;
/** Keys that are looked at for one at first; more of them in a row have one chance in many millions, unless somebody chose them. */
const MOST_PROBES = 128;
/** Seeds that are tried to part keys that crowd. */
const MOST_SEEDS = 8;
const FIRST_SLOTS = 32;
const FIRST_BYTES = 512;
/** Of an entry with its line break. */
const LIKELY_LENGTH = 20;

export class KeyCollector {
  /** How many keys there are; they are numbered from 0 in the order in which they came. */
  size = 0;
  /** The bytes of all keys, one after the other. */
  bytes: Uint8Array = new Uint8Array(FIRST_BYTES);
  /** Where each key starts, and the last one ends. */
  starts: Uint32Array = new Uint32Array(FIRST_SLOTS);
  /** What belongs to each key; its meaning is the caller's. */
  numbers: Uint32Array = new Uint32Array(FIRST_SLOTS);
  /** The hash of each key, by {@link seed}. */
  hashes: Int32Array = new Int32Array(FIRST_SLOTS);
  /** Keys by hash: two words a slot, the place of a key plus one (0: free) and its hash, so that to probe a slot is to look at one place in memory. */
  private slots: Int32Array = new Int32Array(FIRST_SLOTS * SLOT);
  seed: number;
  private read: KeyBytes;
  private mostProbes = MOST_PROBES;

  /** @param seed - of the hashes: one of its own for each collection, so that who cannot know it cannot choose keys that crowd */
  constructor(seed: number = COMMON_SEED) {
    this.seed = seed;
    this.read = new KeyBytes(seed);
  }

  /** The place of a key, which is `size` as it was before if the key is new. @param text - its bytes, a character for each */
  add(text: string): number {
    this.next.set(text);
    return this.addNext();
  }

  /** To be filled with a key, which {@link addNext} adds. Asked for anew for each key. */
  get next(): KeyBytes {
    return this.read;
  }

  addNext(): number {
    let hash = scatter(this.read.sum);
    let slot = this.slotOf(hash);
    for (let tries = 1; slot === NOWHERE; tries++) {
      this.makeWay(tries);
      hash = scatter(this.read.sum);
      slot = this.slotOf(hash);
    }
    const known = this.slots[slot] as number;
    if (known !== 0) return known - 1;
    this.append(hash);
    this.slots[slot] = this.size;
    this.slots[slot + 1] = hash;
    if (this.size * SLOT * FULLEST > this.slots.length) this.fileIn(this.slots.length * 2);
    return this.size - 1;
  }

  /** Makes room for about as many keys as a text of that length has, so that nothing need be moved while they come. */
  reserve(textLength: number): void {
    const keys = this.size + Math.ceil(textLength / LIKELY_LENGTH);
    if (keys * SLOT * FULLEST > this.slots.length) this.fileIn(2 ** Math.ceil(Math.log2(keys * SLOT * FULLEST)));
    if (keys >= this.starts.length) this.growTo(keys + 1);
    const end = (this.starts[this.size] as number) + textLength;
    if (end > this.bytes.length) this.bytes = grown(this.bytes, new Uint8Array(end));
  }

  /** The bytes of a key, a character for each. */
  key(place: number): string {
    return bytesAsText(this.bytes, this.starts[place] as number, this.starts[place + 1] as number);
  }

  /** A number that depends on every key and not on their order: the same keys give the same seed, and another key another. */
  digest(): number {
    let digest = this.size;
    for (let place = 0; place < this.size; place++) digest = (digest + scatter((this.hashes[place] as number) ^ DIGEST)) | 0;
    return scatter(digest);
  }

  /** Where the slot is that holds the key, or a free one for it, or NOWHERE if neither is near. */
  private slotOf(hash: number): number {
    const { slots, mostProbes } = this;
    const mask = slots.length - 1;
    for (let probe = 0; probe < mostProbes; probe++) {
      const slot = ((hash + probe) * SLOT) & mask;
      const place = slots[slot] as number;
      if (place === 0 || (slots[slot + 1] === hash && this.isAt(place - 1))) return slot;
    }
    return NOWHERE;
  }

  private isAt(place: number): boolean {
    const { bytes, length } = this.read;
    const start = this.starts[place] as number;
    const end = this.starts[place + 1] as number;
    if (end - start !== length) return false;
    for (let at = 0; at < length; at++) if (this.bytes[end - 1 - at] !== bytes[at]) return false;
    return true;
  }

  private append(hash: number): void {
    const start = this.starts[this.size] as number;
    const end = start + this.read.length;
    if (end > this.bytes.length) this.bytes = grown(this.bytes, new Uint8Array(lengthFor(end)));
    const { bytes } = this;
    const { bytes: read, length } = this.read;
    for (let at = 0; at < length; at++) bytes[end - 1 - at] = read[at] as number;
    if (this.size + 1 >= this.starts.length) this.growTo(this.starts.length * 2);
    this.hashes[this.size] = hash;
    this.size++;
    this.starts[this.size] = end;
  }

  private growTo(length: number): void {
    this.starts = grown(this.starts, new Uint32Array(length));
    this.numbers = grown(this.numbers, new Uint32Array(length));
    this.hashes = grown(this.hashes, new Int32Array(length));
  }

  private fileIn(length: number): void {
    const slots = new Int32Array(length);
    const mask = length - 1;
    for (let place = 0; place < this.size; place++) {
      const hash = this.hashes[place] as number;
      let slot = (hash * SLOT) & mask;
      while (slots[slot] !== 0) slot = (slot + SLOT) & mask;
      slots[slot] = place + 1;
      slots[slot + 1] = hash;
    }
    this.slots = slots;
  }

  /** Another seed parts keys that crowd. Those that none parts (they differ in NULs at their front alone) are looked for in a longer row: none is lost. */
  private makeWay(tries: number): void {
    if (tries <= MOST_SEEDS) this.reseed();
    else this.mostProbes *= 2;
  }

  /** Whoever chose keys that crowd chose them for the seed that was. */
  private reseed(): void {
    this.seed = scatter(this.seed + 1 + this.digest()) | 0;
    const text = bytesAsText(this.read.bytes.subarray(0, this.read.length).slice().reverse(), 0, this.read.length);
    this.read = new KeyBytes(this.seed);
    this.read.set(text);
    for (let place = 0; place < this.size; place++) {
      this.hashes[place] = scatter(sumOfRange(this.bytes, this.starts[place] as number, this.starts[place + 1] as number, this.seed, this.read.multipliers));
    }
    this.fileIn(this.slots.length);
  }
}

/** Half as much again for great lengths, so that growing wastes less. */
function lengthFor(needed: number): number {
  return Math.max(needed, Math.ceil(needed < 2 ** 24 ? needed * 2 : needed * 1.5));
}

function grown<T extends Uint8Array | Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Everybody knows it: what is packed by it takes another. */
export const COMMON_SEED = 0;
const DIGEST = 0x5bd1e995;
