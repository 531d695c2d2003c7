// "Did you mean": the known word that is nearest to an unknown one (S-1.1). Cheap words only: the work of one document is bounded,
// however many unknown words and however large the dictionaries.

/** Candidates that are looked at for one document in all. */
const BUDGET = 200_000;
const MAX_LENGTH = 64;

export class Suggestions {
  #left = BUDGET;

  /** The nearest candidate, the first of equals, or null if none is close. */
  nearest(word: string, candidates: Iterable<string>): string | null {
    if (word.length > MAX_LENGTH) return null;
    const wanted = word.toLowerCase();
    let best: string | null = null;
    let bestDistance = tolerance(wanted) + 1;
    for (const candidate of candidates) {
      if (this.#left === 0) return best;
      this.#left -= 1;
      if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
      const distance = editDistance(wanted, candidate.toLowerCase());
      if (distance >= bestDistance) continue;
      best = candidate;
      bestDistance = distance;
    }
    return best;
  }
}

/** How many edits a word of this length may be away: a third of it, three at most. */
function tolerance(word: string): number {
  return Math.min(3, Math.floor(word.length / 3));
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a.charAt(row - 1) === b.charAt(column - 1);
      let distance = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      if (isSwap(a, b, row, column)) distance = Math.min(distance, at(beforeLast, column - 2) + 1);
      current.push(distance);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, b.length);
}

function isSwap(a: string, b: string, row: number, column: number): boolean {
  return a.charAt(row - 1) === b.charAt(column - 2) && a.charAt(row - 2) === b.charAt(column - 1);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
