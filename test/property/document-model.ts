// A document as maps of plain values with every default filled in, and what each change of a document does to it. Naive on purpose: changes are replayed on it.

import type { DocumentChange, FieldChange } from '../../src/change/document-change.js';
import type { PolicyInput, SettingInput } from '../../src/model/document.js';

type Fields = Record<string, unknown>;
interface Unit {
  readonly settings: Map<string, Fields>;
  readonly disable: Set<string>;
}
interface List {
  description: unknown;
  readonly entries: Map<string, boolean>;
}

export interface DocumentModel {
  readonly domains: Set<string>;
  readonly orgUnits: Map<string, Unit>;
  readonly users: Map<string, string>;
  readonly addressLists: Map<string, List>;
  readonly routes: Map<string, Fields>;
  readonly options: Fields;
}

/** Of a canonical document. */
export function modelOf(document: PolicyInput): DocumentModel {
  const { domains = [], orgUnits = [], users = {}, addressLists = {}, routes = {}, alternateSecureRoute = null, alignment = 'relaxed', unknownAuthor = 'match', caseSensitiveLocalParts = false } = document;
  const units = orgUnits.map(({ path, settings = [], disable = [] }): [string, Unit] => [path, { settings: new Map(settings.map((each) => [each.id, fieldsOf(each)])), disable: new Set(disable) }]);
  return {
    domains: new Set(domains),
    orgUnits: new Map([['/', { settings: new Map(), disable: new Set() }], ...units]),
    users: new Map(Object.entries(users)),
    addressLists: new Map(Object.entries(addressLists).map(([name, list]) => [name, listOf(list as { description?: string; entries: Entry[] })])),
    routes: new Map(Object.entries(routes).map(([name, { host, port = 25, mxLookup = false }]) => [name, { kind: 'host', host, port, mxLookup }])),
    options: { alternateSecureRoute, alignment, unknownAuthor, caseSensitiveLocalParts },
  };
}

type Entry = string | { value: string; requireAuthentication?: boolean };

function listOf({ description = '', entries }: { description?: string; entries: Entry[] }): List {
  return { description, entries: new Map(entries.map((entry) => (typeof entry === 'string' ? [entry, true] : [entry.value, entry.requireAuthentication ?? true]))) };
}

function fieldsOf(setting: SettingInput): Fields {
  const { description = '', enabled = true, mode = 'enforce', locked = false, appliesTo, addressLists = [], require = {}, route = null } = setting;
  const { tls = true, minTlsVersion = null, caSignedCertificate = tls, validateHostname = tls, clientCertificate = false } = require;
  return {
    description, enabled, mode, locked, appliesTo, addressLists, route,
    'require.tls': tls, 'require.minTlsVersion': minTlsVersion, 'require.caSignedCertificate': caSignedCertificate,
    'require.validateHostname': validateHostname, 'require.clientCertificate': clientCertificate,
  };
}

/**
 * Makes the changes in a model, and checks that each begins with what is there.
 * @throws an Error for a change that does not fit
 */
