// The tree of org units: paths, parents, and the settings and disabled ids of each unit (S-6.1, S-6.3).

import type { OrgUnitInput } from '../model/document.js';
import type { OrgUnit } from '../model/policy.js';
import { byCodeUnits } from '../model/text.js';
import { elementsOf, isWhole } from './draft.js';
import type { Draft, Refused } from './draft.js';
import type { Findings, Path } from './findings.js';
import { checkInheritance } from './inherited-settings.js';
import type { UnitSettings } from './inherited-settings.js';
import { parentOf, ROOT } from '../model/org-unit-path.js';
import { readOrgUnitPath } from './org-unit-path.js';
import { quote } from '../model/quotation.js';
import { readSetting } from './settings.js';
import type { Names } from './settings.js';

/** The paths that the document declares. */
export interface DeclaredUnits {
  readonly paths: ReadonlySet<string>;
  /** False: some path could not be read, so that no path can be called unknown. */
  readonly complete: boolean;
}

interface Unit extends UnitSettings {
  readonly index: number;
}

export interface OrgUnits {
  readonly orgUnits: readonly OrgUnit[];
  readonly units: DeclaredUnits;
}

export function readOrgUnits(draft: Draft<OrgUnitInput[]> | undefined, names: Names, findings: Findings): OrgUnits {
  const byPath = new Map<string, Unit>();
  let complete = isWhole(draft);
  if (!complete) forgetUses(names);
  for (const [index, unit] of elementsOf(draft)) {
    const path = readPath(unit.path, ['orgUnits', index, 'path'], findings);
    const settings = readUnit(unit, index, path ?? ROOT, names, findings);
    if (path === null) complete = false;
    else if (byPath.has(path)) findings.error('duplicate-path', ['orgUnits', index, 'path'], `the org unit ${quote(path)} is listed twice; put its settings together in one`);
    else byPath.set(path, settings);
  }
  const units: DeclaredUnits = { paths: new Set([ROOT, ...byPath.keys()]), complete };
  checkParents(byPath, units, findings);
  checkInheritance(byPath, findings);
  return { orgUnits: canonicalUnits(byPath), units };
}

/** The path, corrected if need be (then it is reported), or null if it was refused. */
function readPath(draft: Draft<string> | undefined, path: Path, findings: Findings): string | null {
  if (typeof draft !== 'string') return null;
  const reading = readOrgUnitPath(draft);
  if (reading.ok) return reading.path;
  findings.error('invalid-path', path, reading.message);
  return reading.corrected;
}

function readUnit(unit: Exclude<Draft<OrgUnitInput>, Refused>, index: number, path: string, names: Names, findings: Findings): Unit {
  const place = ['orgUnits', index];
  const settings: UnitSettings['settings'][number][] = [];
  let whole = isWhole(unit.settings) && isWhole(unit.disable);
  if (!isWhole(unit.settings)) forgetUses(names);
  for (const [at, draft] of elementsOf(unit.settings)) {
    const settingPath = [...place, 'settings', at];
    const setting = readSetting(draft, settingPath, names, findings);
    if (setting === null) whole = false;
    else settings.push({ setting, place: [...settingPath, 'id'] });
  }
  const disable = [...elementsOf(unit.disable)].map(([at, id]) => ({ id, place: [...place, 'disable', at] }));
  return { index, path, settings, disable, whole };
}

function forgetUses({ lists, routes }: Names): void {
  lists.forgetUses();
  routes.forgetUses();
}

function checkParents(byPath: ReadonlyMap<string, Unit>, { paths, complete }: DeclaredUnits, findings: Findings): void {
  if (!complete) return;
  for (const { path, index } of byPath.values()) {
    const parent = parentOf(path);
    if (paths.has(parent)) continue;
    const meant = findings.nearest(parent, paths);
    // A unit below the missing one is no help.
    const advice = meant === null || meant.startsWith(`${parent}/`) ? `add ${quote(parent)} to \`orgUnits\`` : `did you mean ${quote(meant)}?`;
    findings.error('missing-parent', ['orgUnits', index, 'path'], `the org unit ${quote(path)} has no parent: there is no ${quote(parent)}; ${advice}`);
  }
}

/** By path; the root comes first and is always there (S-6.1). */
function canonicalUnits(byPath: ReadonlyMap<string, Unit>): readonly OrgUnit[] {
  const units = [...byPath.values()].map(canonicalUnit);
  if (!byPath.has(ROOT)) units.push(canonicalUnit({ path: ROOT, settings: [], disable: [] }));
  return Object.freeze(units.sort((a, b) => byCodeUnits(a.path, b.path)));
}

function canonicalUnit({ path, settings, disable }: Pick<Unit, 'path' | 'settings' | 'disable'>): OrgUnit {
  return Object.freeze({
    path,
    settings: Object.freeze(settings.map(({ setting }) => setting).sort((a, b) => byCodeUnits(a.id, b.id))),
    disable: Object.freeze(disable.map(({ id }) => id).sort(byCodeUnits)),
  });
}
