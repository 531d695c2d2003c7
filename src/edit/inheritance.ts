// What an org unit makes of a setting that it inherits: override it, break the inheritance, or inherit it again (S-6.3).

import { definitionAbove, definitionsOf, disabledAbove } from '../change/definitions.js';
import type { Definition } from '../change/definitions.js';
import type { Policy } from '../model/policy.js';
import { quote } from '../model/quotation.js';
import { settingDocument } from '../policy/policy-document.js';
import { noRemarks, refusal } from './edit-result.js';
import type { EditResult, Remarks } from './edit-result.js';
import { checkText } from './given-values.js';
import { editOrgUnit, insertSetting } from './org-unit-edit.js';
import type { EditableUnit } from './org-unit-edit.js';
import { changedSetting } from './setting-changes.js';
import type { SettingChanges } from './setting-changes.js';

/**
 * Overrides an inherited setting: the org unit gets a copy of its own, with changes, in the place of what it inherits. Refused for a setting that
 * is locked above, that an org unit above disables, or that the org unit defines or disables itself. (What is disabled above is brought back by a
 * definition of its own, of which nothing is inherited: {@link addSetting}.)
 *
 * @param orgUnit - the path of the org unit that inherits it
 * @param setting - its id
 * @param changes - as for {@link editSetting}
 * @returns the policy with the copy, or the issues: those of `parsePolicy`, `unknown-org-unit` or `not-inherited`
 * @throws TypeError for a policy that `parsePolicy` did not make, a path or id that is no text, and changes that are no plain object or name an id
 * @example override(policy, '/Sales', 'partners', { require: { minTlsVersion: 'TLSv1.3' } })
 * @see clauses S-6.3, S-6.5, S-15.5
 */
export function override(policy: Policy, orgUnit: string, setting: string, changes: SettingChanges = {}): EditResult {
  const id = checkText(setting, 'the id of a setting');
  return editOrgUnit(policy, orgUnit, (found) => {
    const inherited = inheritedBy(found, id);
    if (inherited === null) return notInherited(found, id);
    insertSetting(found.unit, id, changedSetting(settingDocument(inherited.setting), changes));
    return noRemarks;
  });
}

/**
 * Breaks the inheritance of a setting: it is disabled at the org unit and below, until it is defined again. Nothing changes where that is so already.
 * Refused for what is not inherited, is disabled above, is locked, or is defined here.
 *
 * @param orgUnit - the path of the org unit that inherits it
 * @param setting - its id
 * @returns the policy with the id among those that the org unit disables, or the issues: those of `parsePolicy`, or `unknown-org-unit`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a path or id that is no text
 * @example breakInheritance(policy, '/Sales', 'partners')
 * @see clauses S-6.3, S-6.5, S-15.2
 */
export function breakInheritance(policy: Policy, orgUnit: string, setting: string): EditResult {
  const id = checkText(setting, 'the id of a setting');
  return editOrgUnit(policy, orgUnit, ({ unit }) => {
    if (!unit.disable.includes(id)) unit.disable = [...unit.disable, id].sort();
    return noRemarks;
  });
}

/**
 * Lets an org unit inherit a setting again: its own definition is removed, and it disables the setting no longer. Nothing changes where it does neither.
 * Refused where nothing is inherited, be it that no org unit above defines the setting or that one disables it: then it would be removal, and
 * {@link removeSetting} does that.
 *
 * @param orgUnit - the path of the org unit
 * @param setting - the id of the setting
 * @returns the policy in which the org unit inherits the setting, or the issues: those of `parsePolicy`, `unknown-org-unit` or `not-inherited`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for a path or id that is no text
 * @example inherit(policy, '/Sales', 'partners')
 * @see clauses S-6.3, S-15.2
 */
export function inherit(policy: Policy, orgUnit: string, setting: string): EditResult {
  const id = checkText(setting, 'the id of a setting');
  return editOrgUnit(policy, orgUnit, (found) => {
    if (inheritedBy(found, id) === null) return notInherited(found, id);
    const { unit } = found;
    unit.settings = unit.settings.filter((each) => each.id !== id);
    unit.disable = unit.disable.filter((each) => each !== id);
    return noRemarks;
  });
}

function inheritedBy({ unit, content }: EditableUnit, id: string): Definition | null {
  return definitionAbove(definitionsOf(content.orgUnits), unit.path, id);
}

function notInherited({ unit, place, content }: EditableUnit, id: string): Remarks {
  const disabledAt = disabledAbove(definitionsOf(content.orgUnits), unit.path, id);
  const why = disabledAt === null ? 'there is none above it' : `it is disabled at ${quote(disabledAt)}; inherit it again there, or define it here`;
  return refusal('not-inherited', place, `the org unit ${quote(unit.path)} inherits no setting ${quote(id)}; ${why}`);
}
