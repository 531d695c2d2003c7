// Edits that have to do with a policy, most of them possible: what each may change, and how it is undone.

import type { DocumentChange } from '../../src/change/document-change.js';
import * as edits from '../../src/edit/index.js';
import type { Edit, EditResult, RequirementChanges, SettingChanges } from '../../src/edit/index.js';
import { policyDocument } from '../../src/index.js';
import type { AddressListEntryInput, OrgUnitInput, Policy, PolicyInput, RouteInput, SettingInput } from '../../src/index.js';
import { PEOPLE, readAddress, spellAddress } from './address.js';
import type { Choices } from './choices.js';
import { DOMAINS, LITERALS, OWN_DOMAINS, spellDomain } from './domain.js';
import { ROUTES, SETTING_IDS, setting } from './setting.js';

export interface EditCase {
  readonly name: string;
  readonly edit: Edit;
  /** Whether the edit may have changed that. */
  readonly concerns: (change: DocumentChange) => boolean;
  /** Takes back what was changed; null where too much was lost. */
  readonly undo: (change: readonly DocumentChange[]) => Edit | null;
}

/** How many choices an edit takes at most, more or less. */
export const EDIT_CHOICES = 40;

export function editCase(choices: Choices, policy: Policy): EditCase {
  const { orgUnits = [], addressLists = {}, routes = {}, ...rest } = policyDocument(policy);
  const units = orgUnits[0]?.path === '/' ? orgUnits : [{ path: '/' }, ...orgUnits];
  const [name, draw] = choices.pick(Object.entries(KINDS));
  return { name, ...draw({ ...rest, orgUnits: units, addressLists: addressLists as Document['addressLists'], routes, choices }) };
}

interface Document extends Omit<PolicyInput, 'orgUnits' | 'addressLists' | 'routes'> {
  readonly orgUnits: OrgUnitInput[];
  readonly addressLists: Readonly<Record<string, { description?: string; entries: AddressListEntryInput[] }>>;
  readonly routes: Readonly<Record<string, RouteInput>>;
  readonly choices: Choices;
}

type Draw = (document: Document) => Omit<EditCase, 'name'>;

