// A difference between what was expected and what is so.

import { byCodeUnits } from '../model/text.js';

/** One thing that was expected and is not so. */
export interface PolicyTestDifference {
  /** As given; null: it is about the message. */
  readonly recipient: string | null;
  /** As in the document of the tests: `outcome`, `constraints.minVersion`. */
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

/** Before it is said whom it is about. */
export type FieldDifference = Omit<PolicyTestDifference, 'recipient'>;

type Plain = string | number | boolean | null;

/** @param expected - undefined: anything */
export function plainDifference(field: string, expected: Plain | undefined, found: Plain): FieldDifference[] {
  return expected === undefined || expected === found ? [] : [{ field, expected: String(expected), found: String(found) }];
}

/** Of a set that is to be complete. */
export function setDifference(field: string, expected: readonly string[], found: readonly string[]): FieldDifference[] {
  return plainDifference(field, wordsOf(expected), wordsOf(found));
}

/** In one order and each once, so that equal sets have equal words. */
export function wordsOf(words: readonly string[]): string {
  return words.length === 0 ? 'none' : [...new Set(words)].sort(byCodeUnits).join(', ');
}
