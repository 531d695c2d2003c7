// Look-ups that will come, made ready together: a look-up waits three times for memory, one wait after the other, but the waits of many look-ups that do not
// depend on each other overlap. Nothing is decided here; what is touched is nearer to the processor afterwards, and that is all.

import { bucketOf, filterBits, filterWord } from './packed-keys.js';
import type { PackedParts } from './packed-keys.js';
import { scatter } from './key-hash.js';

const HASHES = 2 ** 32;
/** So many look-ups at once: more would push each other out of the cache. */
export const MOST_FORESEEN = 128;
/** What fits the caches of the processor is near already. */
const NEAR = 1 << 21;
const LINE = 64;

export class Foresight {
  private readonly parts: PackedParts;
  private readonly sums: Int32Array = new Int32Array(MOST_FORESEEN);
  private readonly places: Uint32Array = new Uint32Array(MOST_FORESEEN);
  private count = 0;
  /** What was touched must be used, or a compiler may leave the touching out. */
  private touched = 0;

  constructor(parts: PackedParts) {
    this.parts = parts;
  }

  /** Whether there is anything to gain. */
  get isWorthwhile(): boolean {
    return this.parts.pool.length > NEAR;
  }

  /** @param sum - of a key that will be looked up; what is beyond {@link MOST_FORESEEN} is forgotten */
  add(sum: number): void {
    if (this.count < MOST_FORESEEN) this.sums[this.count++] = sum;
  }

  /** Touches what the look-ups will need: first all filters, then all directories, then all buckets. */
  touch(): void {
    const { filter, directory, pool } = this.parts;
    const { sums, places } = this;
    const wordsPerHash = filter.length / HASHES;
    const bucketsPerHash = (directory.length - 1) / HASHES;
    let found = 0;
    for (let at = 0; at < this.count; at++) {
      const hash = scatter(sums[at] as number);
      const bits = filterBits(hash);
      places[found] = bucketOf(hash, bucketsPerHash);
      found += ((filter[filterWord(hash, wordsPerHash)] as number) & bits) === bits ? 1 : 0;
    }
    for (let at = 0; at < found; at++) places[at] = directory[places[at] as number] as number;
    let touched = this.touched;
    for (let at = 0; at < found; at++) touched ^= (pool[places[at] as number] as number) ^ (pool[(places[at] as number) + LINE] as number);
    this.touched = touched;
    this.count = 0;
  }
}
