// One small change of a document: what an editor of the file might do. The result need not be valid.

import type { AddressListEntryInput, OrgUnitInput, PolicyInput, SettingInput } from '../../src/model/document.js';
import { PEOPLE, readAddress } from './address.js';
import type { Choices } from './choices.js';
import { DOMAINS, OWN_DOMAINS } from './domain.js';
import { ROUTES, SETTING_IDS, setting } from './setting.js';

/** Changes a canonical document in one place and where that is named, or not at all. */
export function changeDocument(choices: Choices, document: PolicyInput): void {
  choices.pick(CHANGES)(document, choices);
}

type Change = (document: PolicyInput, choices: Choices) => void;
interface ListDocument {
  description?: string;
  entries: AddressListEntryInput[];
}

const CHANGES: readonly Change[] = [
  () => undefined,
  (document, choices) => (document.alignment = choices.pick(['strict', 'relaxed'])),
  (document, choices) => (document.unknownAuthor = choices.pick(['no-match', 'match'])),
  (document, choices) => (document.caseSensitiveLocalParts = choices.chance(50)),
  (document, choices) => (document.alternateSecureRoute = choices.pick(Object.keys(ROUTES))),
  (document) => delete document.alternateSecureRoute,
  (document, choices) => (document.domains = [...(document.domains ?? []), choices.pick([...OWN_DOMAINS, ...DOMAINS])]),
  (document) => document.domains?.pop(),
  (document, choices) => put(document, 'routes', choices.pick([...Object.keys(document.routes ?? {}), ...Object.keys(ROUTES)]), { ...ROUTES[choices.pick(Object.keys(ROUTES))]! }),
  (document, choices) => drop(document, 'routes', choices),
  (document, choices) => put(document, 'users', readAddress(choices.pick(PEOPLE), false).text, somePath(document, choices)),
  (document, choices) => drop(document, 'users', choices),
  (document, choices) => put(document, 'addressLists', choices.pick(['partners', 'new', '__proto__']), { entries: [choices.pick(DOMAINS)] }),
  (document, choices) => drop(document, 'addressLists', choices),
  dropNamedList,
  dropNamedRoute,
  moveUser,
  inAList((list, choices) => (list.description = choices.pick(['', 'a list', 'another']))),
  inAList((list, choices) => list.entries.push(choices.pick(DOMAINS))),
  inAList((list) => list.entries.shift()),
  inAList((list, choices) => (list.entries[0] = { value: choices.pick(DOMAINS), requireAuthentication: choices.chance(50) })),
  inAList((list) => (list.entries = list.entries.map((entry, index) => (index === 0 ? otherAuthentication(entry) : entry)))),
  inAList((list) => list.entries.reverse()),
  (document, choices) => (document.orgUnits = [...(document.orgUnits ?? []), { path: `${choices.pick(['', '/Sales'])}/${choices.pick(['New', 'EMEA'])}` }]),
  (document) => document.orgUnits?.pop(),
  dropLeaf,
  inAUnit((unit, choices, document) => (unit.settings = [...(unit.settings ?? []), setting(choices, choices.pick(SETTING_IDS), Object.keys(document.addressLists ?? {}), Object.keys(document.routes ?? {}))])),
  inAUnit((unit) => unit.settings?.shift()),
  inAUnit((unit, choices) => (unit.disable = [...(unit.disable ?? []), choices.pick(SETTING_IDS)])),
  inAUnit((unit) => unit.disable?.pop(), ({ disable = [] }) => disable.length > 0),
  inASetting((found, choices) => (found.description = choices.pick(['', 'new']))),
  inASetting((found) => (found.enabled = found.enabled === false)),
  inASetting((found) => (found.mode = found.mode === 'testing' ? 'enforce' : 'testing')),
  inASetting((found) => (found.locked = found.locked !== true)),
  inASetting((found, choices) => (found.appliesTo = choices.some(['inbound', 'outbound', 'outbound-secure-transport'], 60))),
  inASetting((found, choices, document) => (found.addressLists = choices.some(Object.keys(document.addressLists ?? {}), 60))),
  inASetting((found) => delete found.require),
  inASetting((found, choices) => (found.require = { ...found.require, minTlsVersion: choices.pick(['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']) })),
  inASetting((found, choices) => (found.require = { ...found.require, [choices.pick(['caSignedCertificate', 'validateHostname', 'clientCertificate', 'tls'])]: choices.chance(50) })),
  inASetting((found) => delete found.route),
  inASetting((found, choices, document) => (found.route = choices.pick(['none', ...Object.keys(document.routes ?? {})]))),
];

