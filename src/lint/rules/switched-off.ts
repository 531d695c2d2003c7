// Two ways to switch a setting off, mistaken for each other: `disable`, which is about what is inherited, and `enabled: false`, which takes nothing's place
// (S-6.3, S-7.6).

import { isInForce } from '../../compile/inheritance.js';
import type { SettingInView } from '../../compile/inheritance.js';
import { parentOf, ROOT } from '../../model/org-unit-path.js';
import type { OrgUnit } from '../../model/policy.js';
import { quote } from '../../model/quotation.js';
import { settingSubject } from '../linted-policy.js';
import type { LintedPolicy } from '../linted-policy.js';
import type { Report } from '../report.js';

export function checkSwitchedOff(policy: LintedPolicy, report: Report): void {
  for (const unit of policy.content.orgUnits) {
    if (unit.path === ROOT) continue;
    const above = policy.compiled.units.get(parentOf(unit.path))?.view ?? [];
    checkDisabled(unit, above, report);
    checkNotEnabled(unit, above, report);
  }
}

function checkDisabled({ path, disable }: OrgUnit, above: readonly SettingInView[], report: Report): void {
  for (const id of disable) {
    const definitions = above.filter((inView) => inView.setting.id === id && inView.standing !== 'disabled' && inView.standing !== 'disabled-and-replaced');
    const [first] = definitions;
    if (first === undefined || definitions.some(({ setting }) => setting.enabled)) continue;
    const message = `${quote(id)} is disabled here and is switched off already, by \`enabled: false\` at ${quote(first.orgUnit)}`;
    report.add('disabled-again', { kind: 'disabled-setting', orgUnit: path, setting: id }, message, 'remove it from `disable`, or switch it on where it is defined');
  }
}

function checkNotEnabled({ path, settings }: OrgUnit, above: readonly SettingInView[], report: Report): void {
  for (const setting of settings) {
    if (setting.enabled) continue;
    const inherited = above.find((inView) => inView.setting.id === setting.id && isInForce(inView));
    if (inherited === undefined) continue;
    const id = quote(setting.id);
    const message = `${id} is not enabled here, and so takes nothing's place: the ${id} that ${quote(path)} inherits from ${quote(inherited.orgUnit)} stays in force`;
    report.add('not-switched-off', settingSubject({ orgUnit: path, setting }, ['enabled']), message, `to switch it off here, remove this setting and write ${id} in \`disable\``);
  }
}
