// What changed in the address lists: lists, their descriptions and their entries.

import type { AddressList, PolicyContent } from '../model/policy.js';
import type { DocumentChange } from './document-change.js';
import { entryChanges } from './entry-changes.js';
import { fieldChanges, fieldsAdded, fieldsRemoved, listFields } from './field-changes.js';
import { mergeSorted } from './sorted-merge.js';

type Lists = Pick<PolicyContent, 'addressLists' | 'index'>;

export function addressListChanges(before: Lists, after: Lists, put: (change: DocumentChange) => void): void {
  const entries = entryChanges(before, after);
  mergeSorted(before.addressLists, after.addressLists, ({ name }) => name, (addressList, was, is) => {
    if (was === null && is !== null) put({ kind: 'list-added', addressList, entries: is.size, fields: fieldsAdded(listFields(is)) });
    if (is === null && was !== null) put({ kind: 'list-removed', addressList, entries: was.size, fields: fieldsRemoved(listFields(was)) });
    if (was !== null && is !== null) descriptionChange(was, is, put);
    entries.get(addressList)?.forEach(put);
  });
}

function descriptionChange(before: AddressList, after: AddressList, put: (change: DocumentChange) => void): void {
  const fields = fieldChanges(listFields(before), listFields(after));
  if (fields.length > 0) put({ kind: 'list-changed', addressList: after.name, fields });
}
