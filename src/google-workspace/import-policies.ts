// From an export of Google's Cloud Identity Policy API to a policy document (S-19).

import { blockedSenders, googleAddressLists, importedEntries, isForBlockedSenders } from './email-address-lists.js';
import type { GoogleAddressList, ImportedEntry } from './email-address-lists.js';
import { writtenPolicies } from './export-pages.js';
import { exportedPolicies } from './exported-policy.js';
import type { ExportedPolicies } from './exported-policy.js';
import { ImportFindings } from './import-report.js';
import type { ImportReport } from './import-report.js';
import { isObject } from './json-value.js';
import { listNames } from './list-names.js';
import { OrgUnitIds } from './org-unit-ids.js';
import type { GoogleOrgUnits } from './org-unit-ids.js';
import { inForce } from './precedence.js';
import type { InForce } from './precedence.js';
import { ruleStates } from './rule-states.js';
import type { RuleState } from './rule-states.js';
import { tlsSettingPlaces } from './tls-setting-places.js';
import type { Places } from './tls-setting-places.js';
import type { AddressListInput, PolicyInput } from '../model/document.js';
import { parentOf, ROOT } from '../model/org-unit-path.js';
import { quote, quoteAll } from '../model/quotation.js';
import { byCodeUnits } from '../model/text.js';

/** What the export does not say. */
export interface ImportOptions {
  /** The paths of org units by their ids. An export that GAM made has the paths itself. */
  readonly orgUnits?: GoogleOrgUnits;
}

/** What an import makes of an export. */
export interface ImportResult {
  /** A valid policy document, in which nothing is enabled yet: see {@link ImportReport.places}. */
  readonly document: PolicyInput;
  /** What was imported, changed or left out, and what is to be filled in (S-19.1). */
  readonly report: ImportReport;
}

/**
 * Imports what Google's Cloud Identity Policy API exports of Gmail: address lists, which of their entries require sender authentication, org units, and
 * which rules are enabled where. The export does not hold TLS settings themselves. The document keeps a marked place for each, which is not enabled and
 * which the administrator fills in: a setting whose description begins with `FILL IN`.
 *
 * What is left out, and everything that is not as it was, is in the report. Where several policies define one list or rule, that of the greatest
 * `sortOrder` counts.
 *
 * @param input - plain JSON data: a page of `policies.list`, a policy, or lists of either; of text see {@link readGoogleExport}
 * @param options - paths of org units, where the export has their ids alone; what applies to one without a path is left out and reported (S-19.2)
 * @returns the document, which `parsePolicy` accepts, and the report; problems of the export are findings of the report
 * @throws TypeError if `options` is no object
 * @example
 * const { document, report } = importGooglePolicies(pages, { orgUnits: { '03ph8a2z2dvk5ts': '/' } });
 * for (const { outcome, message } of report.findings) if (outcome === 'left-out') console.error(message);
 * @see clause S-19
 */
export function importGooglePolicies(input: unknown, options: ImportOptions = {}): ImportResult {
  checkOptions(options);
  const findings = new ImportFindings();
  const orgUnitIds = new OrgUnitIds(options.orgUnits, findings);
  const exported = exportedPolicies(writtenPolicies(input, findings), orgUnitIds, findings);
  const units = withUnitsAbove([...orgUnitIds.paths, ...exported.orgUnits]);
  const states = inForce(exported.policies.flatMap((policy) => ruleStates(policy, findings)), units, findings);
  const lists = inForce(exported.policies.flatMap((policy) => googleAddressLists(policy, findings)), units, findings);
  const imported = importedLists(lists, states, findings);
  reportOtherRules(states, lists, exported, findings);
  const places = placesOf(units, lists, states, imported, exported);
  if (idsOf(lists).length === 0 && idsOf(states).length === 0 && !findings.hasLeftOut()) findings.add('nothing-to-import', [], NOTHING);
  return resultOf(places, imported, findings);
}

function checkOptions(options: unknown): void {
  if (!isObject(options)) throw new TypeError('importGooglePolicies: `options` must be an object');
}

const NOTHING = 'the export has no address list and no rule; if Gmail has some, check that it was not filtered: `gam print policies filter "setting.type.matches(\'gmail\')"` has them all';

/** Sorted, so that each unit comes after those above it. */
function withUnitsAbove(paths: readonly string[]): readonly string[] {
  const units = new Set([ROOT]);
  for (let path of paths) for (; !units.has(path); path = parentOf(path)) units.add(path);
  return [...units].sort(byCodeUnits);
}

interface ImportedList {
  readonly name: string;
  readonly description: string;
  readonly entries: readonly ImportedEntry[];
}

type ImportedLists = ReadonlyMap<GoogleAddressList, ImportedList>;

