// Adding, removing and moving org units.

import { ROOT } from '../model/org-unit-path.js';
import type { Policy } from '../model/policy.js';
import { quote } from '../model/quotation.js';
import { byCodeUnits } from '../model/text.js';
import { edit } from './edited-policy.js';
import type { EditableDocument } from './edited-policy.js';
import { noRemarks, refusal } from './edit-result.js';
import type { EditResult, Remarks } from './edit-result.js';
import { checkText, unknownName } from './given-values.js';

/**
 * Adds an org unit, which inherits everything.
 *
 * @param orgUnit - its path; the unit above must be there
 * @returns the policy with the org unit, or the issues: those of `parsePolicy`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a path that is no text
 * @example addOrgUnit(policy, '/Sales/EMEA')
 * @see clauses S-6.1, S-15.2
 */
export function addOrgUnit(policy: Policy, orgUnit: string): EditResult {
  const path = checkText(orgUnit, 'the path of an org unit');
  return edit(policy, 'settings', ({ document }) => {
    if (path === ROOT) return refusal('duplicate-path', ['orgUnits'], 'the root is always there; name another org unit');
    document.orgUnits.push({ path });
    inOrderOfPaths(document);
    return noRemarks;
  });
}

/**
 * Removes an org unit with what it defines and disables. Refused while there are org units below it or users in it.
 *
 * @returns the policy without the org unit, or the issues: those of `parsePolicy`, or `unknown-org-unit`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a path that is no text
 * @example removeOrgUnit(policy, '/Sales/EMEA')
 * @see clauses S-6.1, S-15.2
 */
export function removeOrgUnit(policy: Policy, orgUnit: string): EditResult {
  const path = checkText(orgUnit, 'the path of an org unit');
  return edit(policy, 'users', ({ document }) => {
    const unmovable = checkPresent(path, document, 'removed');
    if (unmovable.length > 0) return unmovable;
    document.orgUnits = document.orgUnits.filter((unit) => unit.path !== path);
    return noRemarks;
  });
}

/**
 * Moves an org unit, or renames it: with everything below it and all their users. Refused where what they override or disable is inherited no longer,
 * or is locked. What they define may come to override a setting of the new place, or not to override one any longer: the record says where.
 *
 * @param orgUnit - its path
 * @param to - its path from then on; the unit above must be there
 * @returns the policy with the org unit moved, or the issues: those of `parsePolicy`, or `unknown-org-unit`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a path that is no text
 * @example moveOrgUnit(policy, '/Sales/EMEA', '/EMEA')
 * @see clauses S-6.1, S-15.5
 */
export function moveOrgUnit(policy: Policy, orgUnit: string, to: string): EditResult {
  const from = checkText(orgUnit, 'the path of an org unit');
  checkText(to, 'the new path of an org unit');
  return edit(policy, 'users', ({ document }) => {
    const unmovable = checkPresent(from, document, 'moved');
    if (unmovable.length > 0) return unmovable;
    if (to.startsWith(`${from}/`)) return refusal('invalid-path', ['orgUnits'], `the org unit ${quote(from)} cannot be moved below itself, to ${quote(to)}; name another place`);
    if (to === ROOT) return refusal('duplicate-path', ['orgUnits'], `the org unit ${quote(from)} cannot take the place of the root; name another place`);
    const moved = (path: string): string => (path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path);
    document.orgUnits = document.orgUnits.map((unit) => ({ ...unit, path: moved(unit.path) }));
    document.users = Object.fromEntries(Object.entries(document.users).map(([user, path]) => [user, moved(path)]));
    inOrderOfPaths(document);
    return noRemarks;
  });
}

/** The root is always there, and stays where it is. */
function checkPresent(path: string, { orgUnits }: EditableDocument, done: string): Remarks {
  if (path === ROOT) return refusal('invalid-path', ['orgUnits'], `the root is always there and cannot be ${done}; name another org unit`);
  if (orgUnits.some((unit) => unit.path === path)) return noRemarks;
  return unknownName('unknown-org-unit', ['orgUnits'], 'there is no org unit', path, [ROOT, ...orgUnits.map((unit) => unit.path)]);
}

function inOrderOfPaths({ orgUnits }: EditableDocument): void {
  orgUnits.sort((a, b) => byCodeUnits(a.path, b.path));
}
