// A change of a policy: before, after, and what differs.

import type { Policy } from '../model/policy.js';
import type { DocumentChange } from './document-change.js';
import { documentChanges } from './document-changes.js';

/** Two policies and what differs between their documents. */
export interface PolicyChange {
  /** Null: there was none. */
  readonly before: Policy | null;
  /** The policy that the changes lead to. */
  readonly after: Policy;
  /** Sorted and complete: empty if and only if the canonical documents are equal. */
  readonly changes: readonly DocumentChange[];
}

/**
 * The change from one policy to another.
 *
 * @param before - null: there was no policy
 * @throws TypeError for what is no policy that `parsePolicy` made
 * @example policyChange(null, policy).changes.map(changeWords)
 * @see clause S-15.1
 */
export function policyChange(before: Policy | null, after: Policy): PolicyChange {
  return Object.freeze({ before, after, changes: documentChanges(before, after) });
}
