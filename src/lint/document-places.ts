// Where the subjects of findings stand in a document, as it was written: paths, and for entries in pasted text lines and columns within it.

import { parseEntry } from '../model/address-list-entry.js';
import { forEachItem } from '../model/address-list-text.js';
import { parseAddress } from '../model/address.js';
import type { AddressListEntryInput, AddressListInput, PolicyInput } from '../model/document.js';
import type { LintSubject } from './lint-finding.js';

/** A place in a document. */
export interface Place {
  readonly path: readonly (string | number)[];
  /** Of an entry in pasted text, from 1; else null. */
  readonly within: { readonly line: number; readonly column: number } | null;
}

/** @param document - a valid one, in which every subject is; lists that name a file stand for themselves */
export function placesIn(document: PolicyInput, subjects: readonly LintSubject[]): (subject: LintSubject) => Place {
  const caseSensitive = document.caseSensitiveLocalParts === true;
  const units = new Map((document.orgUnits ?? []).map(({ path }, index) => [path, index]));
  const users = subjects.some(({ kind }) => kind === 'user') ? usersByAddress(document, caseSensitive) : new Map<string, string>();
  const entries = entryPlaces(document, subjects, caseSensitive);
  return (subject) => {
    switch (subject.kind) {
      case 'entry':
        return entries.get(subject.addressList)?.get(subject.entry) ?? at('addressLists', subject.addressList);
      case 'org-unit':
        return at('orgUnits', units.get(subject.orgUnit) ?? 0, 'path');
      case 'setting':
        return settingPlace(document, subject, units);
      case 'disabled-setting':
        return disabledPlace(document, subject, units);
      case 'route':
        return at('routes', subject.route, ...subject.keys);
      case 'user':
        return at('users', users.get(subject.user) ?? subject.user);
      case 'option':
        return at(subject.option);
    }
  };
}

function at(...path: (string | number)[]): Place {
  return { path, within: null };
}

function settingPlace({ orgUnits = [] }: PolicyInput, { orgUnit, setting, keys }: LintSubject & { kind: 'setting' }, units: ReadonlyMap<string, number>): Place {
  const index = units.get(orgUnit) ?? 0;
  const place = orgUnits[index]?.settings?.findIndex(({ id }) => id === setting) ?? 0;
  return at('orgUnits', index, 'settings', place, ...keys);
}

function disabledPlace({ orgUnits = [] }: PolicyInput, { orgUnit, setting }: LintSubject & { kind: 'disabled-setting' }, units: ReadonlyMap<string, number>): Place {
  const index = units.get(orgUnit) ?? 0;
  return at('orgUnits', index, 'disable', orgUnits[index]?.disable?.indexOf(setting) ?? 0);
}

/** Users as they are written, by canonical address. */
function usersByAddress({ users = {} }: PolicyInput, caseSensitive: boolean): Map<string, string> {
  return new Map(Object.keys(users).map((name) => [parseAddress(name, caseSensitive)?.text ?? name, name]));
}

type EntryPlaces = ReadonlyMap<string, ReadonlyMap<string, Place>>;

/** By list and canonical value: where the first of equal entries stands. Only lists with a subject are read. */
function entryPlaces({ addressLists = {} }: PolicyInput, subjects: readonly LintSubject[], caseSensitive: boolean): EntryPlaces {
  const wanted = wantedEntries(subjects);
  return new Map(
    Object.entries(addressLists)
      .filter(([name]) => wanted.has(name))
      .map(([name, list]) => [name, placesInList(list, ['addressLists', name], wanted.get(name) ?? new Set(), caseSensitive)]),
  );
}

/** The values of entries that findings are about, by list. */
export function wantedEntries(subjects: readonly LintSubject[]): ReadonlyMap<string, ReadonlySet<string>> {
  const wanted = new Map<string, Set<string>>();
  for (const subject of subjects) {
    if (subject.kind !== 'entry') continue;
    const values = wanted.get(subject.addressList) ?? new Set();
    wanted.set(subject.addressList, values.add(subject.entry));
  }
  return wanted;
}

function placesInList(list: AddressListInput, path: Place['path'], wanted: ReadonlySet<string>, caseSensitive: boolean): Map<string, Place> {
  if (typeof list === 'string') return placesInText(list, path, wanted, caseSensitive);
  if (Array.isArray(list)) return placesInItems(list, path, wanted, caseSensitive);
  const entries = list.entries as typeof list.entries | undefined; // a list that names a file has none
  if (typeof entries === 'string') return placesInText(entries, [...path, 'entries'], wanted, caseSensitive);
  return entries === undefined ? new Map([...wanted].map((value) => [value, { path: [...path, 'file'], within: null }])) : placesInItems(entries, [...path, 'entries'], wanted, caseSensitive);
}

function placesInText(text: string, path: Place['path'], wanted: ReadonlySet<string>, caseSensitive: boolean): Map<string, Place> {
  const places = new Map<string, Place>();
  forEachItem(text, (start, end, line, column) => note(text.slice(start, end), { path, within: { line, column } }, places, wanted, caseSensitive));
  return places;
}

function placesInItems(items: readonly AddressListEntryInput[], path: Place['path'], wanted: ReadonlySet<string>, caseSensitive: boolean): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const [index, item] of items.entries()) {
    if (typeof item === 'string') note(item, { path: [...path, index], within: null }, places, wanted, caseSensitive);
    else note(item.value, { path: [...path, index, 'value'], within: null }, places, wanted, caseSensitive);
  }
  return places;
}

function note(item: string, place: Place, places: Map<string, Place>, wanted: ReadonlySet<string>, caseSensitive: boolean): void {
  const reading = parseEntry(item, caseSensitive);
  if (reading.ok && wanted.has(reading.value) && !places.has(reading.value)) places.set(reading.value, place);
}
