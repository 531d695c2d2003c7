// What org units inherit, as far as the document can be wrong about it: ids defined twice, locked settings touched, and settings disabled that
// are not inherited (S-6.3, S-6.5).

import type { Setting } from '../model/policy.js';
import { byCodeUnits } from '../model/text.js';
import type { Findings, Path } from './findings.js';
import { parentOf, ROOT } from '../model/org-unit-path.js';
import { quote } from '../model/quotation.js';

/** What one org unit defines and disables, each with its place in the document. */
export interface UnitSettings {
  readonly path: string;
  readonly settings: readonly { readonly setting: Setting; readonly place: Path }[];
  readonly disable: readonly { readonly id: string; readonly place: Path }[];
  /** False: some of it could not be read, so that below nothing can be called not inherited. */
  readonly whole: boolean;
}

/** Ids in view at a unit, from the root down. */
interface View {
  /** Ids with a definition that is not disabled. */
  readonly active: ReadonlySet<string>;
  readonly disabled: ReadonlySet<string>;
  /** Locked ids, by the unit that locks them. */
  readonly locked: ReadonlyMap<string, string>;
  readonly whole: boolean;
}

const NOTHING: View = { active: new Set(), disabled: new Set(), locked: new Map(), whole: true };

export function checkInheritance(units: ReadonlyMap<string, UnitSettings>, findings: Findings): void {
  const views = new Map<string, View>();
  // A path sorts after its parent's.
  for (const unit of [...units.values()].sort((a, b) => byCodeUnits(a.path, b.path))) {
    const above = viewAbove(unit.path, views);
    checkDefinitions(unit, above, findings);
    checkDisabled(unit, above, findings);
    views.set(unit.path, viewOf(unit, above));
  }
}

/** That of the parent; the root has none. If the parent is missing, that of the next unit above; then what else is inherited cannot be known. */
function viewAbove(path: string, views: ReadonlyMap<string, View>): View {
  let ancestor = parentOf(path);
  for (let gap = 0; gap < MAX_GAP; gap++) {
    const view = views.get(ancestor);
    if (view !== undefined) return gap === 0 ? view : { ...view, whole: false };
    ancestor = parentOf(ancestor);
  }
  return parentOf(path) === ROOT ? NOTHING : { ...NOTHING, whole: false };
}

/** Missing parents that are stepped over, so that a path of a million segments costs no more than another. */
const MAX_GAP = 16;

function checkDefinitions({ path, settings }: UnitSettings, { locked }: View, findings: Findings): void {
  const defined = new Set<string>();
  for (const { setting, place } of settings) {
    const { id } = setting;
    if (defined.has(id)) findings.error('duplicate-id', place, `the org unit ${quote(path)} defines ${quote(id)} twice; give one of the two another id`);
    defined.add(id);
    const by = locked.get(id);
    if (by !== undefined) findings.error('locked-setting', place, `${quote(id)} is locked by ${quote(by)} and cannot be overridden below it; use another id or unlock it there`);
  }
}

function checkDisabled({ path, settings, disable }: UnitSettings, above: View, findings: Findings): void {
  const defined = new Set(settings.map(({ setting }) => setting.id));
  const seen = new Set<string>();
  for (const { id, place } of disable) {
    const by = above.locked.get(id);
    if (defined.has(id)) findings.error('duplicate-id', place, `the org unit ${quote(path)} both defines and disables ${quote(id)}; do one of the two`);
    else if (seen.has(id)) findings.error('not-inherited', place, `${quote(id)} is disabled twice here; remove the repetition`);
    else if (by !== undefined) findings.error('locked-setting', place, `${quote(id)} is locked by ${quote(by)} and cannot be disabled below it; remove it here or unlock it there`);
    else if (above.whole && !above.active.has(id)) findings.error('not-inherited', place, notInherited(id, path, above, findings));
    seen.add(id);
  }
}

function notInherited(id: string, path: string, { active, disabled }: View, findings: Findings): string {
  if (disabled.has(id)) return `${quote(id)} is disabled already in an org unit above ${quote(path)}; remove it here`;
  return `the org unit ${quote(path)} inherits no setting ${quote(id)}; ${findings.advice(id, active, 'remove it here')}`;
}

function viewOf({ path, settings, disable, whole }: UnitSettings, above: View): View {
  const active = new Set(above.active);
  const disabled = new Set(above.disabled);
  const locked = new Map(above.locked);
  for (const { id } of disable) {
    active.delete(id);
    disabled.add(id);
  }
  for (const { setting } of settings) {
    active.add(setting.id);
    if (setting.locked && !locked.has(setting.id)) locked.set(setting.id, path);
  }
  return { active, disabled, locked, whole: above.whole && whole };
}
