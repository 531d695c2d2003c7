// The combinations of lists that hold an entry: an index keeps a number for each key, and entries that the same lists hold alike share it. A policy
// has few, however many entries it has.

import type { Memberships } from '../model/address-index.js';

/** The combination of no list. */
export const NO_LIST = 0;

const NONE: Memberships = Object.freeze([]);

export class Combinations {
  private readonly memberships: Memberships[] = [NONE];
  /** By the lists of each, so that a combination has one number. */
  private readonly known = new Map<string, number>();
  /** By a combination and a membership that is put to it. */
  private readonly extended = new Map<number, number>();

  /** Every one, by its number. */
  all(): readonly Memberships[] {
    return this.memberships;
  }

  of(combination: number): Memberships {
    return this.memberships[combination] ?? NONE;
  }

  /** The combination with this membership of a list, in place of any other that it has. */
  with(combination: number, list: number, requireAuthentication: boolean): number {
    const key = combination * MEMBERSHIPS + list * 2 + (requireAuthentication ? 1 : 0);
    const known = this.extended.get(key);
    if (known !== undefined) return known;
    const others = this.of(combination).filter((membership) => membership.list !== list);
    const made = this.numberOf([...others, Object.freeze({ list, requireAuthentication })].sort((a, b) => a.list - b.list));
    this.extended.set(key, made);
    return made;
  }

  private numberOf(memberships: Memberships): number {
    const key = memberships.map(({ list, requireAuthentication }) => `${list}${requireAuthentication ? '' : '-'}`).join(' ');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = this.memberships.length;
    this.memberships.push(Object.freeze(memberships));
    this.known.set(key, made);
    return made;
  }
}

/** More than the memberships that there can be, which keeps the keys of `extended` apart and below 2^53. */
const MEMBERSHIPS = 2 ** 25;
