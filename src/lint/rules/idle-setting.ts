// Settings that never match or never change anything: shown on every class of messages that the policy tells apart (S-13.6), not guessed.

import { quote } from '../../model/quotation.js';
import { few } from '../../explain/visible-text.js';
import { settingEffects } from '../../effects/setting-effects.js';
import type { SettingEffect, SettingName } from '../../effects/setting-effects.js';
import type { Definition, LintedPolicy } from '../linted-policy.js';
import { settingSubject } from '../linted-policy.js';
import type { Report } from '../report.js';

export function checkIdleSettings(policy: LintedPolicy, report: Report): void {
  const { orgUnitOf, organizationalDomain } = policy.options;
  const effects = settingEffects(policy.policy, { orgUnitOf, organizationalDomain });
  const byName = new Map(policy.definitions.map((definition) => [nameKey({ orgUnit: definition.orgUnit, setting: definition.setting.id }), definition]));
  for (const effect of effects) {
    const definition = byName.get(nameKey(effect));
    if (definition !== undefined) reportEffect(effect, definition, report);
  }
}

function reportEffect(effect: SettingEffect, definition: Definition, report: Report): void {
  const name = quote(effect.setting);
  if (!effect.matches) {
    const message = `${name} never matches: there is no address that can be read whose mail it concerns`;
    report.add('setting-never-matches', settingSubject(definition, ['id']), message, 'correct its lists or scopes, or remove it');
  } else if (effect.changesNothing && !isPointless(definition)) {
    const message = `${name} never changes anything: ${reasonFor(effect)}`;
    report.add('setting-changes-nothing', settingSubject(definition, ['id']), message, `${effect.removable ? 'remove it' : NOT_WITH_OTHERS}, or make it demand what was meant`);
  }
}

/** Of two settings that demand the same neither changes anything, and one is needed. */
const NOT_WITH_OTHERS = 'keep it if you remove other settings that never change anything, for without them it is needed';

function reasonFor({ beside }: SettingEffect): string {
  if (beside.length === 0) return 'every message is treated alike without it';
  const names = few(beside.map(({ orgUnit, setting }) => `${quote(setting)} of ${quote(orgUnit)}`));
  return `wherever it matches, ${names.join(', ')} ${beside.length === 1 ? 'demands' : 'demand'} as much`;
}

/** `parsePolicy` says so already (S-1.6). */
function isPointless({ setting: { requirements, route } }: Definition): boolean {
  return !requirements.tls && route === null;
}

function nameKey({ orgUnit, setting }: SettingName): string {
  return `${orgUnit}\n${setting}`;
}