function importedLists(lists: InForce<GoogleAddressList>, states: InForce<RuleState>, findings: ImportFindings): ImportedLists {
  const counting = [...new Set([...lists.values()].flatMap((atUnit) => [...atUnit.values()]))];
  for (const list of counting) reportBlockedSenders(list, findings);
  const names = listNames(counting.filter((list) => !isForBlockedSenders(list)), findings);
  return new Map([...names].map(([list, name]) => [list, importedList(list, name, states, findings)]));
}

function reportBlockedSenders(list: GoogleAddressList, findings: ImportFindings): void {
  if (list.written['blockedAddressList'] === undefined) return;
  const what = isForBlockedSenders(list) ? `the list ${quote(list.name)}` : `a part of the list ${quote(list.name)}`;
  findings.add('blocked-senders', [...list.path, 'blockedAddressList'], `${what} is for blocking senders (${entryCount(blockedSenders(list))}), and no partner is in it`);
}

function importedList(list: GoogleAddressList, name: string, states: InForce<RuleState>, findings: ImportFindings): ImportedList {
  const entries = importedEntries(list, findings);
  const state = isEnabled(list.id, list.policy.orgUnit, states) ? '' : '; not enabled there';
  findings.add('address-list', list.path, `the list ${quote(name)} with ${entryCount(entries.length)}${state}`);
  return { name, description: `Address list ${list.id} of Google Workspace${state}`, entries };
}

function entryCount(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}

/** A list without a state is taken as enabled. */
function isEnabled(id: string, orgUnit: string, states: InForce<RuleState>): boolean {
  return states.get(orgUnit)?.get(id)?.enabled !== false;
}

/** A rule that another setting merely refers to is among them too, so the reader sees which they are. Lists are spoken of by themselves. */
function reportOtherRules(states: InForce<RuleState>, lists: InForce<GoogleAddressList>, { definedRules }: ExportedPolicies, findings: ImportFindings): void {
  const listIds = new Set(idsOf(lists));
  const others = idsOf(states).filter((rule) => definedRules.has(rule) && !listIds.has(rule));
  const first = [...states.values()].flatMap((atUnit) => [...atUnit.values()]).find(({ id }) => id === others[0]);
  if (first !== undefined) findings.add('other-rule', first.path, `${others.length === 1 ? '1 rule has' : `${others.length} rules have`} no place, because other settings of Gmail define ${others.length === 1 ? 'it' : 'them'}, and none of those is a TLS setting: ${quoteAll(others)}`);
}

/** Of whatever counts somewhere, sorted. */
function idsOf(counting: InForce<RuleState | GoogleAddressList>): readonly string[] {
  return [...new Set([...counting.values()].flatMap((atUnit) => [...atUnit.keys()]))].sort(byCodeUnits);
}

function placesOf(
  units: readonly string[],
  lists: InForce<GoogleAddressList>,
  states: InForce<RuleState>,
  imported: ImportedLists,
  { definedRules }: ExportedPolicies,
): Places {
  const unitPlaces = units.map((orgUnit) => {
    const here = [...(lists.get(orgUnit)?.values() ?? [])].filter(({ id }) => isEnabled(id, orgUnit, states));
    const addressLists = here.flatMap((list) => imported.get(list)?.name ?? []).sort(byCodeUnits);
    return { orgUnit, addressLists };
  });
  return tlsSettingPlaces(unitPlaces, idsOf(states).filter((rule) => !definedRules.has(rule)), states);
}

function resultOf({ orgUnits, places, disabled }: Places, imported: ImportedLists, findings: ImportFindings): ImportResult {
  for (const { id, path, policy } of disabled) findings.add('rule-state', path, `the rule ${quote(id)} is not enabled at ${quote(policy.orgUnit)}: its place is disabled there`);
  orgUnits.forEach(({ path, settings = [] }, unit) =>
    settings.forEach(({ id }, setting) => findings.add('tls-setting', ['orgUnits', unit, 'settings', setting], `fill in the place ${quote(id)} at ${quote(path)}: TLS settings are not in Google's export`)),
  );
  const lists = [...imported.values()].sort((a, b) => byCodeUnits(a.name, b.name));
  const document: PolicyInput = {
    orgUnits: [...orgUnits],
    ...(lists.length > 0 && { addressLists: Object.fromEntries(lists.map((list) => [list.name, listInput(list)])) }),
  };
  const entries = lists.reduce((sum, list) => sum + list.entries.length, 0);
  return { document, report: { findings: findings.all, places, counts: { orgUnits: orgUnits.length, addressLists: lists.length, entries } } };
}

function listInput({ description, entries }: ImportedList): AddressListInput {
  const values = entries.map(({ value }) => value);
  if (entries.every(({ requireAuthentication }) => requireAuthentication)) return { description, entries: values };
  if (entries.every(({ requireAuthentication }) => !requireAuthentication)) return { description, requireAuthentication: false, entries: values };
  return { description, entries: entries.map(({ value, requireAuthentication }) => (requireAuthentication ? value : { value, requireAuthentication })) };
}
