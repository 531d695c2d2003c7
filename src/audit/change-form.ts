// The form of a change in a record: each kind with its keys.

import type { DocumentChange } from '../change/document-change.js';
import { quote } from '../model/quotation.js';
import { isAnyValue, isCount, isFlag, isObject, isText, isTextOrNull, listOf, objectOf, oneOf, orNull, where } from './form.js';
import type { Form } from './form.js';

const isKind = isText;
const fields = listOf(objectOf({ field: isText, before: isAnyValue, after: isAnyValue }));
const isPort = where((value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65_535, 'a port');
const hostRoute = orNull(objectOf({ kind: oneOf(['host']), host: isText, port: isPort, mxLookup: isFlag }));
const isOptionValue = where((value) => value === null || typeof value === 'string' || typeof value === 'boolean', 'text, true, false or null');

const orgUnit = objectOf({ kind: isKind, orgUnit: isText });
const settingPresence = objectOf({ kind: isKind, orgUnit: isText, setting: isText, overrides: isTextOrNull, fields });
const inheritance = objectOf({ kind: isKind, orgUnit: isText, setting: isText });
const user = objectOf({ kind: isKind, user: isText, before: isTextOrNull, after: isTextOrNull });
const listPresence = objectOf({ kind: isKind, addressList: isText, entries: isCount, fields });
const entry = objectOf({ kind: isKind, addressList: isText, entry: isText, requireAuthentication: isFlag });
const route = objectOf({ kind: isKind, route: isText, before: hostRoute, after: hostRoute });
const domain = objectOf({ kind: isKind, domain: isText });
const option = oneOf(['alternateSecureRoute', 'alignment', 'unknownAuthor', 'caseSensitiveLocalParts']);

const byKind: Readonly<Record<DocumentChange['kind'], Form>> = {
  'org-unit-added': orgUnit,
  'org-unit-removed': orgUnit,
  'setting-added': settingPresence,
  'setting-removed': settingPresence,
  'setting-changed': objectOf({ kind: isKind, orgUnit: isText, setting: isText, fields }),
  'inheritance-broken': inheritance,
  'inheritance-restored': inheritance,
  'user-added': user,
  'user-removed': user,
  'user-moved': user,
  'list-added': listPresence,
  'list-removed': listPresence,
  'list-changed': objectOf({ kind: isKind, addressList: isText, fields }),
  'entry-added': entry,
  'entry-removed': entry,
  'entry-changed': entry,
  'route-added': route,
  'route-removed': route,
  'route-changed': route,
  'domain-added': domain,
  'domain-removed': domain,
  'option-changed': objectOf({ kind: isKind, option, before: isOptionValue, after: isOptionValue }),
};

export const changeForm: Form = (value, path) => {
  if (!isObject(value)) return objectOf({})(value, path);
  const kind = value['kind'];
  if (typeof kind !== 'string') return isKind(kind, [...path, 'kind']);
  if (!Object.hasOwn(byKind, kind)) return { path: [...path, 'kind'], message: `${quote(kind)} is no kind of change` };
  return byKind[kind as DocumentChange['kind']](value, path);
};
