// Keys that crowd, chosen by somebody who knows the hash: the sum of a key is that of its parts, so where two parts of one place have one sum, either
// may stand there. So many places, each with two such parts, make twice as many keys with each place, and all have one sum.
import { KeyBytes } from '../../../src/packed/key-bytes.js';
import { multiplierAt, scatter } from '../../../src/packed/key-hash.js';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const PART = 7;

/** At least so many keys of one length and one sum for a seed. */
export function keysOfOneSum(count: number, seed: number): string[] {
  let keys = [''];
  for (let place = 0; keys.length < count; place++) {
    const [one, other] = partsOfOneSum(place * PART, seed);
    keys = keys.flatMap((key) => [one + key, other + key]);
  }
  const sums = new Set(keys.map((key) => sumOf(key, seed)));
  if (sums.size !== 1 || new Set(keys).size !== keys.length) throw new Error('the keys should differ, and their sums should not');
  return keys;
}

/** The sum of a key. */
export function sumOf(key: string, seed: number): number {
  const bytes = readers.get(seed) ?? new KeyBytes(seed);
  readers.set(seed, bytes);
  bytes.set(key);
  return bytes.sum;
}

const readers = new Map<number, KeyBytes>();

/** Two parts that add the same to the sum of a key in which so many bytes follow them. */
function partsOfOneSum(following: number, seed: number): [string, string] {
  const multipliers = Array.from({ length: PART }, (_, letter) => multiplierAt(seed, following + PART - 1 - letter));
  const met = new Map<number, string>();
  for (let number = 0; ; number++) {
    const part = partOf(number);
    const sum = multipliers.reduce((total, multiplier, letter) => (total + Math.imul(multiplier, part.charCodeAt(letter))) | 0, 0);
    const equal = met.get(sum);
    if (equal !== undefined && equal !== part) return [equal, part];
    met.set(sum, part);
  }
}

/** Without order among them, as sums of numbers in order would keep apart for long. */
function partOf(number: number): string {
  return Array.from({ length: PART }, (_, letter) => LETTERS.charAt((scatter(number * PART + letter) >>> 0) % LETTERS.length)).join('');
}
