// Changes of a policy: a few edits of a document, most of them small, many without any effect.

import type { AddressListEntryInput, OrgUnitInput, PolicyInput, SettingInput } from '../../src/model/document.js';
import type { Choices } from './choices.js';
import { anyAddress, readAddress } from './address.js';
import { DOMAINS } from './domain.js';
import { setting } from './setting.js';

/** How many choices a change takes at most, more or less. */
export const CHANGE_CHOICES = 120;

/** The canonical document of the other policy. It need not be valid: inheritance can break. */
export function changedPolicy(choices: Choices, policy: PolicyInput): PolicyInput {
  const changed = structuredClone(policy);
  for (let count = choices.pick([1, 1, 1, 2, 2, 3]); count > 0; count--) choices.pick(EDITS)(choices, changed);
  return changed;
}

type Edit = (choices: Choices, policy: PolicyInput) => void;

const EDITS: readonly Edit[] = [
  removeSetting, changeSetting, changeSetting, changeSetting, addSetting, copySetting, copySetting, removeEntry, removeEntry, addEntry, addEntry, requireAuthentication, requireAuthentication,
  moveUser, changeDomains, changeAlternateRoute, changeAlignment, changeUnknownAuthor, changeCase, changeDescription, addBareUnit, splitList,
];

function settingsOf(policy: PolicyInput): { unit: OrgUnitInput; setting: SettingInput }[] {
  return (policy.orgUnits ?? []).flatMap((unit) => (unit.settings ?? []).map((each) => ({ unit, setting: each })));
}

function someSetting(choices: Choices, policy: PolicyInput): { unit: OrgUnitInput; setting: SettingInput } | undefined {
  const all = settingsOf(policy);
  return all.length === 0 ? undefined : choices.pick(all);
}

function removeSetting(choices: Choices, policy: PolicyInput): void {
  const found = someSetting(choices, policy);
  if (found !== undefined) found.unit.settings = (found.unit.settings ?? []).filter((each) => each !== found.setting);
}

function changeSetting(choices: Choices, policy: PolicyInput): void {
  const found = someSetting(choices, policy)?.setting;
  if (found === undefined) return;
  switch (choices.below(6)) {
    case 0:
      found.mode = found.mode === 'testing' ? 'enforce' : 'testing';
      break;
    case 1:
      found.enabled = found.enabled === false;
      break;
    case 2:
      delete found.route;
      break;
    case 3:
      found.require = { ...found.require, tls: true, minTlsVersion: choices.pick(['TLSv1', 'TLSv1.2', 'TLSv1.3'] as const) };
      break;
    case 4:
      found.require = { tls: true };
      break;
    default:
      if (found.addressLists !== undefined && found.addressLists.length > 1) found.addressLists = found.addressLists.slice(1);
  }
}

function unitOf(choices: Choices, policy: PolicyInput): OrgUnitInput {
  const units = (policy.orgUnits ??= []);
  if (units.length === 0) units.push({ path: '/' });
  return choices.pick(units);
}

function addSetting(choices: Choices, policy: PolicyInput): void {
  const unit = unitOf(choices, policy);
  const lists = Object.keys(policy.addressLists ?? {});
  if (lists.length > 0) unit.settings = [...(unit.settings ?? []), setting(choices, `new-${choices.below(3)}`, lists, Object.keys(policy.routes ?? {}))];
}

/** What another setting does already. */
function copySetting(choices: Choices, policy: PolicyInput): void {
  const found = someSetting(choices, policy);
  if (found !== undefined) found.unit.settings = [...(found.unit.settings ?? []), { ...structuredClone(found.setting), id: 'the same', locked: false }];
}

function entriesOf(choices: Choices, policy: PolicyInput): AddressListEntryInput[] | undefined {
  const lists = Object.values(policy.addressLists ?? {});
  if (lists.length === 0) return undefined;
  const list = choices.pick(lists);
  if (Array.isArray(list)) return list;
  return typeof list === 'object' && Array.isArray(list.entries) ? list.entries : undefined;
}

function removeEntry(choices: Choices, policy: PolicyInput): void {
  const entries = entriesOf(choices, policy);
  if (entries !== undefined && entries.length > 0) entries.splice(choices.below(entries.length), 1);
}

function addEntry(choices: Choices, policy: PolicyInput): void {
  const address = readAddress(anyAddress(choices), policy.caseSensitiveLocalParts === true).text;
  const domain = choices.pick(DOMAINS);
  entriesOf(choices, policy)?.push(choices.pick([domain, address, `*.${domain}`, `fresh.${domain}`, '*']));
}

function requireAuthentication(choices: Choices, policy: PolicyInput): void {
  const entries = entriesOf(choices, policy);
  if (entries === undefined || entries.length === 0) return;
  const place = choices.below(entries.length);
  const entry = entries[place] as AddressListEntryInput;
  entries[place] = typeof entry === 'string' ? { value: entry, requireAuthentication: choices.chance(50) } : entry.value;
}

function moveUser(choices: Choices, policy: PolicyInput): void {
  const users = Object.keys(policy.users ?? {});
  const paths = ['/', ...(policy.orgUnits ?? []).map(({ path }) => path)];
  if (policy.users === undefined || users.length === 0) return;
  const user = choices.pick(users);
  if (choices.chance(25)) policy.users = Object.fromEntries(Object.entries(policy.users).filter(([each]) => each !== user));
  else policy.users[user] = choices.pick(paths);
}

function changeDomains(choices: Choices, policy: PolicyInput): void {
  const domain = choices.pick(DOMAINS);
  const domains = policy.domains ?? [];
  policy.domains = domains.includes(domain) ? domains.filter((each) => each !== domain) : [...domains, domain];
}

function changeAlternateRoute(choices: Choices, policy: PolicyInput): void {
  const routes = Object.keys(policy.routes ?? {});
  if (policy.alternateSecureRoute !== undefined) delete policy.alternateSecureRoute;
  else if (routes.length > 0) policy.alternateSecureRoute = choices.pick(routes);
}

function changeAlignment(_choices: Choices, policy: PolicyInput): void {
  policy.alignment = policy.alignment === 'strict' ? 'relaxed' : 'strict';
}

function changeUnknownAuthor(_choices: Choices, policy: PolicyInput): void {
  policy.unknownAuthor = policy.unknownAuthor === 'no-match' ? 'match' : 'no-match';
}

function changeCase(_choices: Choices, policy: PolicyInput): void {
  policy.caseSensitiveLocalParts = policy.caseSensitiveLocalParts !== true;
}

function changeDescription(choices: Choices, policy: PolicyInput): void {
  const found = someSetting(choices, policy);
  if (found !== undefined) found.setting.description = 'in other words';
}

function addBareUnit(choices: Choices, policy: PolicyInput): void {
  const { path } = unitOf(choices, policy);
  const child = `${path === '/' ? '' : path}/Bare`;
  if (policy.orgUnits?.every((unit) => unit.path !== child) === true) policy.orgUnits.push({ path: child });
}

/** The same entries in two lists instead of one. */
function splitList(choices: Choices, policy: PolicyInput): void {
  const lists = Object.entries(policy.addressLists ?? {}).filter(([, list]) => Array.isArray(list) && list.length > 1);
  if (policy.addressLists === undefined || lists.length === 0 || 'the rest' in policy.addressLists) return;
  const [name, list] = choices.pick(lists) as [string, AddressListEntryInput[]];
  policy.addressLists['the rest'] = list.splice(1);
  for (const { setting: each } of settingsOf(policy)) if (each.addressLists?.includes(name) === true) each.addressLists.push('the rest');
}
