// The address lists of a policy: pasted text, a list of entries, or an object with either (S-3.1).

import type { AddressList } from '../model/policy.js';
import { byCodeUnits } from '../model/text.js';
import { valueOr } from './draft.js';
import type { Draft, Refused } from './draft.js';
import { EntryTable, readEntries, readPastedText } from './entries.js';
import type { Findings, Path } from './findings.js';
import { membersOf } from './free-names.js';
import type { PlainJson } from './plain-json.js';
import { quote } from '../model/quotation.js';
import { addressListFrame } from './schema.js';
import type { AddressListFrame } from './schema.js';
import { readShape } from './shape.js';

export function readAddressLists(draft: Draft<Record<string, unknown>> | undefined, caseSensitive: boolean, findings: Findings): readonly AddressList[] {
  const lists: AddressList[] = [];
  for (const [name, value] of membersOf(draft)) lists.push(readAddressList(name, value as PlainJson, caseSensitive, findings));
  return Object.freeze(lists.sort((a, b) => byCodeUnits(a.name, b.name)));
}

type AddressListFrameDraft = Exclude<Draft<AddressListFrame>, Refused>;

function readAddressList(name: string, value: PlainJson, caseSensitive: boolean, findings: Findings): AddressList {
  const path = ['addressLists', name];
  if (typeof value === 'string' || Array.isArray(value)) return listOf(name, '', readList(value, path, true, caseSensitive, findings));
  const frame = valueOr<AddressListFrameDraft>(readShape(addressListFrame, value, path, findings), {});
  const requireAuthentication = valueOr(frame.requireAuthentication, true);
  const entries = readList(frame.entries as PlainJson | undefined, [...path, 'entries'], requireAuthentication, caseSensitive, findings);
  return listOf(name, valueOr(frame.description, ''), entries);
}

function readList(value: PlainJson | Refused | undefined, path: Path, requireAuthentication: boolean, caseSensitive: boolean, findings: Findings): AddressList['entries'] {
  if (typeof value !== 'string' && !Array.isArray(value)) return []; // refused
  const table = new EntryTable(caseSensitive, findings);
  if (typeof value === 'string') readPastedText(value, path, requireAuthentication, table);
  else readEntries(value as readonly PlainJson[], path, requireAuthentication, table);
  if (table.isEmpty()) findings.warning('empty-list', path, `the address list ${quote(String(path[1]))} has no entries and matches nobody; add entries or remove it`);
  return table.sorted();
}

function listOf(name: string, description: string, entries: AddressList['entries']): AddressList {
  return Object.freeze({ name, description, entries });
}
