// The form of a change in a record: each kind with its keys.

import type { DocumentChange } from '../change/document-change.js';
import { quote } from '../model/quotation.js';
import { canonicalJson } from './canonical-json.js';
import { isAnyValue, isCount, isFlag, isNull, isObject, isText, isTextOrNull, listOf, objectOf, oneOf, where } from './form.js';
import type { Form } from './form.js';

const isKind = isText;
const isPort = where((value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65_535, 'a port');
const hostRoute = objectOf({ kind: oneOf(['host']), host: isText, port: isPort, mxLookup: isFlag });
const isOptionValue = where((value) => value === null || typeof value === 'string' || typeof value === 'boolean', 'text, true, false or null');

/** The keys of what was and is: nothing before what was added, and nothing after what was removed. */
type Sides = Readonly<Record<'before' | 'after', Form>>;
const added = (form: Form): Sides => ({ before: isNull, after: form });
const removed = (form: Form): Sides => ({ before: form, after: isNull });
const changed = (form: Form): Sides => ({ before: form, after: form });

/** The same before and after would be a change that changed nothing. */
function differing(form: Form): Form {
  return (value, path) => form(value, path) ?? (isSame(value as Values) ? { path: [...path, 'after'], message: 'the value is the same before and after' } : null);
}

interface Values {
  readonly before: unknown;
  readonly after: unknown;
}

function isSame({ before, after }: Values): boolean {
  return canonicalJson(before) === canonicalJson(after);
}

const fields = (sides: Sides): Form => listOf(objectOf({ field: isText, ...sides }));
const changedFields = listOf(differing(objectOf({ field: isText, ...changed(isAnyValue) })), 1);

const orgUnit = objectOf({ kind: isKind, orgUnit: isText });
const setting = (sides: Sides): Form => objectOf({ kind: isKind, orgUnit: isText, setting: isText, overrides: isTextOrNull, fields: fields(sides) });
const inheritance = objectOf({ kind: isKind, orgUnit: isText, setting: isText });
const user = (sides: Sides): Form => objectOf({ kind: isKind, user: isText, ...sides });
const list = (sides: Sides): Form => objectOf({ kind: isKind, addressList: isText, entries: isCount, fields: fields(sides) });
const entry = objectOf({ kind: isKind, addressList: isText, entry: isText, requireAuthentication: isFlag });
const route = (sides: Sides): Form => objectOf({ kind: isKind, route: isText, ...sides });
const domain = objectOf({ kind: isKind, domain: isText });
const option = oneOf(['alternateSecureRoute', 'alignment', 'unknownAuthor', 'caseSensitiveLocalParts']);

const byKind: Readonly<Record<DocumentChange['kind'], Form>> = {
  'org-unit-added': orgUnit,
  'org-unit-removed': orgUnit,
  'setting-added': setting(added(isAnyValue)),
  'setting-removed': setting(removed(isAnyValue)),
  'setting-changed': objectOf({ kind: isKind, orgUnit: isText, setting: isText, fields: changedFields }),
  'inheritance-broken': inheritance,
  'inheritance-restored': inheritance,
  'user-added': user(added(isText)),
  'user-removed': user(removed(isText)),
  'user-moved': differing(user(changed(isText))),
  'list-added': list(added(isAnyValue)),
  'list-removed': list(removed(isAnyValue)),
  'list-changed': objectOf({ kind: isKind, addressList: isText, fields: changedFields }),
  'entry-added': entry,
  'entry-removed': entry,
  'entry-changed': entry,
  'route-added': route(added(hostRoute)),
  'route-removed': route(removed(hostRoute)),
  'route-changed': differing(route(changed(hostRoute))),
  'domain-added': domain,
  'domain-removed': domain,
  'option-changed': differing(objectOf({ kind: isKind, option, ...changed(isOptionValue) })),
};

export const changeForm: Form = (value, path) => {
  if (!isObject(value)) return objectOf({})(value, path);
  const kind = value['kind'];
  if (typeof kind !== 'string') return isKind(kind, [...path, 'kind']);
  if (!Object.hasOwn(byKind, kind)) return { path: [...path, 'kind'], message: `${quote(kind)} is no kind of change` };
  return byKind[kind as DocumentChange['kind']](value, path);
};
