// `gmail.rule_states`: which rules of Gmail are enabled, by their ids. Address lists are rules too; so are TLS settings, whose content no other
// setting of the export holds.

import type { ExportedPolicy } from './exported-policy.js';
import type { ImportFindings } from './import-report.js';
import { flagOf, isList, memberOf, textOf } from './json-value.js';
import type { Identified } from './precedence.js';
import { describeValue, hasControlCharacter, quote } from '../model/quotation.js';

export interface RuleState extends Identified {
  readonly enabled: boolean;
}

export function ruleStates(policy: ExportedPolicy, findings: ImportFindings): readonly RuleState[] {
  if (policy.setting !== 'gmail.rule_states') return [];
  const path = [...policy.path, 'setting', 'value', 'ruleStates'];
  const written = memberOf(policy.value, 'ruleStates');
  if (!isList(written)) {
    if (written !== undefined) findings.add('unreadable-rule', path, `expected a list, not ${describeValue(written)}`);
    return [];
  }
  return written.flatMap((item, index) => {
    const place = [...path, index];
    const id = textOf(memberOf(item, 'ruleId'));
    if (id === null || hasControlCharacter(id)) {
      findings.add('unreadable-rule', place, `expected the state of a rule with a \`ruleId\`, not ${describeValue(item)}`);
      return [];
    }
    const enabled = enabledOf(item, id, [...place, 'enabled'], findings);
    return [{ id, policy, path: place, enabled, content: enabled }];
  });
}

/** The API leaves out what is false. What cannot be told counts as enabled, so that its place is kept. */
function enabledOf(item: unknown, id: string, path: readonly (string | number)[], findings: ImportFindings): boolean {
  const written = memberOf(item, 'enabled');
  if (written === undefined) return false;
  const flag = flagOf(written);
  if (flag === null) findings.add('unknown-flag', path, `expected true or false, not ${describeValue(written)}; the rule ${quote(id)} is taken as enabled`);
  return flag ?? true;
}
