// Names that differ in one slip of the pen: a letter more, less or other, or two neighbours swapped (Damerau-Levenshtein distance 1, S-11.4).
// Two such names become equal by leaving out at most one letter of each, so every name is filed under itself and under each of these
// variants. The files go by a hash of the variant: a table of numbers, where texts would take a hundred times the memory of the names.

export interface SpellingIndex {
  /** The indexed names at distance exactly 1 from the given one. */
  oneSlipFrom(name: string): readonly string[];
  /** The same one by one. */
  eachOneSlipFrom(name: string): Iterable<string>;
  /** The numbers of the indexed names that have another one among them at distance 1. */
  neighbours(): ReadonlySet<number>;
}

/** Time and memory linear in the letters of the names. What a query takes depends on the length of its name and on the names it comes close to. */
export function indexSpellings(names: readonly string[]): SpellingIndex {
  const table = fileVariants(names);
  const nameAt = (number: number): string => names[number] as string;
  const eachOneSlipFrom = function* (name: string): Generator<string> {
    const letters = lettersOf(name);
    const found = new Set<number>();
    for (const hash of new Set(variantHashes(letters))) {
      for (const number of numbersUnder(hash, table)) {
        if (found.has(number) || !isOneSlip(letters, lettersOf(nameAt(number)))) continue;
        found.add(number);
        yield nameAt(number);
      }
    }
  };
  return {
    oneSlipFrom: (name) => [...new Set(eachOneSlipFrom(name))],
    eachOneSlipFrom,
    neighbours: () => neighbours(names, table),
  };
}

/** Variants of names, file by file. */
interface VariantTable {
  /** The file of a hash is its upper bits. */
  readonly shift: number;
  /** Where each file starts, and the last one ends. */
  readonly starts: Uint32Array;
  readonly numbers: Uint32Array;
  readonly hashes: Uint32Array;
}

const HASH_BITS = 32;
/** What a file holds on average, at most. */
const PER_FILE = 4;

function fileVariants(names: readonly string[]): VariantTable {
  const variants = names.reduce((sum, name) => sum + name.length + 1, 0);
  const fileBits = Math.max(1, Math.ceil(Math.log2(variants / PER_FILE)));
  const shift = HASH_BITS - fileBits;
  const starts = new Uint32Array(2 ** fileBits + 1);
  const addTo = (file: number, count: number): number => (starts[file] = (starts[file] as number) + count);
  for (const name of names) for (const hash of variantHashes(lettersOf(name))) addTo(hash >>> shift, 1);
  for (let file = 1; file < starts.length; file++) addTo(file, starts[file - 1] as number);
  // Each start is the end of its file until the file is filled, from its end.
  const numbers = new Uint32Array(variants);
  const hashes = new Uint32Array(variants);
  names.forEach((name, number) => {
    for (const hash of variantHashes(lettersOf(name))) {
      const at = addTo(hash >>> shift, -1);
      numbers[at] = number;
      hashes[at] = hash;
    }
  });
  return { shift, starts, numbers, hashes };
}

/** The numbers of the names of which a variant has the hash. */
function* numbersUnder(hash: number, { shift, starts, numbers, hashes }: VariantTable): Generator<number> {
  const file = hash >>> shift;
  for (let at = starts[file] as number; at < (starts[file + 1] as number); at++) if (hashes[at] === hash) yield numbers[at] as number;
}

/** Names with a variant in common are one slip apart, or not far from it. One neighbour is enough, so that many names of one variant take little time. */
function neighbours(names: readonly string[], { starts, numbers, hashes }: VariantTable): ReadonlySet<number> {
  const found = new Set<number>();
  const areNeighbours = (one: number, other: number): boolean => one !== other && isOneSlip(lettersOf(names[one] as string), lettersOf(names[other] as string));
  for (let file = 0; file < starts.length - 1; file++) {
    const [start, end] = [starts[file] as number, starts[file + 1] as number];
    for (let at = start; at < end; at++) {
      const number = numbers[at] as number;
      for (let next = start; next < end && !found.has(number); next++) {
        const other = numbers[next] as number;
        if (hashes[at] === hashes[next] && areNeighbours(number, other)) found.add(number).add(other);
      }
    }
  }
  return found;
}

const BASE = 0x01000193;
const SPREAD = 0x9e3779b1;

/** Of the letters, and of the letters without each one of them: polynomials modulo 2^32, so that all of them together take one pass. */
function variantHashes(letters: readonly number[]): number[] {
  const before = [0];
  for (const letter of letters) before.push((Math.imul(before.at(-1) as number, BASE) + letter) | 0);
  const hashes = [spread(before.at(-1) as number)];
  let after = 0;
  let power = 1;
  for (let at = letters.length - 1; at >= 0; at--) {
    hashes.push(spread(Math.imul(before[at] as number, power) + after));
    after = (after + Math.imul(letters[at] as number, power)) | 0;
    power = Math.imul(power, BASE);
  }
  return hashes;
}

/** The upper bits then depend on all. */
function spread(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), SPREAD) >>> 0;
}

function lettersOf(name: string): number[] {
  const letters: number[] = [];
  for (let at = 0; at < name.length; at += (letters.at(-1) ?? 0) > 0xffff ? 2 : 1) letters.push(name.codePointAt(at) as number);
  return letters;
}

/** Whether what is left between the equal starts and the equal ends of the two is one slip. */
function isOneSlip(one: readonly number[], other: readonly number[]): boolean {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  const left = one.length - start - end;
  const leftOfOther = other.length - start - end;
  if (left + leftOfOther === 1) return true;
  if (left !== leftOfOther) return false;
  return left === 1 || (left === 2 && one[start] === other[start + 1] && one[start + 1] === other[start]);
}