/** The same entry, which requires authentication if it did not. */
function otherAuthentication(entry: AddressListEntryInput): AddressListEntryInput {
  const { value, requireAuthentication = true } = typeof entry === 'string' ? { value: entry } : entry;
  return { value, requireAuthentication: !requireAuthentication };
}

function put(document: PolicyInput, key: 'routes' | 'users' | 'addressLists', name: string, value: unknown): void {
  document[key] = Object.fromEntries([...Object.entries(document[key] ?? {}), [name, value]]);
}

/** @returns the name of what was dropped; null: there was nothing */
function drop(document: PolicyInput, key: 'routes' | 'users' | 'addressLists', choices: Choices): string | null {
  const names = Object.keys(document[key] ?? {});
  if (names.length === 0) return null;
  const dropped = choices.pick(names);
  document[key] = Object.fromEntries(Object.entries(document[key] ?? {}).filter(([name]) => name !== dropped));
  return dropped;
}

/** The list, and its name wherever a setting has it: a list that is named cannot go alone. */
function dropNamedList(document: PolicyInput, choices: Choices): void {
  const dropped = drop(document, 'addressLists', choices);
  for (const each of settingsOf(document)) if (each.addressLists !== undefined) each.addressLists = each.addressLists.filter((name) => name !== dropped);
}

function dropNamedRoute(document: PolicyInput, choices: Choices): void {
  const dropped = drop(document, 'routes', choices);
  if (document.alternateSecureRoute === dropped) delete document.alternateSecureRoute;
  for (const each of settingsOf(document)) if (each.route === dropped) delete each.route;
}

function moveUser(document: PolicyInput, choices: Choices): void {
  const users = Object.keys(document.users ?? {});
  if (users.length > 0) put(document, 'users', choices.pick(users), somePath(document, choices));
}

/** Of an org unit, of which the root is always there. */
function somePath({ orgUnits = [] }: PolicyInput, choices: Choices): string {
  return choices.pick(['/', ...orgUnits.map(({ path }) => path)]);
}

/** An org unit with nothing below it, and its users. */
function dropLeaf(document: PolicyInput, choices: Choices): void {
  const { orgUnits = [], users = {} } = document;
  const leaves = orgUnits.filter(({ path }) => path !== '/' && !orgUnits.some((other) => other.path.startsWith(`${path}/`)));
  if (leaves.length === 0) return;
  const dropped = choices.pick(leaves);
  document.orgUnits = orgUnits.filter((unit) => unit !== dropped);
  document.users = Object.fromEntries(Object.entries(users).filter(([, path]) => path !== dropped.path));
}

function settingsOf(document: PolicyInput): SettingInput[] {
  return (document.orgUnits ?? []).flatMap((unit) => unit.settings ?? []);
}

function inAList(change: (list: ListDocument, choices: Choices) => unknown): Change {
  return ({ addressLists = {} }, choices) => {
    const lists = Object.values(addressLists) as ListDocument[];
    if (lists.length > 0) change(choices.pick(lists), choices);
  };
}

/** @param which - of the units, if not all */
function inAUnit(change: (unit: OrgUnitInput, choices: Choices, document: PolicyInput) => unknown, which: (unit: OrgUnitInput) => boolean = () => true): Change {
  return (document, choices) => {
    const units = (document.orgUnits ?? []).filter(which);
    if (units.length > 0) change(choices.pick(units), choices, document);
  };
}

function inASetting(change: (found: SettingInput, choices: Choices, document: PolicyInput) => unknown): Change {
  return (document, choices) => {
    const settings = settingsOf(document);
    if (settings.length > 0) change(choices.pick(settings), choices, document);
  };
}