const KINDS: Readonly<Record<string, Draw>> = {
  addSetting: (document) => {
    const { choices } = document;
    const { path } = choices.pick(document.orgUnits);
    const added = setting(choices, choices.chance(50) ? 'new' : choices.pick(SETTING_IDS), Object.keys(document.addressLists), Object.keys(document.routes));
    return ofSetting(path, added.id, (policy) => edits.addSetting(policy, path, added), () => (policy) => edits.removeSetting(policy, path, added.id));
  },
  editSetting: (document) => {
    const { choices } = document;
    const [path, defined] = anyDefinition(document);
    const { id: _, ...changes } = setting(choices, 'x', Object.keys(document.addressLists), Object.keys(document.routes));
    const some = Object.fromEntries(Object.entries(changes).filter(() => choices.chance(60)));
    return ofSetting(path, defined.id, (policy) => edits.editSetting(policy, path, defined.id, some), () => restored(path, defined));
  },
  removeSetting: (document) => {
    const [path, defined] = anyDefinition(document);
    return ofSetting(path, defined.id, (policy) => edits.removeSetting(policy, path, defined.id), () => defining(path, defined));
  },
  enableSetting: (document) => switching(document, edits.enableSetting, ({ enabled }) => enabled === false),
  disableSetting: (document) => switching(document, edits.disableSetting),
  lock: (document) => switching(document, edits.lock),
  unlock: (document) => switching(document, edits.unlock, ({ locked }) => locked === true),
  setMode: (document) => {
    const mode = document.choices.pick(['testing', 'enforce'] as const);
    return switching(document, (policy, path, id) => edits.setMode(policy, path, id, mode));
  },
  override: (document) => {
    const [path, id] = anyInherited(document);
    const changes: SettingChanges = document.choices.chance(50) ? {} : { description: 'another', require: { minTlsVersion: null, tls: true } };
    return ofSetting(path, id, (policy) => edits.override(policy, path, id, changes), () => (policy) => edits.inherit(policy, path, id));
  },
  breakInheritance: (document) => {
    const [path, id] = anyInherited(document);
    return ofSetting(path, id, (policy) => edits.breakInheritance(policy, path, id), (changes) => (policy) => (changes.length === 0 ? unchanged(policy) : edits.inherit(policy, path, id)));
  },
  inherit: (document) => {
    const [path, id] = anyInherited(document);
    const unit = document.orgUnits.find((each) => each.path === path);
    const defined = unit?.settings?.find((each) => each.id === id);
    return ofSetting(path, id, (policy) => edits.inherit(policy, path, id), (changes) => {
      if (changes.length === 0) return unchanged;
      return defined === undefined ? (policy) => edits.breakInheritance(policy, path, id) : defining(path, defined);
    });
  },
  createAddressList: ({ choices }) => {
    const name = choices.pick(['new', 'constructor', 'partners']);
    const list = choices.pick([undefined, entries(choices), { description: 'new', entries: entries(choices) }]);
    return ofLists([name], (policy) => edits.createAddressList(policy, name, list), () => (policy) => edits.removeAddressList(policy, name));
  },
  renameAddressList: (document) => {
    const [name, newName] = [anyList(document), document.choices.pick(['new', '0', 'banks'])];
    const { edit, concerns } = ofLists([name, newName], (policy) => edits.renameAddressList(policy, name, newName), () => null);
    const isReference = (change: DocumentChange): boolean => change.kind === 'setting-changed' && change.fields.every(({ field }) => field === 'addressLists');
    return { edit, concerns: (change) => isReference(change) || concerns(change), undo: () => (policy) => edits.renameAddressList(policy, newName, name) };
  },
  describeAddressList: (document) => {
    const name = anyList(document);
    const [before, after] = [document.addressLists[name]?.description ?? '', document.choices.pick(['new', ''])];
    return ofLists([name], (policy) => edits.describeAddressList(policy, name, after), () => (policy) => edits.describeAddressList(policy, name, before));
  },
  fillAddressList: (document) => ofEntries(document, edits.fillAddressList),
  addEntries: (document) => ofEntries(document, edits.addEntries),
  removeEntries: (document) => {
    const name = anyList(document);
    const present = document.addressLists[name]?.entries ?? [];
    const removed = document.choices.some(present, 50).map((entry) => (typeof entry === 'string' ? entry : entry.value));
    const items = document.choices.chance(50) ? removed.join('\n') : removed;
    return ofLists([name], (policy) => edits.removeEntries(policy, name, items), () => (policy) => edits.addEntries(policy, name, present.filter((entry) => removed.includes(typeof entry === 'string' ? entry : entry.value))));
  },
  removeAddressList: (document) => {
    const used = document.orgUnits.flatMap(({ settings = [] }) => settings.flatMap((each) => each.addressLists ?? []));
    const name = rather(document.choices, namesOf(document.addressLists), (each) => !used.includes(each));
    return ofLists([name], (policy) => edits.removeAddressList(policy, name), () => (policy) => edits.createAddressList(policy, name, document.addressLists[name]));
  },
  moveUser: (document) => {
    const { choices, users = {}, caseSensitiveLocalParts = false } = document;
    const people = choices.some(PEOPLE, 20);
    const [written, canonical] = [people.map((person) => spellAddress(choices, person, caseSensitiveLocalParts)), people.map((person) => readAddress(person, caseSensitiveLocalParts).text)];
    const { path } = choices.pick(document.orgUnits);
    const undo = canonical.map((user): Edit => (policy) => (users[user] === undefined ? edits.removeUser(policy, user) : edits.moveUser(policy, user, users[user])));
    return { edit: (policy) => edits.moveUser(policy, written, path), concerns: (change) => isOfUsers(change, canonical), undo: () => (policy) => edits.applyEdits(policy, undo) };
  },
  removeUser: ({ choices, users = {} }) => {
    const removed = choices.some(Object.keys(users), 50);
    const undo = removed.map((user): Edit => (policy) => edits.moveUser(policy, user, users[user] ?? ''));
    return { edit: (policy) => edits.removeUser(policy, removed), concerns: (change) => isOfUsers(change, removed), undo: () => (policy) => edits.applyEdits(policy, undo) };
  },
  addOrgUnit: ({ choices, orgUnits }) => {
    const path = below(choices.pick(orgUnits).path, 'New');
    return { edit: (policy) => edits.addOrgUnit(policy, path), concerns: (change) => change.kind === 'org-unit-added' && change.orgUnit === path, undo: () => (policy) => edits.removeOrgUnit(policy, path) };
  },
  removeOrgUnit: ({ choices, orgUnits, users = {} }) => {
    const unit = rather(choices, orgUnits, ({ path }) => path !== '/' && ![...orgUnits.map((each) => each.path), ...Object.values(users).map((each) => `${each}/`)].some((each) => each.startsWith(`${path}/`)));
    return {
      edit: (policy) => edits.removeOrgUnit(policy, unit.path),
      concerns: (change) => 'orgUnit' in change && change.orgUnit === unit.path,
      undo: () => (policy) => edits.applyEdits(policy, [
        (before) => edits.addOrgUnit(before, unit.path),
        ...(unit.settings ?? []).map((each) => defining(unit.path, each)),
        ...(unit.disable ?? []).map((id): Edit => (before) => edits.breakInheritance(before, unit.path, id)),
      ]),
    };
  },
  moveOrgUnit: ({ choices, orgUnits }) => {
    const from = choices.pick(orgUnits.slice(-3)).path;
    const to = below(choices.pick(orgUnits).path, choices.pick(['Moved', 'EMEA', 'Sales']));
    const isBelow = (path: string | null): boolean => path === from || path === to || path?.startsWith(`${from}/`) === true || path?.startsWith(`${to}/`) === true;
    return {
      edit: (policy) => edits.moveOrgUnit(policy, from, to),
      concerns: (change) => ('orgUnit' in change && isBelow(change.orgUnit)) || (change.kind === 'user-moved' && isBelow(change.before) && isBelow(change.after)),
      undo: () => (policy) => edits.moveOrgUnit(policy, to, from),
    };
  },
  addRoute: ({ choices }) => {
    const name = choices.pick(['new', ...Object.keys(ROUTES)]);
    const route = { ...ROUTES[choices.pick(Object.keys(ROUTES))]! };
    return ofRoutes([name], (policy) => edits.addRoute(policy, name, route), () => (policy) => edits.removeRoute(policy, name));
  },
  editRoute: (document) => {
    const name = anyRoute(document);
    const changes = document.choices.pick<Partial<RouteInput>>([{ port: 465 }, { host: 'other.test' }, { mxLookup: true }, {}]);
    const { host, port = 25, mxLookup = false } = document.routes[name] ?? { host: '' };
    return ofRoutes([name], (policy) => edits.editRoute(policy, name, changes), () => (policy) => edits.editRoute(policy, name, { host, port, mxLookup }));
  },
  renameRoute: (document) => {
    const [name, newName] = [anyRoute(document), document.choices.pick(['new', 'relay'])];
    const { edit, concerns } = ofRoutes([name, newName], (policy) => edits.renameRoute(policy, name, newName), () => null);
    const isReference = (change: DocumentChange): boolean =>
      (change.kind === 'setting-changed' && change.fields.every(({ field }) => field === 'route')) || (change.kind === 'option-changed' && change.option === 'alternateSecureRoute');
    return { edit, concerns: (change) => isReference(change) || concerns(change), undo: () => (policy) => edits.renameRoute(policy, newName, name) };
  },
  removeRoute: (document) => {
    const name = anyRoute(document);
    return ofRoutes([name], (policy) => edits.removeRoute(policy, name), () => (policy) => edits.addRoute(policy, name, document.routes[name]!));
  },
  setDomains: ({ choices, domains = [] }) => {
    const given = choices.some([...OWN_DOMAINS, ...DOMAINS], 20).map((domain) => spellDomain(choices, domain));
    return { edit: (policy) => edits.setDomains(policy, given), concerns: ({ kind }) => kind.startsWith('domain-'), undo: () => (policy) => edits.setDomains(policy, domains) };
  },
  setOptions: (document) => {
    const { choices, alignment = 'relaxed', unknownAuthor = 'match', alternateSecureRoute = null, caseSensitiveLocalParts = false } = document;
    const options = {
      ...(choices.chance(50) && { alignment: choices.pick(['strict', 'relaxed'] as const) }),
      ...(choices.chance(50) && { unknownAuthor: choices.pick(['no-match', 'match'] as const) }),
      ...(choices.chance(50) && { alternateSecureRoute: choices.pick([null, ...Object.keys(document.routes)]) }),
      ...(choices.chance(30) && { caseSensitiveLocalParts: choices.chance(50) }),
    };
    const before = { alignment, unknownAuthor, alternateSecureRoute, caseSensitiveLocalParts };
    const folds = caseSensitiveLocalParts && options.caseSensitiveLocalParts === false;
    return {
      edit: (policy) => edits.setOptions(policy, options),
      concerns: ({ kind }) => kind === 'option-changed' || (folds && /^(user|entry)-/.test(kind)),
      undo: () => (folds ? null : (policy) => edits.setOptions(policy, before)),
    };
  },
};

