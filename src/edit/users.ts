// Moving users to org units.

import { parseAddress } from '../model/address.js';
import type { Policy, PolicyContent } from '../model/policy.js';
import { edit } from './edited-policy.js';
import { noRemarks } from './edit-result.js';
import type { EditResult } from './edit-result.js';
import { checkText, unknownNames } from './given-values.js';

/**
 * Moves users to an org unit. A user whom the policy does not list is listed from then on: until then the root or the caller's directory
 * (`orgUnitOf`) had them.
 *
 * @param users - the address of one, or of several in one edit
 * @param orgUnit - its path
 * @returns the policy with the users there, or the issues: those of `parsePolicy`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for addresses and a path that are no text
 * @example moveUser(policy, 'ann@example.com', '/Sales')
 * @see clauses S-6.2, S-15.2
 */
export function moveUser(policy: Policy, users: string | readonly string[], orgUnit: string): EditResult {
  const path = checkText(orgUnit, 'the path of an org unit');
  const addresses = checkUsers(users);
  return edit(policy, 'users', ({ document, content }) => {
    const moved = addresses.map((user) => [canonicalUser(user, content), path] as const);
    document.users = Object.fromEntries([...Object.entries(document.users), ...moved]);
    return noRemarks;
  });
}

/**
 * Takes users out of the policy's own list of users: they belong to the root again, or to the org unit that the caller's directory names (`orgUnitOf`).
 *
 * @param users - the address of one, or of several in one edit
 * @returns the policy without the users, or the issues: `unknown-user` for one that it does not list
 * @throws TypeError for a policy that `parsePolicy` did not make, and for addresses that are no text
 * @example removeUser(policy, 'ann@example.com')
 * @see clauses S-6.2, S-15.2
 */
export function removeUser(policy: Policy, users: string | readonly string[]): EditResult {
  const addresses = checkUsers(users);
  return edit(policy, 'users', ({ document, content }) => {
    const removed = new Set(addresses.map((user) => canonicalUser(user, content)));
    const unknown = [...removed].filter((user) => !Object.hasOwn(document.users, user));
    if (unknown.length > 0) return unknownNames('unknown-user', (user) => ['users', user], 'there is no user', unknown, Object.keys(document.users));
    document.users = Object.fromEntries(Object.entries(document.users).filter(([user]) => !removed.has(user)));
    return noRemarks;
  });
}

function checkUsers(users: string | readonly string[]): readonly string[] {
  const listed: readonly unknown[] = Array.isArray(users) ? users : [users];
  return listed.map((user) => checkText(user, 'the address of a user'));
}

/** What is no address is left for the parser to refuse. */
function canonicalUser(user: string, { caseSensitiveLocalParts }: PolicyContent): string {
  return parseAddress(user, caseSensitiveLocalParts)?.text ?? user;
}
