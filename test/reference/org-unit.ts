// Org units, restated: which definitions are in view at a unit, and what has become of each (S-6).

import type { OrgUnitInput, PolicyInput, SettingInput } from '../../src/model/document.js';
import type { OrgUnitSource } from '../../src/model/decision.js';
import type { ReadAddress, Surroundings } from './facts.js';
import { hit } from './hits.js';

export interface SettingInView {
  readonly setting: SettingInput;
  /** Where it is defined. */
  readonly orgUnit: string;
  disabled: boolean;
  replaced: boolean;
  status: 'locally-applied' | 'inherited' | 'overridden' | 'disabled';
}

/** The path from the root: `/`, `/a`, `/a/b`. */
export function ancestry(path: string): string[] {
  const paths = ['/'];
  if (path === '/') return paths;
  const segments = path.slice(1).split('/');
  for (let count = 1; count <= segments.length; count++) paths.push(`/${segments.slice(0, count).join('/')}`);
  return paths;
}

/** Every definition on the way from the root to the unit, sorted by id, then root first (S-6.3, S-6.4, S-7.6). */
export function settingsInView(policy: PolicyInput, path: string): SettingInView[] {
  const view: SettingInView[] = [];
  for (const ancestor of ancestry(path)) {
    const unit = (policy.orgUnits ?? []).find((candidate) => candidate.path === ancestor);
    for (const inherited of view) if (!inherited.disabled) inherited.status = 'inherited';
    if (unit) enter(view, unit);
  }
  return view.sort((a, b) => compare(a.setting.id, b.setting.id) || ancestry(a.orgUnit).length - ancestry(b.orgUnit).length || compare(a.orgUnit, b.orgUnit));
}

function enter(view: SettingInView[], unit: OrgUnitInput): void {
  for (const inherited of view) {
    if (inherited.replaced || !(unit.disable ?? []).includes(inherited.setting.id)) continue;
    inherited.disabled = true;
    inherited.status = 'disabled';
  }
  const inheritedHere = [...view];
  for (const setting of unit.settings ?? []) {
    const sameId = inheritedHere.filter((inherited) => inherited.setting.id === setting.id && !inherited.replaced);
    const replaces = sameId.length > 0 && isEnforced(setting);
    if (replaces) for (const inherited of sameId) inherited.replaced = true;
    if (sameId.length > 0 && sameId.every((inherited) => inherited.disabled)) hit('S-6.3 brought back');
    if (sameId.length > 0 && !replaces) hit('S-7.6 beside');
    view.push({ setting, orgUnit: unit.path, disabled: false, replaced: false, status: replaces ? 'overridden' : 'locally-applied' });
  }
}

export function isEnabled(setting: SettingInput): boolean {
  return setting.enabled !== false;
}

export function isEnforced(setting: SettingInput): boolean {
  return isEnabled(setting) && setting.mode !== 'testing';
}

export function isInForce(view: SettingInView): boolean {
  return isEnforced(view.setting) && !view.disabled && !view.replaced;
}

/** S-6.2; null is the null reverse-path, or an address that cannot be read. */
export function orgUnitOf(policy: PolicyInput, surroundings: Surroundings, user: ReadAddress | null): { orgUnit: string; orgUnitSource: OrgUnitSource } {
  if (user === null) return { orgUnit: '/', orgUnitSource: 'default' };
  for (const [address, path] of Object.entries(policy.users ?? {})) if (address === user.text) return { orgUnit: path, orgUnitSource: 'users' };
  const answer = surroundings.orgUnitOf?.get(user.text);
  if (answer === undefined) return { orgUnit: '/', orgUnitSource: 'default' };
  const exists = answer === '/' || (policy.orgUnits ?? []).some((unit) => unit.path === answer);
  return exists ? { orgUnit: answer as string, orgUnitSource: 'function' } : { orgUnit: '/', orgUnitSource: 'fallback' };
}

/** Order by UTF-16 code units, nothing before something. */
export function compare(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}
