// Adding, editing and removing a setting where it is defined.

import { definitionAbove, definitionsOf } from '../change/definitions.js';
import type { SettingInput } from '../model/document.js';
import type { Policy } from '../model/policy.js';
import { readProperty } from '../model/property.js';
import { quote } from '../model/quotation.js';
import { noRemarks, refusal } from './edit-result.js';
import type { EditResult } from './edit-result.js';
import { editDefinition, editOrgUnit, insertSetting } from './org-unit-edit.js';
import { changedSetting } from './setting-changes.js';
import type { SettingChanges } from './setting-changes.js';

/**
 * Adds a setting to an org unit. An id that the org unit inherits is refused, for the new setting would quietly take the inherited one's place:
 * {@link override} does that. An id that an org unit above disables is inherited by nothing below it, and is brought back by adding it (S-6.3).
 *
 * @param orgUnit - its path
 * @param setting - as in a policy document
 * @returns the policy with the setting, or the issues: those of `parsePolicy`, or `unknown-org-unit`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a path that is no text
 * @example addSetting(policy, '/Sales', { id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'] })
 * @see clauses S-6.3, S-15.5
 */
export function addSetting(policy: Policy, orgUnit: string, setting: SettingInput): EditResult {
  return editOrgUnit(policy, orgUnit, ({ unit, place, content }) => {
    const id = readProperty(setting, 'id');
    const name = typeof id === 'string' ? id : '';
    const above = definitionAbove(definitionsOf(content.orgUnits), unit.path, name);
    if (above !== null) {
      return refusal('duplicate-id', [...place, 'settings'], `the org unit ${quote(unit.path)} inherits ${quote(name)} from ${quote(above.orgUnit)}; override it or choose another id`);
    }
    insertSetting(unit, name, setting);
    return noRemarks;
  });
}

/**
 * Changes a setting where it is defined. What the changes leave out stays; `null` takes a route away and gives a requirement its default again.
 *
 * @param orgUnit - the path of the org unit that defines it
 * @param setting - its id, which cannot be changed
 * @param changes - the fields that change, as in a policy document; of `require` each requirement by itself
 * @returns the policy with the setting changed, or the issues: those of `parsePolicy`, `unknown-org-unit` or `unknown-setting`
 * @throws TypeError for a policy that `parsePolicy` did not make, a path or id that is no text, and changes that are no plain object or name an id
 * @example editSetting(policy, '/', 'partners', { require: { minTlsVersion: 'TLSv1.2' }, route: null })
 * @see clause S-15.2
 */
export function editSetting(policy: Policy, orgUnit: string, setting: string, changes: SettingChanges): EditResult {
  return editDefinition(policy, orgUnit, setting, ({ setting: defined, replace }) => {
    replace(changedSetting(defined, changes));
    return noRemarks;
  });
}

/**
 * Removes a setting where it is defined. What org units above define under the same id is inherited again. Refused while an org unit below
 * disables it, which would then disable nothing.
 *
 * @param orgUnit - the path of the org unit that defines it
 * @param setting - its id
 * @returns the policy without the setting, or the issues: those of `parsePolicy`, `unknown-org-unit` or `unknown-setting`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a path or id that is no text
 * @example removeSetting(policy, '/Sales', 'partners')
 * @see clauses S-6.3, S-15.2
 */
export function removeSetting(policy: Policy, orgUnit: string, setting: string): EditResult {
  return editDefinition(policy, orgUnit, setting, ({ setting: defined, unit }) => {
    unit.settings = unit.settings.filter((each) => each !== defined);
    return noRemarks;
  });
}
