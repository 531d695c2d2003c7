// Testing mode that was forgotten. Since when, and what time it is, the caller knows.

import { quote } from '../../model/quotation.js';
import { definitionKey } from '../lint-options.js';
import { settingSubject } from '../linted-policy.js';
import type { LintedPolicy } from '../linted-policy.js';
import type { Report } from '../report.js';

const DAY = 24 * 60 * 60 * 1000;

export function checkTestingTime({ definitions, options: { testing } }: LintedPolicy, report: Report): void {
  if (testing === null) return;
  const limit = testing.limitInDays * DAY;
  for (const definition of definitions) {
    const { setting, orgUnit } = definition;
    if (setting.mode !== 'testing' || !setting.enabled) continue;
    const since = testing.since.get(definitionKey(orgUnit, setting.id));
    if (since === undefined || testing.now - since <= limit) continue;
    // Rounded up, for it is more than is allowed.
    const days = Math.ceil(((testing.now - since) / DAY) * 10) / 10;
    const message = `${quote(setting.id)} has been in testing mode for ${days} days, and ${testing.limitInDays} are allowed; it protects nobody yet`;
    report.add('long-testing', settingSubject(definition, ['mode']), message, 'enforce it, or remove it');
  }
}
