// Records and changes by org unit, setting, actor and time.

import type { DocumentChange } from '../change/document-change.js';
import { visible } from '../explain/visible-text.js';
import { instantText } from '../model/instant.js';
import { ROOT } from '../model/org-unit-path.js';
import { describeValue } from '../model/quotation.js';
import { readOrgUnitPath } from '../policy/org-unit-path.js';
import { checkKeys } from './caller-options.js';
import { readInstant } from './instant.js';
import type { AuditRecord } from './record-line.js';
import { touchedBy } from './touched.js';
import type { Touched } from './touched.js';

/** Everything that is given must hold. */
export interface AuditFilter {
  /** Changes at this org unit or above it: what holds for its users. */
  readonly orgUnit?: string;
  /** Changes of the setting with this id, of the lists and routes that it uses, and of the policy as a whole. */
  readonly setting?: string;
  /** As the records have it. */
  readonly actor?: string;
  /** From this moment on: milliseconds since 1970, or a date-time of RFC 3339 with its zone. */
  readonly from?: number | string;
  /** Before this moment. */
  readonly to?: number | string;
}

/** A record that a filter asks for. */
export interface SelectedRecord {
  /** The record, whole. */
  readonly record: AuditRecord;
  /** Those of its changes that the filter asks for: all, if it names neither org unit nor setting. */
  readonly changes: readonly DocumentChange[];
}

/**
 * The records that a filter asks for, each with the changes that it asks for, in the order of the log.
 *
 * @throws TypeError or RangeError for a filter that is not what it should be, as for an org unit that no path names (S-6.1)
 * @example selectRecords(records, { orgUnit: '/Sales', from: '2026-11-01T00:00:00Z' })
 * @see clause S-16.5
 */
export function selectRecords(records: readonly AuditRecord[], filter: AuditFilter = {}): SelectedRecord[] {
  checkKeys(filter, FILTERS, 'a filter of records');
  const { orgUnit, setting, actor } = filter;
  for (const [key, value] of Object.entries({ orgUnit, setting, actor })) {
    if (value !== undefined && typeof value !== 'string') throw new TypeError(`${key} is ${describeValue(value)}; give text`);
  }
  if (orgUnit !== undefined) checkPath(orgUnit);
  const from = boundOf(filter.from, 'from');
  const to = boundOf(filter.to, 'to');
  // Texts of moments sort as the moments do.
  const inTime = (at: string): boolean => (from === null || at >= from) && (to === null || at < to);
  // What is not seen depends on the version of Unicode, so both are made safe here and now.
  const ofActor = (own: string): boolean => actor === undefined || visible(own, Infinity) === visible(actor, Infinity);
  const chosen = records.filter((record) => ofActor(record.actor) && inTime(record.at));
  if (orgUnit === undefined && setting === undefined) return chosen.map((record) => ({ record, changes: record.changes }));
  return chosen.map((record) => ({ record, changes: changesFor(record, orgUnit, setting) })).filter(({ changes }) => changes.length > 0);
}

const FILTERS: readonly string[] = ['orgUnit', 'setting', 'actor', 'from', 'to'];

/** A path that is misspelt would find what stands at the root and nothing else, and look like an answer. */
function checkPath(orgUnit: string): void {
  const reading = readOrgUnitPath(orgUnit);
  if (!reading.ok) throw new RangeError(reading.message);
}

function boundOf(at: number | string | undefined, name: string): string | null {
  return at === undefined ? null : instantText(readInstant(at, name));
}

function changesFor({ changes, uses }: AuditRecord, orgUnit: string | undefined, setting: string | undefined): DocumentChange[] {
  const touched = touchedBy(uses);
  return changes.filter((change) => {
    const one = touched(change);
    return (orgUnit === undefined || touchesUnit(one, orgUnit)) && (setting === undefined || touchesSetting(one, setting));
  });
}

function touchesUnit({ orgUnits }: Touched, orgUnit: string): boolean {
  return orgUnits.some((path) => path === ROOT || path === orgUnit || orgUnit.startsWith(`${path}/`));
}

function touchesSetting({ settings, everySetting }: Touched, setting: string): boolean {
  return everySetting || settings.includes(setting);
}
