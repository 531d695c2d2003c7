// Which org unit a user belongs to (S-6.2).

import type { CompiledPolicy, CompiledUnit } from '../compile/compiled-policy.js';
import type { Address } from '../model/address.js';
import type { OrgUnitSource } from '../model/decision.js';
import { addressOf } from './message-reading.js';

export interface Membership {
  readonly unit: CompiledUnit;
  readonly source: OrgUnitSource;
}

export type OrgUnitOf = ((address: string) => string | undefined) | undefined;

/**
 * The policy's `users`, else the caller's function, else the root; the null reverse-path and what is no address belong to the root.
 *
 * @param user - as the envelope has it: whatever is no text is no address
 */
export function orgUnitOfUser(user: unknown, policy: CompiledPolicy, orgUnitOf: OrgUnitOf): Membership {
  const nobodyKnows = orgUnitOf === undefined && policy.users === null;
  const address = nobodyKnows ? null : addressOf(user, policy.content.caseSensitiveLocalParts);
  if (address === null) return { unit: policy.root, source: 'default' };
  const listed = policy.users?.get(address.text);
  const unit = listed === undefined ? undefined : policy.units.get(listed);
  if (unit !== undefined) return { unit, source: 'users' };
  if (orgUnitOf === undefined) return { unit: policy.root, source: 'default' };
  return askFunction(address, policy, orgUnitOf);
}

/** Whatever a function that fails says, mail goes on: the root stands in, and the decision says so. */
function askFunction(address: Address, policy: CompiledPolicy, orgUnitOf: NonNullable<OrgUnitOf>): Membership {
  try {
    const answer = orgUnitOf(address.text);
    if (answer === undefined) return { unit: policy.root, source: 'default' };
    const unit = policy.units.get(answer);
    if (unit !== undefined) return { unit, source: 'function' };
  } catch {
    // as any other answer that is no org unit
  }
  return { unit: policy.root, source: 'fallback' };
}
