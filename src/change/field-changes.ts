// Which fields of a setting or list differ, by their keys in the document.

import type { AddressList, Setting } from '../model/policy.js';
import type { FieldChange, JsonValue } from './document-change.js';

/** Fields by key, in the order of the document. */
export type Fields = Readonly<Record<string, JsonValue>>;

/** Both have the same keys. */
export function fieldChanges(before: Fields, after: Fields): FieldChange[] {
  return Object.keys(after).flatMap((field): FieldChange[] => {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    return isSame(was, is) ? [] : [{ field, before: was, after: is }];
  });
}

/** Of what was added: every field, from nothing. */
export function fieldsAdded(fields: Fields): FieldChange[] {
  return Object.entries(fields).map(([field, after]) => ({ field, before: null, after }));
}

/** Of what was removed: every field, to nothing. */
export function fieldsRemoved(fields: Fields): FieldChange[] {
  return Object.entries(fields).map(([field, before]) => ({ field, before, after: null }));
}

/** Everything that a setting says but its id, every default filled in. */
export function settingFields({ description, enabled, mode, locked, appliesTo, addressLists, requirements, route }: Setting): Fields {
  return {
    description,
    enabled,
    mode,
    locked,
    appliesTo,
    addressLists,
    'require.tls': requirements.tls,
    'require.minTlsVersion': requirements.minTlsVersion,
    'require.caSignedCertificate': requirements.caSignedCertificate,
    'require.validateHostname': requirements.validateHostname,
    'require.clientCertificate': requirements.clientCertificate,
    route,
  };
}

/** Everything that an address list says but its name and its entries. */
export function listFields({ description }: AddressList): Fields {
  return { description };
}

/** Lists hold text, in canonical order. */
function isSame(a: JsonValue, b: JsonValue): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