type Undo = EditCase['undo'];

function ofSetting(path: string, id: string, edit: Edit, undo: Undo): Omit<EditCase, 'name'> {
  return { edit, undo, concerns: (change) => 'setting' in change && change.orgUnit === path && change.setting === id };
}

function ofLists(names: readonly string[], edit: Edit, undo: Undo): Omit<EditCase, 'name'> {
  return { edit, undo, concerns: (change) => 'addressList' in change && names.includes(change.addressList) };
}

function ofRoutes(names: readonly string[], edit: Edit, undo: Undo): Omit<EditCase, 'name'> {
  return { edit, undo, concerns: (change) => 'route' in change && names.includes(change.route) };
}

function isOfUsers(change: DocumentChange, users: readonly string[]): boolean {
  return 'user' in change && users.includes(change.user);
}

function switching(document: Document, edit: (policy: Policy, path: string, id: string) => EditResult, isWorthIt: (setting: SettingInput) => boolean = () => true): Omit<EditCase, 'name'> {
  const [path, defined] = anyDefinition(document, isWorthIt);
  return ofSetting(path, defined.id, (policy) => edit(policy, path, defined.id), () => restored(path, defined));
}

function ofEntries(document: Document, edit: typeof edits.addEntries): Omit<EditCase, 'name'> {
  const { choices } = document;
  const name = anyList(document);
  const present = document.addressLists[name]?.entries ?? [];
  const items = [...choices.some(present, 30), ...entries(choices)];
  const given = choices.chance(50) ? items : items.map((entry) => (typeof entry === 'string' ? entry : entry.value)).join(choices.pick([' ', ',\n']));
  const options = choices.chance(70) ? {} : { requireAuthentication: choices.chance(50) };
  const explicit = present.map((entry) => (typeof entry === 'string' ? { value: entry, requireAuthentication: true } : entry));
  return ofLists([name], (policy) => edit(policy, name, given, options), () => (policy) => edits.fillAddressList(policy, name, explicit));
}

