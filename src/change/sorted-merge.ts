// Two sorted sequences, walked side by side in one pass: what only one of them has, and what both have.

import { byCodeUnits } from '../model/text.js';

/** Is given what each side has under a key; null: that side has not the key, but then the other has. */
type Visit<T> = (key: string, before: T | null, after: T | null) => void;

/**
 * Visits every key once, in order.
 * @param before - sorted by key in code units, each key once; so is `after`
 */
export function mergeSorted<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string, visit: Visit<T>): void {
  let right = 0;
  for (const was of before) {
    const key = keyOf(was);
    right = visitUpTo(key, after, right, keyOf, visit);
    const is = after[right];
    const inBoth = is !== undefined && keyOf(is) === key;
    visit(key, was, inBoth ? is : null);
    if (inBoth) right += 1;
  }
  for (const is of after.slice(right)) visit(keyOf(is), null, is);
}

/** Visits what is before the key on the right side alone. @returns the place of what follows */
function visitUpTo<T>(key: string, after: readonly T[], start: number, keyOf: (item: T) => string, visit: Visit<T>): number {
  let place = start;
  for (; place < after.length; place++) {
    const is = after[place] as T;
    const own = keyOf(is);
    if (byCodeUnits(own, key) >= 0) break;
    visit(own, null, is);
  }
  return place;
}
