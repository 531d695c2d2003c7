// Filling an address list, and adding and removing entries, by hand or pasted.

import type { Policy } from '../model/policy.js';
import { quote } from '../model/quotation.js';
import { byCodeUnits } from '../model/text.js';
import { editList } from './address-list-edit.js';
import type { EditableList } from './address-list-edit.js';
import type { EntryEdits } from './carried-lists.js';
import { noRemarks } from './edit-result.js';
import type { EditResult, Remarks } from './edit-result.js';
import { unknownNames } from './given-values.js';
import { readItems } from './given-entries.js';
import type { EntryOptions, GivenEntry, GivenItems } from './given-entries.js';

/**
 * Fills an address list: afterwards it has the entries given, and no other. An entry that was there before keeps whether it requires authentication,
 * unless an item or the options say it.
 *
 * @param addressList - the name of one that the policy has; none is created
 * @param items - pasted text, or entries
 * @param options - whether items that do not say so themselves require authentication
 * @returns the policy with the list filled, or the issues: of every bad item, with line and column in a text, else its index in the path; or `unknown-list`
 * @throws TypeError for a policy that `parsePolicy` did not make, a name that is no text, items that are neither text nor a list, and options that
 *   there are not
 * @example fillAddressList(policy, 'partners', 'partner.example\n*.clinic.example')
 * @see clauses S-3.2, S-15.4
 */
export function fillAddressList(policy: Policy, addressList: string, items: GivenItems, options: EntryOptions = {}): EditResult {
  return editEntries(policy, addressList, items, options, (found) => {
    found.lists.fill(found.name, editsOf(found));
    return noRemarks;
  });
}

/**
 * Adds entries to an address list. One that is there already keeps whether it requires authentication, unless an item or the options say it; if
 * nothing else is given, nothing changes.
 *
 * @param addressList - the name of one that the policy has; none is created
 * @param items - pasted text, or entries
 * @param options - whether items that do not say so themselves require authentication
 * @returns the policy with the entries, or the issues: of every bad item, with line and column in a text, else its index in the path; or `unknown-list`
 * @throws TypeError for a policy that `parsePolicy` did not make, a name that is no text, items that are neither text nor a list, and options that
 *   there are not
 * @example addEntries(policy, 'partners', ['partner.example', { value: 'ceo@supplier.example', requireAuthentication: false }])
 * @see clauses S-3.2, S-15.4
 */
export function addEntries(policy: Policy, addressList: string, items: GivenItems, options: EntryOptions = {}): EditResult {
  return editEntries(policy, addressList, items, options, (found) => {
    found.lists.change(found.name, editsOf(found));
    return noRemarks;
  });
}

/**
 * Removes entries from an address list. An entry is removed by its equal alone: to remove `partner.example` leaves `*.partner.example` and
 * `ann@partner.example`. One that the list has not is refused, for it may be a misspelt one that is still there.
 *
 * @param addressList - the name of one that the policy has
 * @param items - pasted text, or entries
 * @returns the policy without the entries, or the issues: of every bad item, with line and column in a text, else its index in the path; `unknown-entry`
 *   or `unknown-list`
 * @throws TypeError for a policy that `parsePolicy` did not make, a name that is no text, and items that are neither text nor a list
 * @example removeEntries(policy, 'partners', 'partner.example')
 * @see clauses S-3.2, S-15.4
 */
export function removeEntries(policy: Policy, addressList: string, items: GivenItems): EditResult {
  return editEntries(policy, addressList, items, {}, (found) => {
    found.lists.change(found.name, new Map(found.given.map(({ value }) => [value, null])));
    return unknownEntries(found);
  });
}

interface EditableEntries extends EditableList {
  readonly given: readonly GivenEntry[];
  /** Whether the list requires authentication of the entry; null: it has none. */
  readonly present: (value: string) => boolean | null;
}

function editEntries(policy: Policy, addressList: string, items: GivenItems, options: EntryOptions, change: (found: EditableEntries) => Remarks): EditResult {
  return editList(policy, addressList, (found) => {
    const { name, place, content } = found;
    const read = readItems(name, items, options, content);
    if (!read.ok) return read.issues;
    const present = (value: string): boolean | null => content.index.membershipsOf(value).find(({ list }) => list === place)?.requireAuthentication ?? null;
    return [...read.warnings, ...change({ ...found, given: read.entries, present })];
  });
}

/** An item that does not say whether authentication is required leaves it as it is, and of a new entry it is required. */
function editsOf({ given, present }: EditableEntries): EntryEdits {
  return new Map(given.map(({ value, requireAuthentication }) => [value, requireAuthentication ?? present(value) ?? true]));
}

function unknownEntries({ name, place, given, present, content }: EditableEntries): Remarks {
  const absent = given.map(({ value }) => value).filter((value) => present(value) === null);
  if (absent.length === 0) return noRemarks;
  const known = content.index.entriesOf(place).map(({ value }) => value);
  const path = ['addressLists', name, 'entries'];
  return unknownNames('unknown-entry', () => path, `the address list ${quote(name)} has no entry`, absent.sort(byCodeUnits), known);
}
