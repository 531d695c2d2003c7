// The policies of an export that a policy document has a place for, each with its org unit and its rank.

import type { WrittenPolicy } from './export-pages.js';
import type { ExportPath, ImportFindings } from './import-report.js';
import { isObject, memberOf, numberOf, textOf } from './json-value.js';
import type { JsonObject } from './json-value.js';
import type { OrgUnitIds } from './org-unit-ids.js';
import { targetOf } from './policy-query.js';
import { reportUnknownMembers } from './unknown-members.js';
import { append } from '../model/multimap.js';
import { describeValue, quote, quoteAll } from '../model/quotation.js';
import { byCodeUnits } from '../model/text.js';

export interface ExportedPolicy {
  readonly path: ExportPath;
  readonly name: string;
  readonly setting: ImportedSetting;
  readonly value: JsonObject;
  /** The path of the org unit that it applies to, with those below. */
  readonly orgUnit: string;
  /** A greater one ranks before a smaller; null where the export has none. */
  readonly sortOrder: number | null;
  /** Set by an administrator, and not by Google. */
  readonly byAdmin: boolean;
}

/** The settings of Gmail that hold what a policy document holds. */
export type ImportedSetting = 'gmail.email_address_lists' | 'gmail.rule_states';

export interface ExportedPolicies {
  readonly policies: readonly ExportedPolicy[];
  /** Ids of the rules whose content the export holds: they are no TLS settings. */
  readonly definedRules: ReadonlySet<string>;
  /** Every org unit that a policy of any setting names. */
  readonly orgUnits: ReadonlySet<string>;
}

export function exportedPolicies(written: readonly WrittenPolicy[], orgUnitIds: OrgUnitIds, findings: ImportFindings): ExportedPolicies {
  const others = new Map<string, ExportPath[]>();
  const policies: ExportedPolicy[] = [];
  const definedRules = new Set<string>();
  const orgUnits = new Set<string>();
  for (const one of written) {
    const setting = settingOf(one);
    if (definesRules(setting)) addRuleIds(valueOf(one), definedRules);
    if (isImported(setting)) {
      const policy = exportedPolicy(one, setting, orgUnitIds, findings);
      if (policy === null) continue;
      policies.push(policy);
      orgUnits.add(policy.orgUnit);
    } else {
      const target = targetOf(one.policy['policyQuery'], one.path, orgUnitIds);
      if (target.kind === 'org-unit') orgUnits.add(target.path);
      append(others, setting, one.path);
    }
  }
  reportOthers(others, findings);
  return { policies, definedRules, orgUnits };
}

/** Without the prefix `settings/`. */
function settingOf({ policy }: WrittenPolicy): string {
  return (textOf(memberOf(policy['setting'], 'type')) ?? '').replace(/^settings\//, '');
}

function valueOf({ policy }: WrittenPolicy): unknown {
  return memberOf(policy['setting'], 'value');
}

function isImported(setting: string): setting is ImportedSetting {
  return setting === 'gmail.email_address_lists' || setting === 'gmail.rule_states';
}

/** The other settings of Gmail name a rule where they define it. What an id is elsewhere nobody knows. */
function definesRules(setting: string): boolean {
  return setting.startsWith('gmail.') && setting !== 'gmail.rule_states';
}

function addRuleIds(value: unknown, ids: Set<string>, depth: number = 0): void {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  const id = textOf(memberOf(value, 'ruleId')) ?? textOf(memberOf(value, 'id'));
  if (id !== null) ids.add(id);
  for (const member of Object.values(value)) addRuleIds(member, ids, depth + 1);
}

/** No rule is defined deeper, and a bound keeps the walk from exhausting the stack. */
const MAX_DEPTH = 16;

function exportedPolicy(written: WrittenPolicy, setting: ImportedSetting, orgUnits: OrgUnitIds, findings: ImportFindings): ExportedPolicy | null {
  const { path, policy } = written;
  const value = valueOf(written);
  if (!isObject(value)) {
    findings.add('unreadable-policy', [...path, 'setting', 'value'], `expected the value of ${quote(setting)}, not ${describeValue(value)}`);
    return null;
  }
  if (!isKnown(value, setting, [...path, 'setting', 'value'], findings)) return null;
  const query = policy['policyQuery'];
  const target = targetOf(query, path, orgUnits);
  switch (target.kind) {
    case 'unknown-org-unit':
      findings.add('unknown-org-unit', [...path, 'policyQuery', 'orgUnit'], `nothing says which org unit ${quote(target.id)} is, so its ${quote(setting)} is left out; ${ORG_UNIT_ADVICE}`);
      return null;
    case 'unreadable':
      findings.add('unknown-org-unit', target.place, `nothing says whom a ${quote(setting)} is for, so it is left out: ${target.reason}; ${QUERY_ADVICE}`);
      return null;
    case 'group':
      findings.add('group-policy', [...path, 'policyQuery', 'group'], `a ${quote(setting)} for the group ${quote(target.group)} is left out: a policy knows org units and no groups; ${GROUP_ADVICE}`);
      return null;
    case 'conditional':
      findings.add('conditional-policy', [...path, 'policyQuery', 'query'], `a ${quote(setting)} for some people only is left out: a policy cannot say ${quote(target.query)}`);
      return null;
    case 'org-unit':
      return { path, name: textOf(policy['name']) ?? '', setting, value, orgUnit: target.path, sortOrder: sortOrderOf(query, path, findings), byAdmin: policy['type'] === 'ADMIN' };
  }
}

/** The API leaves out what is empty, so that a value may have no member; one that has others alone is something else. */
function isKnown(value: JsonObject, setting: ImportedSetting, path: ExportPath, findings: ImportFindings): boolean {
  const member = CONTENT[setting];
  if (Object.hasOwn(value, member) || Object.keys(value).length === 0) {
    reportUnknownMembers(value, [member], path, findings);
    return true;
  }
  findings.add('unreadable-policy', path, `expected the value of ${quote(setting)}, with ${quote(member)}, and not with ${quoteAll(Object.keys(value))}; take the export anew`);
  return false;
}

const CONTENT: Readonly<Record<ImportedSetting, string>> = { 'gmail.email_address_lists': 'emailAddressList', 'gmail.rule_states': 'ruleStates' };

const ORG_UNIT_ADVICE = 'hand the paths of the org units by their ids over, or export with GAM, which adds the paths';
const QUERY_ADVICE = 'take the export anew, with all columns of `policyQuery` if it is a table';
const GROUP_ADVICE = 'if it matters, give the people of the group an org unit of their own';

function sortOrderOf(query: unknown, path: ExportPath, findings: ImportFindings): number | null {
  const sortOrder = numberOf(memberOf(query, 'sortOrder'));
  if (sortOrder === null) findings.add('no-sort-order', [...path, 'policyQuery'], 'the policy has no `sortOrder`, so it ranks behind every policy that has one; take the export anew if others differ from it');
  return sortOrder;
}

/** One finding a setting: an export has hundreds of them. */
function reportOthers(others: ReadonlyMap<string, readonly ExportPath[]>, findings: ImportFindings): void {
  for (const [setting, paths] of [...others].sort(([a], [b]) => byCodeUnits(a, b))) {
    if (setting === '') for (const path of paths) findings.add('unreadable-policy', [...path, 'setting', 'type'], 'the policy does not say which setting it is about; take the export anew');
    else findings.add('other-setting', paths[0] ?? [], `${quote(setting)} has nothing that a policy for secure transport holds (${policies(paths.length)})`);
  }
}

function policies(count: number): string {
  return count === 1 ? '1 policy' : `${count} policies`;
}