function entries(choices: Choices): AddressListEntryInput[] {
  return choices.times(choices.below(4), () => {
    const domain = spellDomain(choices, choices.pick([...DOMAINS, ...LITERALS]));
    const value = domain.startsWith('[') ? domain : choices.pick([domain, `@${domain}`, `*.${domain}`, `ann@${domain}`]);
    return choices.chance(60) ? value : { value, requireAuthentication: choices.chance(50) };
  });
}

/** The setting as it was, said in full. */
function restored(path: string, defined: SettingInput): Edit {
  return (policy) => edits.editSetting(policy, path, defined.id, inFull(defined));
}

/** Defines a setting anew: by overriding, where something is inherited. */
function defining(path: string, defined: SettingInput): Edit {
  return (policy) => {
    const added = edits.addSetting(policy, path, defined);
    return added.ok ? added : edits.override(policy, path, defined.id, inFull(defined));
  };
}

function inFull({ description = '', enabled = true, mode = 'enforce', locked = false, appliesTo, addressLists = [], require = {}, route }: SettingInput): SettingChanges {
  const { tls = null, minTlsVersion = null, caSignedCertificate = null, validateHostname = null, clientCertificate = null }: RequirementChanges = require;
  return { description, enabled, mode, locked, appliesTo, addressLists, require: { tls, minTlsVersion, caSignedCertificate, validateHostname, clientCertificate }, route: route ?? null };
}

function unchanged(policy: Policy): EditResult {
  return edits.applyEdits(policy, []);
}

/** Most of the time one of those that are worth it, if there are any. */
function rather<Item>(choices: Choices, items: readonly Item[], isWorthIt: (item: Item) => boolean): Item {
  const worth = items.filter(isWorthIt);
  return choices.pick(worth.length > 0 && choices.chance(80) ? worth : items);
}

const NONE: SettingInput = { id: 'none', appliesTo: [] };

function anyDefinition({ choices, orgUnits }: Document, isWorthIt: (setting: SettingInput) => boolean = () => true): readonly [path: string, setting: SettingInput] {
  const definitions = orgUnits.flatMap(({ path, settings = [] }) => settings.map((each) => [path, each] as const));
  return definitions.length === 0 ? ['/', NONE] : rather(choices, definitions, ([, each]) => isWorthIt(each));
}

/** An org unit and an id that a unit above defines, if there are any. */
function anyInherited({ choices, orgUnits }: Document): readonly [path: string, id: string] {
  const inherited = orgUnits.flatMap(({ path }) => {
    const above = orgUnits.filter((unit) => unit.path !== path && (unit.path === '/' || path.startsWith(`${unit.path}/`)));
    return above.flatMap(({ settings = [] }) => settings.map(({ id }) => [path, id] as const));
  });
  return inherited.length === 0 ? ['/', 'none'] : choices.pick(inherited);
}

function anyList({ choices, addressLists }: Document): string {
  return choices.pick(namesOf(addressLists));
}

function anyRoute({ choices, routes }: Document): string {
  return choices.pick(namesOf(routes));
}

/** At least one, if only of what is not there. */
function namesOf(map: object): string[] {
  const names = Object.keys(map);
  return names.length > 0 ? names : ['none'];
}

function below(path: string, name: string): string {
  return `${path === '/' ? '' : path}/${name}`;
}
