// Creating, renaming, describing and removing address lists.

import type { AddressListInput } from '../model/document.js';
import type { Policy } from '../model/policy.js';
import { editList } from './address-list-edit.js';
import { edit } from './edited-policy.js';
import { noRemarks } from './edit-result.js';
import type { EditResult } from './edit-result.js';
import { checkText } from './given-values.js';
import { taken, withName, withoutName } from './named-values.js';

/**
 * Creates an address list.
 *
 * @param name - any that no list has
 * @param list - as in a policy document: pasted text, entries, or an object with either and a description; empty if left out
 * @returns the policy with the list, or the issues: those of `parsePolicy` (a bad item of pasted text with its line and column), or `duplicate-list`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a name that is no text
 * @example createAddressList(policy, 'partners', 'partner.example, *.clinic.example')
 * @see clauses S-3.1, S-3.2, S-15.2
 */
export function createAddressList(policy: Policy, name: string, list: AddressListInput = []): EditResult {
  checkText(name, 'the name of an address list');
  return edit(policy, 'addressLists', ({ document }) => {
    if (Object.hasOwn(document.addressLists, name)) return taken('duplicate-list', ['addressLists', name], 'list', name);
    document.addressLists = withName(document.addressLists, name, list);
    return noRemarks;
  });
}

/**
 * Renames an address list. The settings that name it name it by its new name.
 *
 * @param addressList - the name that it has now
 * @param newName - any that no list has
 * @returns the policy with the list renamed, or the issues: those of `parsePolicy`, `unknown-list` or `duplicate-list`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a name that is no text
 * @example renameAddressList(policy, 'partners', 'partners-eu')
 * @see clauses S-15.2, S-15.5
 */
export function renameAddressList(policy: Policy, addressList: string, newName: string): EditResult {
  checkText(newName, 'the new name of an address list');
  return editList(policy, addressList, ({ list, name, document, lists }) => {
    if (newName === name) return noRemarks;
    if (Object.hasOwn(document.addressLists, newName)) return taken('duplicate-list', ['addressLists', newName], 'list', newName);
    document.addressLists = withName<AddressListInput>(withoutName(document.addressLists, name), newName, list);
    lists.rename(name, newName);
    for (const setting of document.orgUnits.flatMap(({ settings = [] }) => settings)) {
      setting.addressLists = (setting.addressLists ?? []).map((each) => (each === name ? newName : each));
    }
    return noRemarks;
  });
}

/**
 * Sets the description of an address list.
 *
 * @param addressList - the name of one that the policy has
 * @param description - whom the list is about; empty: none
 * @returns the policy with the list described, or the issues: `unknown-list`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for text that is none
 * @example describeAddressList(policy, 'partners', 'who signed the agreement of 2024')
 * @see clause S-15.2
 */
export function describeAddressList(policy: Policy, addressList: string, description: string): EditResult {
  checkText(description, 'the description of an address list');
  return editList(policy, addressList, ({ list }) => {
    list.description = description;
    return noRemarks;
  });
}

/**
 * Removes an address list with its entries. Refused while a setting names it.
 *
 * @returns the policy without the list, or the issues: those of `parsePolicy`, or `unknown-list`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a name that is no text
 * @example removeAddressList(policy, 'partners')
 * @see clause S-15.2
 */
export function removeAddressList(policy: Policy, addressList: string): EditResult {
  return editList(policy, addressList, ({ name, document }) => {
    document.addressLists = withoutName(document.addressLists, name);
    return noRemarks;
  });
}
