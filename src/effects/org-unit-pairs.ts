// Where a user can stand in both policies: every pair of org units, and somebody who stands there (S-6.2, S-13.2).

import type { CompiledPolicy, CompiledUnit } from '../compile/compiled-policy.js';
import { ROOT } from '../model/org-unit-path.js';
import { orgUnitOfUser } from '../evaluate/org-unit-of-user.js';
import type { OrgUnitOf } from '../evaluate/org-unit-of-user.js';
import { folded, noUser, otherSpelling } from './fresh-name.js';
import type { TwoPolicies } from './two-policies.js';

export interface UnitPair {
  readonly before: CompiledUnit;
  readonly after: CompiledUnit;
  /** An address of somebody who stands there. */
  readonly user: string;
  /** What `orgUnitOf` has to answer for that; null: the policies' own users say it, or nobody does. */
  readonly placedAt: string | null;
}

/** Pairs by somebody who is in `users`, then everybody else, then those where only the caller's function can place anybody. */
export function unitPairs(policies: TwoPolicies, orgUnitOf: OrgUnitOf): UnitPair[] {
  const pairs = new Map<string, UnitPair>();
  const add = (pair: UnitPair): void => {
    const key = `${pair.before.path}\n${pair.after.path}`;
    if (!pairs.has(key)) pairs.set(key, pair);
  };
  const somebody = noUser(policies);
  add({ before: policies.before.root, after: policies.after.root, user: somebody, placedAt: orgUnitOf === undefined ? null : ROOT });
  for (const user of usersOf(policies)) {
    const [before, after] = [policies.before, policies.after].map((policy) => orgUnitOfUser(user, policy, orgUnitOf).unit) as [CompiledUnit, CompiledUnit];
    add({ before, after, user, placedAt: null });
  }
  for (const path of new Set([...policies.before.units.keys(), ...policies.after.units.keys()])) {
    if (path !== ROOT) add({ before: unitAt(path, policies.before), after: unitAt(path, policies.after), user: somebody, placedAt: path });
  }
  return [...pairs.values()];
}

/** An org unit that a policy does not have is no answer: the root stands in (S-6.2). */
function unitAt(path: string, { units, root }: CompiledPolicy): CompiledUnit {
  return units.get(path) ?? root;
}

function* usersOf({ before, after }: TwoPolicies): Generator<string> {
  const mixed = before.content.caseSensitiveLocalParts !== after.content.caseSensitiveLocalParts;
  for (const policy of [before, after]) {
    for (const [user] of policy.content.users.entries()) {
      yield user;
      if (mixed) yield* otherSpellings(user, before.content.caseSensitiveLocalParts ? before : after);
    }
  }
}

/** Where case counts in one of the policies alone, the spellings of an address need not be one user. */
function* otherSpellings(user: string, strict: CompiledPolicy): Generator<string> {
  const plain = folded(user);
  if (plain !== user) yield plain;
  const other = otherSpelling(plain, (spelling) => orgUnitOfUser(spelling, strict, undefined).source === 'users');
  if (other !== null) yield other;
}
