// Edits of one org unit, and of one setting that it defines: they are found first, or the edit is refused.

import { definitionAbove, definitionsOf } from '../change/definitions.js';
import type { OrgUnitInput, SettingInput } from '../model/document.js';
import { ROOT } from '../model/org-unit-path.js';
import type { Policy, PolicyContent } from '../model/policy.js';
import { quote } from '../model/quotation.js';
import { byCodeUnits } from '../model/text.js';
import { edit } from './edited-policy.js';
import type { EditableDocument } from './edited-policy.js';
import { refusal } from './edit-result.js';
import type { EditResult, Remarks } from './edit-result.js';
import { checkText, unknownName } from './given-values.js';

/** An org unit of the document, with its place there. */
export interface EditableUnit {
  readonly unit: Required<OrgUnitInput>;
  readonly place: readonly ['orgUnits', number];
  readonly document: EditableDocument;
  readonly content: PolicyContent;
}

/** @throws TypeError for a policy that is none, and for a path that is no text */
export function editOrgUnit(policy: Policy, orgUnit: string, change: (found: EditableUnit) => Remarks): EditResult {
  const path = checkText(orgUnit, 'the path of an org unit');
  return edit(policy, 'settings', ({ document, content }) => {
    const index = indexOf(document, path);
    const unit = document.orgUnits[index];
    if (unit === undefined) return unknownName('unknown-org-unit', ['orgUnits'], 'there is no org unit', path, content.orgUnits.map((each) => each.path));
    const whole = { settings: [], disable: [], ...unit };
    document.orgUnits[index] = whole;
    return change({ unit: whole, place: ['orgUnits', index], document, content });
  });
}

/** A setting that the org unit defines; `replace` puts another in its place. */
export interface EditableSetting extends EditableUnit {
  readonly setting: SettingInput;
  readonly replace: (setting: SettingInput) => void;
}

/** @throws TypeError for a policy that is none, and for a path or id that is no text */
export function editDefinition(policy: Policy, orgUnit: string, setting: string, change: (found: EditableSetting) => Remarks): EditResult {
  const id = checkText(setting, 'the id of a setting');
  return editOrgUnit(policy, orgUnit, (found) => {
    const { settings } = found.unit;
    const index = settings.findIndex((each) => each.id === id);
    const defined = settings[index];
    if (defined === undefined) return notDefined(id, found);
    return change({ ...found, setting: defined, replace: (other) => (settings[index] = other) });
  });
}

function notDefined(id: string, { unit, place, content }: EditableUnit): Remarks {
  const path = [...place, 'settings'];
  const above = definitionAbove(definitionsOf(content.orgUnits), unit.path, id);
  if (above === null) return unknownName('unknown-setting', path, `the org unit ${quote(unit.path)} defines no setting`, id, unit.settings.map((each) => each.id));
  return refusal('unknown-setting', path, `the org unit ${quote(unit.path)} inherits ${quote(id)} from ${quote(above.orgUnit)}; edit it there, or override it here`);
}

/** Puts a setting where the order of ids has its place, so that the paths of issues are those of the canonical document. */
export function insertSetting({ settings }: Required<OrgUnitInput>, id: string, setting: SettingInput): void {
  const after = settings.findIndex((each) => byCodeUnits(each.id, id) > 0);
  settings.splice(after === -1 ? settings.length : after, 0, setting);
}

/** The root is always there, but the document names it only where it defines something. */
function indexOf({ orgUnits }: EditableDocument, path: string): number {
  if (path === ROOT && orgUnits[0]?.path !== ROOT) orgUnits.unshift({ path: ROOT });
  return orgUnits.findIndex((unit) => unit.path === path);
}
