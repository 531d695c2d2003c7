// A difference between what was expected and what is so.

import { quote } from '../model/quotation.js';
import { byCodeUnits } from '../model/text.js';

/** One thing that was expected and is not so. */
export interface PolicyTestDifference {
  /** As given; null: it is about the message. */
  readonly recipient: string | null;
  /** As in the document of the tests: `outcome`, `constraints.minVersion`. */
  readonly field: string;
  /** In words, as the document of the tests has them. */
  readonly expected: string;
  /** In the same words. */
  readonly found: string;
}

/** Before it is said whom it is about. */
export type FieldDifference = Omit<PolicyTestDifference, 'recipient'>;

type Plain = string | number | boolean | null;

/** @param expected - undefined: anything */
export function plainDifference(field: string, expected: Plain | undefined, found: Plain): FieldDifference[] {
  return expected === undefined || expected === found ? [] : [{ field, expected: String(expected), found: String(found) }];
}

/** Of a set that is to be complete. Its members are compared; the words are for people only. */
export function setDifference(field: string, expected: readonly string[], found: readonly string[]): FieldDifference[] {
  const [wanted, seen] = [new Set(expected), new Set(found)];
  const same = wanted.size === seen.size && expected.every((member) => seen.has(member));
  return same ? [] : [{ field, expected: wordsOf(expected), found: wordsOf(found) }];
}

/** In one order and each once. */
export function wordsOf(words: readonly string[]): string {
  return words.length === 0 ? NONE : [...new Set(words)].sort(byCodeUnits).map(wordOf).join(', ');
}

/** A name as it stands in words; in quotes where it would read as none or as several. */
export function wordOf(name: string): string {
  return name === NONE || name.includes(',') ? quote(name) : name;
}

export const NONE = 'none';
