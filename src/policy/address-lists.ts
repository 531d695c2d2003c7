// The address lists of a policy: pasted text, a list of entries, or an object with either (S-3.1).

import { EntryCollector } from '../lists/entry-collector.js';
import type { AddressList, PolicyContent } from '../model/policy.js';
import { byCodeUnits } from '../model/text.js';
import { valueOr } from './draft.js';
import type { Draft, Refused } from './draft.js';
import { EntryTable, readEntries, readPastedText } from './entries.js';
import type { ListsReading } from './entries.js';
import type { Findings, Path } from './findings.js';
import { membersOf } from './free-names.js';
import type { PlainJson } from './plain-json.js';
import { quote } from '../model/quotation.js';
import { addressListFrame } from './schema.js';
import type { AddressListFrame } from './schema.js';
import { readShape } from './shape.js';

/** The lists in the order of their names, and the index of all their entries. */
export type AddressLists = Pick<PolicyContent, 'addressLists' | 'index'>;

/** @param collector - may have entries already, of lists by their places: then they are entries of these lists as well */
export function readAddressLists(draft: ListsDraft, caseSensitive: boolean, findings: Findings, collector?: EntryCollector): AddressLists {
  const reading: ListsReading = { caseSensitive, collector: collector ?? new EntryCollector(), findings };
  const named = inOrderOfNames([...membersOf(draft)]);
  const addressLists = named.map(([name, value], place) => readAddressList(name, value as PlainJson, place, reading));
  return { addressLists: Object.freeze(addressLists), index: reading.collector.index(addressLists.length) };
}

export type ListsDraft = Draft<Record<string, unknown>> | undefined;

/** The place of a list is that of its name in this order. */
export function inOrderOfNames<T>(named: (readonly [name: string, value: T])[]): (readonly [name: string, value: T])[] {
  return named.sort(([a], [b]) => byCodeUnits(a, b));
}

type AddressListFrameDraft = Exclude<Draft<AddressListFrame>, Refused>;

function readAddressList(name: string, value: PlainJson, place: number, reading: ListsReading): AddressList {
  const path = ['addressLists', name];
  if (typeof value === 'string' || Array.isArray(value)) {
    readList(value, path, true, new EntryTable(place, reading));
    return listOf(name, '', place, reading);
  }
  if (isFileFrame(value)) {
    reading.findings.error('invalid-value', [...path, 'file'], FILE_ADVICE);
    return listOf(name, '', place, reading);
  }
  const frame = valueOr<AddressListFrameDraft>(readShape(addressListFrame, value, path, reading.findings), {});
  readList(frame.entries as PlainJson | undefined, [...path, 'entries'], valueOr(frame.requireAuthentication, true), new EntryTable(place, reading));
  return listOf(name, valueOr(frame.description, ''), place, reading);
}

/** The core reads no files (S-3.8). */
const FILE_ADVICE =
  '`file` is understood in policy files, by the command line and by readPolicyFile of smtp-tls-policy/files; here write the entries in `entries`, or read the file first';

function isFileFrame(value: PlainJson): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, 'file');
}

function readList(value: PlainJson | Refused | undefined, path: Path, requireAuthentication: boolean, table: EntryTable): void {
  if (typeof value !== 'string' && !Array.isArray(value)) return; // refused
  if (typeof value === 'string') readPastedText(value, path, requireAuthentication, table);
  else readEntries(value as readonly PlainJson[], path, requireAuthentication, table);
  if (table.isEmpty()) table.findings.warning('empty-list', path, `the address list ${quote(String(path[1]))} has no entries and matches nobody; add entries or remove it`);
}

function listOf(name: string, description: string, place: number, { collector }: ListsReading): AddressList {
  const everyEntryRequiresAuthentication = collector.everyEntryRequiresAuthentication(place);
  return Object.freeze({ name, description, size: collector.sizeOf(place), everyEntryRequiresAuthentication });
}
