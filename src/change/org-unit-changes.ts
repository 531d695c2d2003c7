// What changed in the tree of org units: units, their settings, and what they disable (S-6.1, S-6.3).

import type { OrgUnit, Setting } from '../model/policy.js';
import { definitionAbove, definitionsOf, takesPlace } from './definitions.js';
import type { Definitions } from './definitions.js';
import type { DocumentChange } from './document-change.js';
import { fieldChanges, fieldsAdded, fieldsRemoved, settingFields } from './field-changes.js';
import { mergeSorted } from './sorted-merge.js';

export function orgUnitChanges(before: readonly OrgUnit[], after: readonly OrgUnit[], put: (change: DocumentChange) => void): void {
  const [above, aboveNow] = [definitionsOf(before), definitionsOf(after)];
  mergeSorted(before, after, ({ path }) => path, (orgUnit, was, is) => {
    if (was === null) put({ kind: 'org-unit-added', orgUnit });
    if (is === null) put({ kind: 'org-unit-removed', orgUnit });
    settingChanges(orgUnit, { settings: was?.settings ?? [], above }, { settings: is?.settings ?? [], above: aboveNow }, put);
    inheritanceChanges(orgUnit, was?.disable ?? [], is?.disable ?? [], put);
  });
}

interface UnitSettings {
  readonly settings: readonly Setting[];
  readonly above: Definitions;
}

function settingChanges(orgUnit: string, before: UnitSettings, after: UnitSettings, put: (change: DocumentChange) => void): void {
  mergeSorted(before.settings, after.settings, ({ id }) => id, (setting, was, is) => {
    if (was !== null && is !== null) {
      const fields = fieldChanges(settingFields(was), settingFields(is));
      if (fields.length > 0) put({ kind: 'setting-changed', orgUnit, setting, fields });
    } else if (was !== null) {
      put({ kind: 'setting-removed', orgUnit, setting, overrides: overriddenUnit(was, orgUnit, before.above), fields: fieldsRemoved(settingFields(was)) });
    } else if (is !== null) {
      put({ kind: 'setting-added', orgUnit, setting, overrides: overriddenUnit(is, orgUnit, after.above), fields: fieldsAdded(settingFields(is)) });
    }
  });
}

function inheritanceChanges(orgUnit: string, before: readonly string[], after: readonly string[], put: (change: DocumentChange) => void): void {
  mergeSorted(before, after, (id) => id, (setting, was, is) => {
    if (was === null) put({ kind: 'inheritance-broken', orgUnit, setting });
    if (is === null) put({ kind: 'inheritance-restored', orgUnit, setting });
  });
}

function overriddenUnit(setting: Setting, orgUnit: string, above: Definitions): string | null {
  return takesPlace(setting) ? (definitionAbove(above, orgUnit, setting.id)?.orgUnit ?? null) : null;
}
