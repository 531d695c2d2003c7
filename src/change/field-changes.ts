// Which fields of a setting or list differ, by their keys in the document.

import type { Setting } from '../model/policy.js';
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

/** Lists hold text, in canonical order. */
function isSame(a: JsonValue, b: JsonValue): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
