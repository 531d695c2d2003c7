// Two sorted sequences, walked side by side in one pass: what only one of them has, and what both have.

import { byCodeUnits } from '../model/text.js';

/**
 * Visits every key once, in order.
 * @param before - sorted by key in code units, each key once; so is `after`
 * @param visit - is given what each side has, null for a side that has not the key
 */
export function mergeSorted<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string, visit: Visit<T>): void {
  let left = 0;
  let right = 0;
  while (left < before.length || right < after.length) {
    const was = before[left] ?? null;
    const is = after[right] ?? null;
    const order = was === null ? 1 : is === null ? -1 : byCodeUnits(keyOf(was), keyOf(is));
    visit(order <= 0 ? was : null, order >= 0 ? is : null);
    if (order <= 0) left += 1;
    if (order >= 0) right += 1;
  }
}

type Visit<T> = (before: T | null, after: T | null) => void;
