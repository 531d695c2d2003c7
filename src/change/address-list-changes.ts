// What changed in the address lists: lists, their descriptions and their entries. A list may have millions, so each side is listed once.

import type { AddressListEntry } from '../model/address-list-entry.js';
import type { AddressList, PolicyContent } from '../model/policy.js';
import type { DocumentChange } from './document-change.js';
import { fieldChanges } from './field-changes.js';
import { mergeSorted } from './sorted-merge.js';

type Entries = readonly AddressListEntry[];
type Lists = Pick<PolicyContent, 'addressLists' | 'index'>;

export function addressListChanges(before: Lists, after: Lists, put: (change: DocumentChange) => void): void {
  // An index belongs to the lists that it was made with, so one index means the same entries.
  const listed = before.index === after.index ? bareLists : listsWithEntries;
  mergeSorted(listed(before), listed(after), ({ list }) => list.name, (was, is) => {
    const addressList = (is ?? was)?.list.name ?? '';
    if (was === null && is !== null) put({ kind: 'list-added', addressList, entries: is.list.size });
    if (is === null && was !== null) put({ kind: 'list-removed', addressList, entries: was.list.size });
    if (was !== null && is !== null) descriptionChange(was.list, is.list, put);
    entryChanges(addressList, was?.entries ?? [], is?.entries ?? [], put);
  });
}

interface ListedEntries {
  readonly list: AddressList;
  readonly entries: Entries;
}

function bareLists({ addressLists }: Lists): readonly ListedEntries[] {
  return addressLists.map((list) => ({ list, entries: [] }));
}

function listsWithEntries({ addressLists, index }: Lists): readonly ListedEntries[] {
  const entries = index.entriesByList();
  return addressLists.map((list, place) => ({ list, entries: entries[place] ?? [] }));
}

function descriptionChange(before: AddressList, after: AddressList, put: (change: DocumentChange) => void): void {
  const fields = fieldChanges({ description: before.description }, { description: after.description });
  if (fields.length > 0) put({ kind: 'list-changed', addressList: after.name, fields });
}

function entryChanges(addressList: string, before: Entries, after: Entries, put: (change: DocumentChange) => void): void {
  mergeSorted(before, after, ({ value }) => value, (was, is) => {
    const entry = is ?? was;
    if (entry === null || was?.requireAuthentication === is?.requireAuthentication) return;
    const kind = was === null ? 'entry-added' : is === null ? 'entry-removed' : 'entry-changed';
    put({ kind, addressList, entry: entry.value, requireAuthentication: entry.requireAuthentication });
  });
}
