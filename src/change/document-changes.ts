// Everything that changed between two policies: complete, in the order of the canonical document, in one pass over each.

import type { Policy, PolicyContent, UserMap } from '../model/policy.js';
import { routeKey } from '../model/route.js';
import type { HostRoute } from '../model/route.js';
import { contentOf, parsePolicy } from '../policy/parse-policy.js';
import { addressListChanges } from './address-list-changes.js';
import type { DocumentChange, OptionChange } from './document-change.js';
import { orgUnitChanges } from './org-unit-changes.js';
import { mergeSorted } from './sorted-merge.js';

/**
 * What changed in the document: domains, org units with their settings, users, address lists with their entries, routes, options, each sorted. It is
 * empty if and only if the canonical documents are equal. Of what was added or removed whole, an org unit or a list, the parts are listed as well.
 *
 * @param before - null: there was no policy, which is as one that says nothing
 * @throws TypeError for what is no policy that `parsePolicy` made
 * @example documentChanges(before, after)[0] // { kind: 'domain-added', domain: 'example.com' }
 * @see clause S-15.1
 */
export function documentChanges(before: Policy | null, after: Policy): readonly DocumentChange[] {
  const was = before === null ? nothing() : contentOf(before);
  const is = contentOf(after);
  const changes: DocumentChange[] = [];
  const put = (change: DocumentChange): void => void changes.push(change);
  domainChanges(was.domains, is.domains, put);
  orgUnitChanges(was.orgUnits, is.orgUnits, put);
  userChanges(was.users, is.users, put);
  addressListChanges(was, is, put);
  routeChanges(was.routes, is.routes, put);
  for (const option of OPTIONS) if (was[option] !== is[option]) put({ kind: 'option-changed', option, before: was[option], after: is[option] });
  return changes;
}

const OPTIONS: readonly OptionChange['option'][] = ['alternateSecureRoute', 'alignment', 'unknownAuthor', 'caseSensitiveLocalParts'];

/** The content of the empty document, which is valid. */
function nothing(): PolicyContent {
  const parsed = parsePolicy({});
  if (!parsed.ok) throw new TypeError('the empty document is a policy');
  return contentOf(parsed.policy);
}

function domainChanges(before: readonly string[], after: readonly string[], put: (change: DocumentChange) => void): void {
  mergeSorted(before, after, (own) => own, (domain, was, is) => {
    if (was === null) put({ kind: 'domain-added', domain });
    if (is === null) put({ kind: 'domain-removed', domain });
  });
}

function userChanges(before: UserMap, after: UserMap, put: (change: DocumentChange) => void): void {
  if (before === after) return;
  mergeSorted([...before.entries()], [...after.entries()], ([address]) => address, (user, was, is) => {
    const [from, to] = [was?.[1] ?? null, is?.[1] ?? null];
    if (from === to) return;
    put({ kind: from === null ? 'user-added' : to === null ? 'user-removed' : 'user-moved', user, before: from, after: to });
  });
}

function routeChanges(before: ReadonlyMap<string, HostRoute>, after: ReadonlyMap<string, HostRoute>, put: (change: DocumentChange) => void): void {
  mergeSorted([...before], [...after], ([name]) => name, (route, was, is) => {
    const [from, to] = [was?.[1] ?? null, is?.[1] ?? null];
    if (from !== null && to !== null && routeKey(from) === routeKey(to)) return;
    put({ kind: from === null ? 'route-added' : to === null ? 'route-removed' : 'route-changed', route, before: from, after: to });
  });
}
