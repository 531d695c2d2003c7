// Several edits as one: all of them, or none.

import { policyChange } from '../change/policy-change.js';
import type { Policy } from '../model/policy.js';
import { edit } from './edited-policy.js';
import { noRemarks } from './edit-result.js';
import type { Edit, EditResult } from './edit-result.js';

/**
 * Makes several edits, each on the policy that the one before made, and records them as one change: what differs between the first policy and the
 * last. The first edit that is refused refuses them all.
 *
 * @returns the policy with all edits made, or the issues of the first that was refused
 * @throws TypeError for a policy that `parsePolicy` did not make, and whatever an edit throws
 * @example
 * applyEdits(policy, [
 *   (policy) => createAddressList(policy, 'partners', 'partner.example'),
 *   (policy) => addSetting(policy, '/', { id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'] }),
 * ]);
 * @see clause S-15.2
 */
export function applyEdits(policy: Policy, edits: Iterable<Edit>): EditResult {
  let made = edit(policy, 'settings', () => noRemarks);
  for (const next of edits) {
    if (!made.ok) return made;
    made = next(made.policy);
  }
  if (!made.ok) return made;
  const change = policyChange(policy, made.policy);
  return change.changes.length === 0 ? { ...made, policy, change: policyChange(policy, policy) } : { ...made, change };
}
