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
  const unit = listedUnit(user, policy);
  if (unit !== undefined) return { unit, source: 'users' };
  const address = orgUnitOf === undefined ? null : addressOf(user, policy.content.caseSensitiveLocalParts);
  return orgUnitOf === undefined || address === null ? { unit: policy.root, source: 'default' } : askFunction(address, policy, orgUnitOf);
}

function listedUnit(user: unknown, { users, units, content }: CompiledPolicy): CompiledUnit | undefined {
  if (users === null || typeof user !== 'string') return undefined;
  const path = users.getPlain?.(user, content.caseSensitiveLocalParts) ?? users.get(addressOf(user, content.caseSensitiveLocalParts)?.text ?? '');
  return path === undefined ? undefined : units.get(path);
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
