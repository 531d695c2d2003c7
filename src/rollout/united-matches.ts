// What determined a decision of several policies: the matches of each, in the order of S-11.1, every one once.

import type { RecipientDecision } from '../model/decision.js';
import { byCodeUnits } from '../model/text.js';
import { constraintsCode } from '../model/transport.js';

type Matches = RecipientDecision['determinedBy'];
type DeterminingMatch = Matches[number];

/** Recipients of a decision that share their matches share the union, so that many recipients stay linear (S-12.2). */
export class UnitedMatches {
  private readonly known = new Map<Matches, Map<Matches, Matches>>();

  of(rows: readonly Matches[]): Matches {
    return rows.reduce((united, matches) => this.union(united, matches));
  }

  private union(a: Matches, b: Matches): Matches {
    if (b.length === 0) return a;
    if (a.length === 0) return b;
    const ofFirst = this.known.get(a) ?? new Map<Matches, Matches>();
    this.known.set(a, ofFirst);
    const united = ofFirst.get(b) ?? unionOf(a, b);
    ofFirst.set(b, united);
    return united;
  }
}

/** Frozen, since several recipients may hold it (S-12.6). */
function unionOf(a: Matches, b: Matches): Matches {
  const sorted = [...a, ...b].sort(byMatch);
  const united = sorted.filter((match, index) => {
    const before = sorted[index - 1];
    return before === undefined || byMatch(before, match) !== 0;
  });
  for (const match of united) Object.freeze(match);
  return Object.freeze(united);
}

/** S-11.1; definitions of one id from the root down. What still differs is told apart by the rest, so that only equal matches are equal. */
function byMatch(a: DeterminingMatch, b: DeterminingMatch): number {
  return (
    byCodeUnits(a.setting, b.setting) ||
    byNullable(a.addressList, b.addressList) ||
    byNullable(a.entry, b.entry) ||
    byNullable(a.address, b.address) ||
    a.orgUnit.length - b.orgUnit.length ||
    byCodeUnits(a.orgUnit, b.orgUnit) ||
    byCodeUnits(a.authenticated, b.authenticated) ||
    constraintsCode(a.constraints) - constraintsCode(b.constraints)
  );
}

/** Null comes first, as empty text does. */
function byNullable(a: string | null, b: string | null): number {
  return a === b ? 0 : byCodeUnits(a ?? '', b ?? '') || (a === null ? -1 : 1);
}
