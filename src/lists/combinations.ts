// The combinations of lists that hold an entry: an index keeps a number for each key, and entries that the same lists hold alike share it. A policy
// has few, however many entries it has.

import type { Memberships } from '../model/address-index.js';

/** The combination of no list. */
export const NO_LIST = 0;

const NONE: Memberships = Object.freeze([]);

export class Combinations {
  private readonly memberships: Memberships[] = [NONE];
  /** By a combination and a membership that is put at its end. */
  private readonly extended = new Map<number, number>();

  /** How many there are; they are numbered from 0. */
  get size(): number {
    return this.memberships.length;
  }

  of(combination: number): Memberships {
    return this.memberships[combination] ?? NONE;
  }

  /** The combination with one list more, which comes after all that it has. */
  with(combination: number, list: number, requireAuthentication: boolean): number {
    const key = combination * MEMBERSHIPS + list * 2 + (requireAuthentication ? 1 : 0);
    const known = this.extended.get(key);
    if (known !== undefined) return known;
    const made = this.memberships.length;
    this.memberships.push(Object.freeze([...this.of(combination), Object.freeze({ list, requireAuthentication })]));
    this.extended.set(key, made);
    return made;
  }

  /** The combination without its last list. */
  withoutLast(combination: number): number {
    return this.of(combination)
      .slice(0, -1)
      .reduce((shorter, { list, requireAuthentication }) => this.with(shorter, list, requireAuthentication), NO_LIST);
  }
}

/** More than the memberships that there can be, which keeps the keys of `extended` apart and below 2^53. */
const MEMBERSHIPS = 2 ** 25;
