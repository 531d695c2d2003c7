// Several edits as one: all of them, or none.

import { policyChange } from '../change/policy-change.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Policy } from '../model/policy.js';
import { edit } from './edited-policy.js';
import { noRemarks } from './edit-result.js';
import type { Edit, EditResult } from './edit-result.js';

/**
 * Makes several edits, each on the policy that the one before made, and records them as one change: what differs between the first policy and the
 * last. The first edit that is refused refuses them all. The warnings are those of what each edit was given, in order, and of the last policy.
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
  let edited = policy;
  let standing = warningsOf(edited);
  const ofGiven: Diagnostic[] = [];
  for (const next of edits) {
    const made = next(edited);
    if (!made.ok) return made;
    edited = made.policy;
    standing = warningsOf(edited);
    ofGiven.push(...without(made.warnings, standing));
  }
  const change = policyChange(policy, edited);
  const whole = change.changes.length === 0 ? policyChange(policy, policy) : change;
  return { ok: true, policy: whole.after, change: whole, warnings: [...ofGiven, ...standing] };
}

/** Of the policy as it is, whatever was edited. */
function warningsOf(policy: Policy): readonly Diagnostic[] {
  const unchanged = edit(policy, 'settings', () => noRemarks);
  return unchanged.ok ? unchanged.warnings : unchanged.issues;
}

/** What an edit says of what it was given alone. What it says of its policy may be true no longer after the next one. */
function without(warnings: readonly Diagnostic[], standing: readonly Diagnostic[]): readonly Diagnostic[] {
  const known = new Set(standing.map(keyOf));
  return warnings.filter((warning) => !known.has(keyOf(warning)));
}

function keyOf({ code, message }: Diagnostic): string {
  return `${code} ${message}`;
}
