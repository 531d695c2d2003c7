// What changed in the tree of org units: units, their settings, and what they disable (S-6.1, S-6.3).

import { ROOT } from '../model/org-unit-path.js';
import type { OrgUnit, Setting } from '../model/policy.js';
import { definitionAbove, definitionsOf, takesPlace } from './definitions.js';
import type { Definitions } from './definitions.js';
import type { DocumentChange } from './document-change.js';
import { fieldChanges, settingFields } from './field-changes.js';
import { mergeSorted } from './sorted-merge.js';

export function orgUnitChanges(before: readonly OrgUnit[], after: readonly OrgUnit[], put: (change: DocumentChange) => void): void {
  const [above, aboveNow] = [definitionsOf(before), definitionsOf(after)];
  mergeSorted(before, after, ({ path }) => path, (was, is) => {
    const orgUnit = (is ?? was)?.path ?? ROOT;
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
  mergeSorted(before.settings, after.settings, ({ id }) => id, (was, is) => {
    if (is === null) {
      if (was !== null) put({ kind: 'setting-removed', orgUnit, setting: was.id, overrides: overriddenUnit(was, orgUnit, before.above) });
    } else if (was === null) put({ kind: 'setting-added', orgUnit, setting: is.id, overrides: overriddenUnit(is, orgUnit, after.above) });
    else if (was !== is) {
      const fields = fieldChanges(settingFields(was), settingFields(is));
      if (fields.length > 0) put({ kind: 'setting-changed', orgUnit, setting: is.id, fields });
    }
  });
}

function inheritanceChanges(orgUnit: string, before: readonly string[], after: readonly string[], put: (change: DocumentChange) => void): void {
  mergeSorted(before, after, (id) => id, (was, is) => {
    if (was === null && is !== null) put({ kind: 'inheritance-broken', orgUnit, setting: is });
    if (is === null && was !== null) put({ kind: 'inheritance-restored', orgUnit, setting: was });
  });
}

function overriddenUnit(setting: Setting, orgUnit: string, above: Definitions): string | null {
  return takesPlace(setting) ? (definitionAbove(above, orgUnit, setting.id)?.orgUnit ?? null) : null;
}
