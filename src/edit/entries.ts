// Filling an address list, and adding and removing entries, by hand or pasted.

import { mergeSorted } from '../change/sorted-merge.js';
import type { AddressListEntryInput } from '../model/document.js';
import type { Policy } from '../model/policy.js';
import { quote } from '../model/quotation.js';
import { editList } from './address-list-edit.js';
import type { EditableList } from './address-list-edit.js';
import { noRemarks } from './edit-result.js';
import type { EditResult, Remarks } from './edit-result.js';
import { unknownNames } from './given-values.js';
import { readItems } from './given-entries.js';
import type { EntryOptions, GivenEntry, GivenItems } from './given-entries.js';

/**
 * Fills an address list: afterwards it has the entries given, and no other. An entry that was there before keeps whether it requires authentication,
 * unless an item or the options say it.
 *
 * @param items - pasted text, or entries
 * @returns the policy with the list filled, or the issues: of every bad item, with line and column in a text, else its index in the path; or `unknown-list`
 * @throws TypeError for a policy that `parsePolicy` did not make, a name that is no text, items that are neither text nor a list, and options that
 *   there are not
 * @example fillAddressList(policy, 'partners', 'partner.example\n*.clinic.example')
 * @see clauses S-3.2, S-15.4
 */
export function fillAddressList(policy: Policy, addressList: string, items: GivenItems, options: EntryOptions = {}): EditResult {
  return editEntries(policy, addressList, items, options, (found) => {
    found.list.entries = joined(found, (present, given) => given && overlaid(present, given)).map(written);
    return noRemarks;
  });
}

/**
 * Adds entries to an address list. One that is there already keeps whether it requires authentication, unless an item or the options say it; if
 * nothing else is given, nothing changes.
 *
 * @param items - pasted text, or entries
 * @returns the policy with the entries, or the issues: of every bad item, with line and column in a text, else its index in the path; or `unknown-list`
 * @throws TypeError for a policy that `parsePolicy` did not make, a name that is no text, items that are neither text nor a list, and options that
 *   there are not
 * @example addEntries(policy, 'partners', ['partner.example', { value: 'ceo@supplier.example', requireAuthentication: false }])
 * @see clauses S-3.2, S-15.4
 */
export function addEntries(policy: Policy, addressList: string, items: GivenItems, options: EntryOptions = {}): EditResult {
  return editEntries(policy, addressList, items, options, (found) => {
    found.list.entries = joined(found, overlaid).map(written);
    return noRemarks;
  });
}

/**
 * Removes entries from an address list. An entry is removed by its equal alone: to remove `partner.example` leaves `*.partner.example` and
 * `ann@partner.example`. One that the list has not is refused, for it may be a misspelt one that is still there.
 *
 * @param items - pasted text, or entries
 * @returns the policy without the entries, or the issues: of every bad item, with line and column in a text, else its index in the path; `unknown-entry`
 *   or `unknown-list`
 * @throws TypeError for a policy that `parsePolicy` did not make, a name that is no text, and items that are neither text nor a list
 * @example removeEntries(policy, 'partners', 'partner.example')
 * @see clauses S-3.2, S-15.4
 */
export function removeEntries(policy: Policy, addressList: string, items: GivenItems): EditResult {
  return editEntries(policy, addressList, items, {}, (found) => {
    const absent = joined(found, (present, given) => (present === null ? given : null)).map(({ value }) => value);
    found.list.entries = joined(found, (present, given) => (given === null ? present : null)).map(written);
    return unknownEntries(absent, found);
  });
}

interface EditableEntries extends EditableList {
  /** Both sorted by value, each value once. */
  readonly present: readonly GivenEntry[];
  readonly given: readonly GivenEntry[];
}

function editEntries(policy: Policy, addressList: string, items: GivenItems, options: EntryOptions, change: (found: EditableEntries) => Remarks): EditResult {
  return editList(policy, addressList, (found) => {
    const read = readItems(found.name, items, options, found.content);
    if (!read.ok) return read.issues;
    const present = found.list.entries.map(presentEntry);
    return [...read.warnings, ...change({ ...found, present, given: read.entries })];
  });
}

/** What `choose` makes of each value, but where it makes nothing. */
function joined({ present, given }: EditableEntries, choose: (present: GivenEntry | null, given: GivenEntry | null) => GivenEntry | null): GivenEntry[] {
  const entries: GivenEntry[] = [];
  mergeSorted(present, given, ({ value }) => value, (was, is) => {
    const entry = choose(was, is);
    if (entry !== null) entries.push(entry);
  });
  return entries;
}

/** An item that does not say whether authentication is required leaves it as it is. */
function overlaid(present: GivenEntry | null, given: GivenEntry | null): GivenEntry | null {
  return given === null || (given.requireAuthentication === null && present !== null) ? present : given;
}

/** In the canonical document an entry that is text requires authentication. */
function presentEntry(entry: AddressListEntryInput): GivenEntry {
  return typeof entry === 'string' ? { value: entry, requireAuthentication: true } : { value: entry.value, requireAuthentication: entry.requireAuthentication ?? true };
}

function written({ value, requireAuthentication }: GivenEntry): AddressListEntryInput {
  return requireAuthentication === false ? { value, requireAuthentication } : value;
}

function unknownEntries(absent: readonly string[], { name, present }: EditableEntries): Remarks {
  if (absent.length === 0) return noRemarks;
  const path = ['addressLists', name, 'entries'];
  return unknownNames('unknown-entry', () => path, `the address list ${quote(name)} has no entry`, absent, present.map(({ value }) => value));
}
