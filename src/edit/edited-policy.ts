// How every edit is made: the canonical document is changed and parsed again, so that an edit can make no policy that parsing would refuse (S-15.2).
// What a policy can have millions of, entries and users, is carried over, unless the edit is about it.

import { policyChange } from '../change/policy-change.js';
import { MapIndex } from '../lists/map-index.js';
import type { PolicyInput } from '../model/document.js';
import type { Policy, PolicyContent } from '../model/policy.js';
import { readAddressLists } from '../policy/address-lists.js';
import { parsePolicyWith } from '../policy/parse-policy.js';
import type { BulkReader } from '../policy/parse-policy.js';
import { contentOf } from '../policy/parsed-policy.js';
import { policyDocumentOf } from '../policy/policy-document.js';
import { readUsers } from '../policy/users.js';
import { CarriedLists } from './carried-lists.js';
import type { EditResult, Remarks } from './edit-result.js';

/** The canonical document, of which an edit may change what it likes. */
export interface EditableDocument extends PolicyInput {
  domains: NonNullable<PolicyInput['domains']>;
  orgUnits: NonNullable<PolicyInput['orgUnits']>;
  users: NonNullable<PolicyInput['users']>;
  addressLists: NonNullable<PolicyInput['addressLists']>;
  routes: NonNullable<PolicyInput['routes']>;
}

export interface Editable {
  readonly document: EditableDocument;
  readonly lists: CarriedLists;
  readonly content: PolicyContent;
}

/**
 * What an edit is about. Of `settings` and `addressLists` the document has no users, and but for `everything` the lists of the policy have no entries in it.
 */
export type Subject = 'settings' | 'users' | 'addressLists' | 'everything';

/** @throws TypeError for what is no policy that `parsePolicy` made */
export function edit(policy: Policy, subject: Subject, change: (editable: Editable) => Remarks): EditResult {
  const content = contentOf(policy);
  const document = editableDocument(content, subject);
  const lists = new CarriedLists(content);
  const remarks = change({ document, lists, content });
  if (remarks.some(({ severity }) => severity === 'error')) return { ok: false, issues: [...remarks] };
  const parsed = parsePolicyWith(document, { addressLists: listsReader(lists, subject), users: hasUsers(subject) ? readUsers : () => content.users });
  if (!parsed.ok) return parsed;
  const changed = policyChange(policy, parsed.policy);
  const made = changed.changes.length === 0 ? policyChange(policy, policy) : changed;
  return { ok: true, policy: made.after, change: made, warnings: [...remarks, ...parsed.warnings] };
}

function editableDocument(content: PolicyContent, subject: Subject): EditableDocument {
  const held = {
    ...content,
    index: subject === 'everything' ? content.index : new MapIndex(new Map(), content.addressLists.length),
    users: hasUsers(subject) ? content.users : new Map<string, string>(),
  };
  // The keys are named first for their order, which is that of diagnostics.
  return { domains: [], orgUnits: [], users: {}, addressLists: {}, routes: {}, ...policyDocumentOf(held) };
}

function hasUsers(subject: Subject): boolean {
  return subject === 'users' || subject === 'everything';
}

function listsReader(lists: CarriedLists, subject: Subject): BulkReader['addressLists'] {
  if (subject === 'everything') return (draft, caseSensitive, findings) => readAddressLists(draft, caseSensitive, findings);
  return subject === 'addressLists' ? (...given) => lists.readEdited(...given) : (...given) => lists.readUnchanged(...given);
}