export function replay(model: DocumentModel, changes: readonly DocumentChange[]): void {
  /** Removed whole; their parts are removed by changes of their own. */
  const removedUnits = new Map<string, Unit>();
  const removedLists = new Map<string, List>();
  const unitOf = (path: string): Unit => found(model.orgUnits.get(path) ?? removedUnits.get(path), path);
  const listNamed = (name: string): List => found(model.addressLists.get(name) ?? removedLists.get(name), name);
  for (const change of changes) {
    switch (change.kind) {
      case 'org-unit-added':
        fresh(model.orgUnits, change.orgUnit).set(change.orgUnit, { settings: new Map(), disable: new Set() });
        break;
      case 'org-unit-removed':
        move(change.orgUnit, model.orgUnits, removedUnits);
        break;
      case 'setting-added':
        fresh(unitOf(change.orgUnit).settings, change.setting).set(change.setting, fieldsFromNothing(change.fields));
        break;
      case 'setting-removed':
        same(fieldsToNothing(change.fields), sorted(found(unitOf(change.orgUnit).settings.get(change.setting), change.setting)));
        gone(unitOf(change.orgUnit).settings.delete(change.setting), change);
        break;
      case 'setting-changed':
        change.fields.forEach(({ field, before, after: is }) => replace(found(unitOf(change.orgUnit).settings.get(change.setting), change.setting), field, before, is));
        break;
      case 'inheritance-broken':
        if (unitOf(change.orgUnit).disable.has(change.setting)) throw new Error(`${change.setting} is disabled already`);
        unitOf(change.orgUnit).disable.add(change.setting);
        break;
      case 'inheritance-restored':
        gone(unitOf(change.orgUnit).disable.delete(change.setting), change);
        break;
      case 'user-added':
      case 'user-removed':
      case 'user-moved':
        exchange(model.users, change.user, change.before, change.after);
        break;
      case 'list-added':
        fresh(model.addressLists, change.addressList).set(change.addressList, { description: undefined, ...fieldsFromNothing(change.fields), entries: new Map() });
        break;
      case 'list-removed':
        if (listNamed(change.addressList).entries.size !== change.entries) throw new Error(`${change.addressList} has not ${change.entries} entries`);
        same(fieldsToNothing(change.fields), { description: listNamed(change.addressList).description });
        move(change.addressList, model.addressLists, removedLists);
        break;
      case 'list-changed':
        change.fields.forEach(({ field, before, after: is }) => replace(listNamed(change.addressList) as unknown as Fields, field, before, is));
        break;
      case 'entry-added':
        fresh(listNamed(change.addressList).entries, change.entry).set(change.entry, change.requireAuthentication);
        break;
      case 'entry-removed':
        same(listNamed(change.addressList).entries.get(change.entry), change.requireAuthentication);
        gone(listNamed(change.addressList).entries.delete(change.entry), change);
        break;
      case 'entry-changed':
        exchange(listNamed(change.addressList).entries, change.entry, !change.requireAuthentication, change.requireAuthentication);
        break;
      case 'route-added':
      case 'route-removed':
      case 'route-changed':
        exchange(model.routes, change.route, change.before as unknown as Fields | null, change.after as unknown as Fields | null);
        break;
      case 'domain-added':
        if (model.domains.has(change.domain)) throw new Error(`${change.domain} is there already`);
        model.domains.add(change.domain);
        break;
      case 'domain-removed':
        gone(model.domains.delete(change.domain), change);
        break;
      case 'option-changed':
        replace(model.options, change.option, change.before, change.after);
        break;
    }
  }
  for (const [path, unit] of removedUnits) if (unit.settings.size + unit.disable.size > 0) throw new Error(`not all of ${path} was removed`);
  for (const [name, list] of removedLists) if (list.entries.size > 0) throw new Error(`not all entries of ${name} were removed`);
  for (const change of changes) {
    if (change.kind === 'list-added' && listNamed(change.addressList).entries.size !== change.entries) throw new Error(`${change.addressList} has not ${change.entries} entries`);
  }
}

function fieldsFromNothing(fields: readonly FieldChange[]): Fields {
  return Object.fromEntries(fields.map(({ field, before, after }) => (same(before, null), [field, after])));
}

/** Sorted, to be compared. */
function fieldsToNothing(fields: readonly FieldChange[]): Fields {
  return sorted(Object.fromEntries(fields.map(({ field, before, after }) => (same(after, null), [field, before]))));
}

function sorted(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`there is no ${name}`);
  return value;
}

function fresh<T>(map: Map<string, T>, name: string): Map<string, T> {
  if (map.has(name)) throw new Error(`there is a ${name} already`);
  return map;
}

function gone(deleted: boolean, change: DocumentChange): void {
  if (!deleted) throw new Error(`there was nothing to remove: ${JSON.stringify(change)}`);
}

function move<T>(name: string, from: Map<string, T>, to: Map<string, T>): void {
  to.set(name, found(from.get(name), name));
  from.delete(name);
}

function exchange<T>(map: Map<string, T>, name: string, before: T | null, after: T | null): void {
  same(map.get(name) ?? null, before);
  if (after === null) map.delete(name);
  else map.set(name, after);
}

function replace(fields: Fields, field: string, before: unknown, after: unknown): void {
  same(fields[field], before);
  same(JSON.stringify(before) === JSON.stringify(after), false);
  fields[field] = after;
}

function same(value: unknown, expected: unknown): void {
  if (JSON.stringify(value) !== JSON.stringify(expected)) throw new Error(`${JSON.stringify(value)} is not ${JSON.stringify(expected)}`);
}
