// The keyed hash of a key: the sum of its bytes, each times a number that depends on the seed and on the place of the byte from the end. The sum
// of a domain is so met on the way to that of an address at it. For keys that differ, whoever chose them, few seeds give equal hashes (multilinear
// hashing: a difference of one byte leaves at least 25 of 32 bits to chance); whoever knows the seed meets the bound on a bucket (`packed-keys.ts`).

/** Places whose numbers are kept ready; those of longer keys are computed. */
export const READY_PLACES = 256;

export type Multipliers = Int32Array;

export function multipliersOf(seed: number): Multipliers {
  return Int32Array.from({ length: READY_PLACES }, (_, place) => multiplierAt(seed, place));
}

/** The number of a place, counted from the end of the key. */
export function multiplierAt(seed: number, place: number): number {
  return scatter((seed + Math.imul(place + 1, GOLDEN)) | 0);
}

/** Every bit of the result depends on every bit of the number, which it alone has (the finaliser of MurmurHash3). */
export function scatter(number: number): number {
  let mixed = number ^ (number >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** A seed that depends on a text: on its length and on some hundred of its characters, wherever they are. */
export function seedOf(text: string): number {
  const step = Math.max(1, Math.floor(text.length / SAMPLES));
  let seed = scatter(text.length);
  for (let at = 0; at < text.length; at += step) seed = scatter(seed ^ text.charCodeAt(at));
  return seed;
}

const SAMPLES = 200;

/** The sum over bytes that stand in their order from `start` to `end`. */
export function sumOfRange(bytes: Uint8Array, start: number, end: number, seed: number, multipliers: Multipliers): number {
  let sum = 0;
  let place = 0;
  for (let at = end - 1; at >= start; at--, place++) {
    const multiplier = place < READY_PLACES ? (multipliers[place] as number) : multiplierAt(seed, place);
    sum = (sum + Math.imul(multiplier, bytes[at] as number)) | 0;
  }
  return sum;
}

const GOLDEN = 0x9e3779b9;
