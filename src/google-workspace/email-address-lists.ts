// `gmail.email_address_lists`: address lists with their entries, and whether each requires sender authentication (S-19.4).

import type { ExportedPolicy } from './exported-policy.js';
import type { ExportPath, ImportFindings } from './import-report.js';
import { flagOf, isList, isObject, memberOf, textOf } from './json-value.js';
import type { JsonObject } from './json-value.js';
import type { Identified } from './precedence.js';
import { reportUnknownMembers } from './unknown-members.js';
import { parseEntry } from '../model/address-list-entry.js';
import { describeValue, hasControlCharacter, quote } from '../model/quotation.js';

/** A list as one policy defines it. */
export interface GoogleAddressList extends Identified {
  /** As people named it; the id where nobody did. */
  readonly name: string;
  readonly written: JsonObject;
}

export function googleAddressLists(policy: ExportedPolicy, findings: ImportFindings): readonly GoogleAddressList[] {
  if (policy.setting !== 'gmail.email_address_lists') return [];
  const path = [...policy.path, 'setting', 'value', 'emailAddressList'];
  return itemsOf(memberOf(policy.value, 'emailAddressList'), path, findings).flatMap((written, index) => {
    const place = [...path, index];
    const id = textOf(memberOf(written, 'id'));
    if (!isObject(written) || id === null || hasControlCharacter(id)) {
      findings.add('unreadable-list', place, `expected an address list with an \`id\`, not ${describeValue(written)}`);
      return [];
    }
    reportUnknownMembers(written, LIST_MEMBERS, place, findings);
    return [{ id, policy, path: place, name: textOf(memberOf(written, 'name')) ?? id, written, content: written }];
  });
}

const LIST_MEMBERS = ['id', 'name', 'addressList', 'blockedAddressList'];

/** A list that is made for blocking senders: no partner is in it. */
export function isForBlockedSenders({ written }: GoogleAddressList): boolean {
  return written['blockedAddressList'] !== undefined && written['addressList'] === undefined;
}

export interface ImportedEntry {
  /** Canonical. */
  readonly value: string;
  readonly requireAuthentication: boolean;
}

/** The entries in their order, each once; what is none is reported with the reason. */
export function importedEntries(list: GoogleAddressList, findings: ImportFindings): readonly ImportedEntry[] {
  const path = [...list.path, 'addressList', 'address'];
  const entries = new Map<string, ImportedEntry>();
  for (const [index, item] of writtenEntries(list, findings).entries()) {
    const entry = importedEntry(item, [...path, index], list.name, findings);
    if (entry === null) continue;
    const earlier = entries.get(entry.value);
    if (earlier !== undefined) findings.add('repeated-entry', [...path, index], `${quote(entry.value)} is in the list ${quote(list.name)} twice; it is in the document once, and requires authentication if both do`);
    // Equal entries are one, which requires authentication only if all of them do (S-3.1).
    entries.set(entry.value, { ...entry, requireAuthentication: entry.requireAuthentication && earlier?.requireAuthentication !== false });
  }
  return [...entries.values()];
}

function writtenEntries({ name, path, written }: GoogleAddressList, findings: ImportFindings): readonly unknown[] {
  const addressList = memberOf(written, 'addressList');
  const place = [...path, 'addressList'];
  if (addressList === undefined) return [];
  if (!isObject(addressList)) {
    findings.add('unreadable-list', place, `expected the entries of the list ${quote(name)}, an object with \`address\`, not ${describeValue(addressList)}; none of them is in the document`);
    return [];
  }
  reportUnknownMembers(addressList, ['address'], place, findings);
  return itemsOf(memberOf(addressList, 'address'), [...place, 'address'], findings);
}

export function blockedSenders({ written }: GoogleAddressList): number {
  const senders = memberOf(memberOf(written, 'blockedAddressList'), 'address');
  return isList(senders) ? senders.length : 0;
}

function importedEntry(item: unknown, path: ExportPath, list: string, findings: ImportFindings): ImportedEntry | null {
  const address = textOf(memberOf(item, 'address'));
  if (address === null) {
    findings.add('invalid-entry', path, `an entry of the list ${quote(list)} has no \`address\` and is left out: ${describeValue(item)}`);
    return null;
  }
  const reading = parseEntry(address.trim(), false);
  if (!reading.ok) {
    findings.add('invalid-entry', path, `left out of the list ${quote(list)}: ${reading.message}`);
    return null;
  }
  return { value: reading.value, requireAuthentication: authenticationOf(item, path, address, findings) };
}

/** The API leaves out what is false. What cannot be told is false as well: then the entry matches more, and more mail is protected. */
function authenticationOf(item: unknown, path: ExportPath, address: string, findings: ImportFindings): boolean {
  const written = memberOf(item, 'requireAddressVerification');
  if (written === undefined) return false;
  const flag = flagOf(written);
  if (flag === null) findings.add('unknown-flag', [...path, 'requireAddressVerification'], `expected true or false, not ${describeValue(written)}; ${quote(address)} is imported as an entry that requires no authentication`);
  return flag ?? false;
}

function itemsOf(value: unknown, path: ExportPath, findings: ImportFindings): readonly unknown[] {
  // The API leaves out what is empty.
  if (isList(value) || value === undefined) return value ?? [];
  findings.add('unreadable-list', path, `expected a list, not ${describeValue(value)}`);
  return [];
}
