// What org units define and disable, and which definition above one stands for it there (S-6.3, S-7.6).

import { parentOf, ROOT } from '../model/org-unit-path.js';
import type { OrgUnit, Setting } from '../model/policy.js';

/** By org unit; definitions by id. */
export type Definitions = ReadonlyMap<string, UnitDefinitions>;

interface UnitDefinitions {
  readonly settings: ReadonlyMap<string, Setting>;
  readonly disabled: ReadonlySet<string>;
}

export interface Definition {
  readonly orgUnit: string;
  readonly setting: Setting;
}

export function definitionsOf(units: readonly OrgUnit[]): Definitions {
  return new Map(
    units.map(({ path, settings, disable }) => [path, { settings: new Map(settings.map((setting) => [setting.id, setting])), disabled: new Set(disable) }]),
  );
}

/**
 * The nearest definition above an org unit that is enforced, else the nearest of all; only what is enforced takes another's place (S-7.6). What stands
 * above a unit that disables the id is not inherited below it (S-6.3). Whether the org unit disables the id itself is no matter.
 */
export function definitionAbove(definitions: Definitions, orgUnit: string, id: string): Definition | null {
  let nearest: Definition | null = null;
  for (const [path, { settings, disabled }] of unitsAbove(definitions, orgUnit)) {
    if (disabled.has(id)) break;
    const setting = settings.get(id);
    if (setting === undefined) continue;
    if (takesPlace(setting)) return { orgUnit: path, setting };
    nearest ??= { orgUnit: path, setting };
  }
  return nearest;
}

/** The org unit above that disables the id, so that nothing is inherited under it; null: none does, or a definition below that one brings the id back. */
export function disabledAbove(definitions: Definitions, orgUnit: string, id: string): string | null {
  for (const [path, { settings, disabled }] of unitsAbove(definitions, orgUnit)) {
    if (disabled.has(id)) return path;
    if (settings.has(id)) return null;
  }
  return null;
}

/** From the parent up to the root. */
function unitsAbove(definitions: Definitions, orgUnit: string): readonly (readonly [path: string, unit: UnitDefinitions])[] {
  const above: (readonly [string, UnitDefinitions])[] = [];
  for (let path = orgUnit; path !== ROOT; ) {
    path = parentOf(path);
    const unit = definitions.get(path);
    if (unit !== undefined) above.push([path, unit]);
  }
  return above;
}

/** Whether a definition stands in the place of those above; one that is not enabled or in testing mode stands beside them. */
export function takesPlace({ enabled, mode }: Setting): boolean {
  return enabled && mode === 'enforce';
}
