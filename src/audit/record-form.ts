// The form of a record, and whether what it says twice agrees.

import type { DocumentChange } from '../change/document-change.js';
import { instantText, parseInstant } from '../model/instant.js';
import { canonicalJson } from './canonical-json.js';
import { changeForm } from './change-form.js';
import { isContentHash } from './content-hash.js';
import { TENDENCIES } from './effect-counts.js';
import { isCount, isFlag, isObject, isText, listOf, objectOf, oneOf, orNull, where } from './form.js';
import type { Flaw, Form } from './form.js';
import type { AuditRecord } from './record-line.js';
import { touchedByAll, usedBy } from './touched.js';

export type RecordReading = { readonly ok: true; readonly record: AuditRecord } | { readonly ok: false; readonly code: 'unknown-version' | 'invalid-record'; readonly flaw: Flaw };

/** The record that a JSON value is. */
export function readRecord(value: unknown): RecordReading {
  const version = isObject(value) ? value['version'] : undefined;
  if (typeof version === 'number' && version !== 1) return { ok: false, code: 'unknown-version', flaw: { path: ['version'], message: `the format has version ${version}; this release reads version 1` } };
  const flaw = recordForm(value, []) ?? disagreement(value as AuditRecord);
  return flaw === null ? { ok: true, record: value as AuditRecord } : { ok: false, code: 'invalid-record', flaw };
}

const isHash = where(isContentHash, 'a hash, `sha256:` and 64 digits,');
/** Characters that would break the line: which they are is the same in every version of Unicode, so that a log that was whole stays so. */
const BREAKING = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
const isLine = where((value) => typeof value === 'string' && value.trim() !== '' && !BREAKING.test(value), 'one line of visible text');
const places = listOf(objectOf({ orgUnit: isText, setting: isText }));
const addressListUse = objectOf({ kind: oneOf(['address-list', 'route']), name: isText, settings: places });
const routeUse = objectOf({ kind: oneOf(['route']), name: isText, settings: places, alternateSecureRoute: isFlag });
const useForm: Form = (value, path) => (isObject(value) && value['kind'] === 'route' ? routeUse : addressListUse)(value, path);

const recordForm: Form = objectOf({
  version: oneOf([1]),
  sequence: where((value) => Number.isSafeInteger(value) && (value as number) > 0, 'a whole number from 1'),
  previous: orNull(isHash),
  at: where(isInstantText, 'a moment in UTC with milliseconds'),
  actor: isLine,
  reason: isLine,
  policyBefore: orNull(isHash),
  policyAfter: isHash,
  changes: listOf(changeForm),
  uses: listOf(useForm),
  orgUnits: listOf(isText),
  settings: listOf(isText),
  everySetting: isFlag,
  effects: orNull(objectOf(Object.fromEntries(TENDENCIES.map((tendency) => [tendency, isCount])))),
});

function isInstantText(value: unknown): boolean {
  const instant = typeof value === 'string' ? parseInstant(value) : null;
  return instant !== null && instantText(instant) === value;
}

function disagreement({ sequence, previous, policyBefore, policyAfter, changes, uses, orgUnits, settings, everySetting }: AuditRecord): Flaw | null {
  if ((sequence === 1) !== (previous === null)) return { path: ['previous'], message: 'the first record, and no other, has no record before it' };
  if (changes.length > 0 && policyBefore === policyAfter) return { path: ['policyAfter'], message: 'there are changes, and yet the policies are the same' };
  if (changes.length === 0 && policyBefore !== null && policyBefore !== policyAfter) return { path: ['changes'], message: 'there is no change, and yet the policies differ' };
  const miscounted = miscountedList(changes);
  if (miscounted !== -1) return { path: ['changes', miscounted, 'entries'], message: 'the list has another number of entries among the changes' };
  const used = uses.map(({ kind, name }) => ({ kind, name }));
  if (canonicalJson(used) !== canonicalJson(usedBy(changes))) return { path: ['uses'], message: '`uses` is not about the address lists and routes among the changes' };
  const touched = touchedByAll(changes, uses);
  const told = { orgUnits, settings, everySetting };
  const wrong = (['orgUnits', 'settings', 'everySetting'] as const).find((key) => canonicalJson(touched[key]) !== canonicalJson(told[key]));
  return wrong === undefined ? null : { path: [wrong], message: `\`${wrong}\` is not what the changes touch` };
}

/** The first list that was added or removed with more or fewer entries than it says; -1: none. */
function miscountedList(changes: readonly DocumentChange[]): number {
  const entries = new Map<string, number>();
  for (const change of changes) if ('entry' in change) entries.set(change.addressList, (entries.get(change.addressList) ?? 0) + 1);
  return changes.findIndex((change) => 'entries' in change && change.entries !== (entries.get(change.addressList) ?? 0));
}
