// What an org unit inherits, overrides and disables: its settings in view, each with where it comes from (S-6.3, S-6.4, S-7.6).

import { depthOf } from '../model/org-unit-path.js';
import type { OrgUnit, Setting } from '../model/policy.js';

/** How a definition stands at an org unit. The first four are the admin console's; the replaced ones are in view for explanations only. */
export type Standing = 'locally-applied' | 'overridden' | 'inherited' | 'disabled' | 'replaced' | 'disabled-and-replaced';

export interface SettingInView {
  readonly setting: Setting;
  /** Where it is defined. */
  readonly orgUnit: string;
  /** Depth of the defining unit; the root's is 0. A greater depth is nearer (S-8.4). */
  readonly depth: number;
  readonly standing: Standing;
}

/** The view of a unit as its children find it: what they inherit, and what is switched off for them. */
export function inheritedView(view: readonly SettingInView[]): readonly SettingInView[] {
  return view.map((inView) => withStanding(inView, isEffective(inView) && inView.standing !== 'disabled' ? 'inherited' : inView.standing));
}

/** Every definition on the way from the root to the unit. @param above - the parent's {@link inheritedView} */
export function settingsInView(above: readonly SettingInView[], unit: OrgUnit): SettingInView[] {
  const disabled = new Set(unit.disable);
  const replaced = new Set(unit.settings.filter(takesPlace).map(({ id }) => id));
  const present = new Set(above.filter(isEffective).map(({ setting }) => setting.id));
  const depth = depthOf(unit.path);
  const here = unit.settings.map((setting) => {
    const standing: Standing = takesPlace(setting) && present.has(setting.id) ? 'overridden' : 'locally-applied';
    return { setting, orgUnit: unit.path, depth, standing };
  });
  return [...above.map((inView) => withStanding(inView, standingHere(inView, disabled, replaced))), ...here];
}

/** Views share what does not change from unit to unit. */
function withStanding(inView: SettingInView, standing: Standing): SettingInView {
  return inView.standing === standing ? inView : { ...inView, standing };
}

/** Whether the admin console would list it at this unit: not replaced by another definition. */
export function isEffective({ standing }: SettingInView): boolean {
  return standing !== 'replaced' && standing !== 'disabled-and-replaced';
}

/** Whether it constrains here; testing settings never do. */
export function isInForce(inView: SettingInView): boolean {
  return isActive(inView) && inView.setting.mode === 'enforce';
}

/** In force or observing: enabled, and neither disabled nor replaced here. */
export function isActive(inView: SettingInView): boolean {
  return inView.setting.enabled && isEffective(inView) && inView.standing !== 'disabled';
}

/** Only what is enforced replaces what is inherited: a setting not enabled or in testing mode takes nothing's place (S-7.6). */
function takesPlace(setting: Setting): boolean {
  return setting.enabled && setting.mode === 'enforce';
}

function standingHere({ setting, standing }: SettingInView, disabled: ReadonlySet<string>, replaced: ReadonlySet<string>): Standing {
  if (standing === 'disabled') return replaced.has(setting.id) ? 'disabled-and-replaced' : 'disabled';
  if (standing !== 'inherited') return standing;
  if (replaced.has(setting.id)) return 'replaced';
  return disabled.has(setting.id) ? 'disabled' : 'inherited';
}
