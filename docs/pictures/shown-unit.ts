// An org unit with its settings, as a picture shows them.

import { policyDocument } from '../../src/index.js';
import type { EffectiveSetting, PolicyEngine } from '../../src/index.js';

/** A setting at an org unit, as it is shown. */
export interface ShownSetting extends EffectiveSetting {
  readonly locked: boolean;
}

export interface ShownUnit {
  readonly path: string;
  readonly settings: readonly ShownSetting[];
  /** Settings that are left out. */
  readonly more: number;
  readonly marked: boolean;
}

/** Settings of a unit that are drawn. */
const MOST_SETTINGS = 12;

export function shownUnit(engine: PolicyEngine, path: string, locked: ReadonlySet<string>, marked: boolean): ShownUnit {
  const all = engine.effectiveSettings(path);
  const settings = all.slice(0, MOST_SETTINGS).map((setting) => ({ ...setting, locked: locked.has(definition(setting.orgUnit, setting.id)) }));
  return { path, settings, more: all.length - settings.length, marked };
}

/** Those that are locked where they are defined. */
export function lockedSettings(engine: PolicyEngine): ReadonlySet<string> {
  const { orgUnits = [] } = policyDocument(engine.policy);
  return new Set(orgUnits.flatMap(({ path, settings = [] }) => settings.filter(({ locked }) => locked === true).map(({ id }) => definition(path, id))));
}

/** No path and no id holds a control character (S-1.6). */
function definition(path: string, id: string): string {
  return `${path}\n${id}`;
}
