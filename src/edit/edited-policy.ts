// How every edit is made: the canonical document is changed and parsed again, so that an edit can make no policy that parsing would refuse (S-15.2).
// What a policy can have millions of, entries and users, is carried over as it is unless the edit is about it.

import { policyChange } from '../change/policy-change.js';
import { MapIndex } from '../lists/map-index.js';
import type { PolicyInput } from '../model/document.js';
import type { Policy, PolicyContent } from '../model/policy.js';
import { readAddressLists } from '../policy/address-lists.js';
import type { ListsDraft } from '../policy/address-lists.js';
import { escapeKey } from '../policy/free-names.js';
import { parsePolicyWith } from '../policy/parse-policy.js';
import type { BulkReader } from '../policy/parse-policy.js';
import { contentOf } from '../policy/parsed-policy.js';
import { policyDocumentOf } from '../policy/policy-document.js';
import { readUsers } from '../policy/users.js';
import type { EditResult, Remarks } from './edit-result.js';

/** The canonical document, of which an edit may change what it likes. */
export type EditableDocument = PolicyInput & Required<Pick<PolicyInput, 'domains' | 'orgUnits' | 'users' | 'addressLists' | 'routes'>>;

/** What the document holds only for edits that rewrite it: of lists that are carried over it has no entries, and of users nothing. */
export type Bulk = 'addressLists' | 'users';

/** @throws TypeError for what is no policy that `parsePolicy` made */
export function edit(policy: Policy, rewritten: readonly Bulk[], change: (document: EditableDocument, content: PolicyContent) => Remarks): EditResult {
  const content = contentOf(policy);
  const document = editableDocument(content, rewritten);
  const remarks = change(document, content);
  if (remarks.some(({ severity }) => severity === 'error')) return { ok: false, issues: [...remarks] };
  const parsed = parsePolicyWith(document, carryingOver(content, rewritten));
  if (!parsed.ok) return parsed;
  const changed = policyChange(policy, parsed.policy);
  const made = changed.changes.length === 0 ? policyChange(policy, policy) : changed;
  return { ok: true, policy: made.after, change: made, warnings: [...remarks, ...parsed.warnings] };
}

function editableDocument(content: PolicyContent, rewritten: readonly Bulk[]): EditableDocument {
  const { index, users, addressLists } = content;
  const held = {
    ...content,
    index: rewritten.includes('addressLists') ? index : new MapIndex(new Map(), addressLists.length),
    users: rewritten.includes('users') ? users : new Map<string, string>(),
  };
  // The keys are named first for their order, which is that of diagnostics.
  return { domains: [], orgUnits: [], users: {}, addressLists: {}, routes: {}, ...policyDocumentOf(held) };
}

function carryingOver(content: PolicyContent, rewritten: readonly Bulk[]): BulkReader {
  return {
    addressLists: rewritten.includes('addressLists') ? (draft, caseSensitive, findings) => readAddressLists(draft, caseSensitive, findings) : listsOf(content),
    users: rewritten.includes('users') ? readUsers : () => content.users,
  };
}

/** The lists as they are. Those without entries are read, for the warnings that they deserve. */
function listsOf({ addressLists, index }: PolicyContent): BulkReader['addressLists'] {
  const names = new Set(addressLists.filter(({ size }) => size === 0).map(({ name }) => escapeKey(name)));
  return (draft, caseSensitive, findings) => {
    const empty = Object.fromEntries(Object.entries(draft ?? {}).filter(([key]) => names.has(key))) as ListsDraft;
    readAddressLists(empty, caseSensitive, findings);
    return { addressLists, index };
  };
}
