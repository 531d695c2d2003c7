// The definitions of settings by org unit, and which of those above one stands in the place of (S-6.3, S-7.6).

import { parentOf, ROOT } from '../model/org-unit-path.js';
import type { OrgUnit, Setting } from '../model/policy.js';

/** By org unit and id. */
export type Definitions = ReadonlyMap<string, ReadonlyMap<string, Setting>>;

export interface Definition {
  readonly orgUnit: string;
  readonly setting: Setting;
}

export function definitionsOf(units: readonly OrgUnit[]): Definitions {
  return new Map(units.map(({ path, settings }) => [path, new Map(settings.map((setting) => [setting.id, setting]))]));
}

/** The nearest definition above an org unit that is enforced, else the nearest of all; only what is enforced takes another's place (S-7.6). */
export function definitionAbove(definitions: Definitions, orgUnit: string, id: string): Definition | null {
  let nearest: Definition | null = null;
  for (let path = orgUnit; path !== ROOT; ) {
    path = parentOf(path);
    const setting = definitions.get(path)?.get(id);
    if (setting === undefined) continue;
    if (takesPlace(setting)) return { orgUnit: path, setting };
    nearest ??= { orgUnit: path, setting };
  }
  return nearest;
}

/** Whether a definition stands in the place of those above; one that is not enabled or in testing mode stands beside them. */
export function takesPlace({ enabled, mode }: Setting): boolean {
  return enabled && mode === 'enforce';
}
