// The bytes of one key, from its end to its front, and the sum that makes its hash. Whoever looks up or collects keys owns one and fills it anew for
// each: a key is read once, and no object is made for it. Between filling and use its owner calls nobody.

import { multiplierAt, multipliersOf, READY_PLACES } from './key-hash.js';
import type { Multipliers } from './key-hash.js';

export class KeyBytes {
  /** From the end of the key; the first `length` count. */
  bytes: Uint8Array = new Uint8Array(READY_PLACES);
  length = 0;
  sum = 0;
  readonly multipliers: Multipliers;
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
    this.multipliers = multipliersOf(seed);
  }

  /** @param text - the bytes of the key, a character for each */
  set(text: string): void {
    if (text.length > this.bytes.length) this.bytes = new Uint8Array(text.length);
    const { bytes, multipliers } = this;
    let sum = 0;
    for (let place = 0; place < text.length; place++) {
      const byte = text.charCodeAt(text.length - 1 - place);
      const multiplier = place < READY_PLACES ? (multipliers[place] as number) : multiplierAt(this.seed, place);
      bytes[place] = byte;
      sum = (sum + Math.imul(multiplier, byte)) | 0;
    }
    this.length = text.length;
    this.sum = sum;
  }
}
