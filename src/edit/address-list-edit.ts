// Edits of one address list: it is found first, or the edit is refused.

import type { AddressListEntryInput } from '../model/document.js';
import type { Policy, PolicyContent } from '../model/policy.js';
import { edit } from './edited-policy.js';
import type { Editable } from './edited-policy.js';
import type { EditResult, Remarks } from './edit-result.js';
import { checkText, unknownName } from './given-values.js';

/** A list of the document, without the entries that it carries over. */
export interface ListDocument {
  description?: string;
  entries: AddressListEntryInput[];
}

export interface EditableList extends Editable {
  readonly list: ListDocument;
  readonly name: string;
  /** Its place in the lists of the policy. */
  readonly place: number;
}

/** @throws TypeError for a policy that is none, and for a name that is no text */
export function editList(policy: Policy, addressList: string, change: (found: EditableList) => Remarks): EditResult {
  const name = checkText(addressList, 'the name of an address list');
  return edit(policy, 'addressLists', (editable) => {
    const { document, content } = editable;
    if (!Object.hasOwn(document.addressLists, name)) return unknownList(name, content);
    const place = content.addressLists.findIndex((each) => each.name === name);
    return change({ ...editable, list: document.addressLists[name] as ListDocument, name, place });
  });
}

function unknownList(name: string, { addressLists }: PolicyContent): Remarks {
  return unknownName('unknown-list', ['addressLists'], 'there is no address list', name, addressLists.map((list) => list.name));
}
