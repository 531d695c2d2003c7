// An audit log as text for people.

import { changeWords } from '../change/change-words.js';
import type { DocumentChange } from '../change/document-change.js';
import { visible } from '../explain/visible-text.js';
import { quoteAll } from '../model/quotation.js';
import { TENDENCIES } from './effect-counts.js';
import type { EffectCounts, Tendency } from './effect-counts.js';
import type { AuditRecord } from './record-line.js';
import { selectRecords } from './select-records.js';
import type { AuditFilter, SelectedRecord } from './select-records.js';
import type { Use } from './touched.js';

/**
 * The records that a filter asks for, as text: when, who, why, and what changed, a sentence for each change. Safe to print: nothing in it steers a
 * terminal. Of very many changes of a record the first are told, and how many there are.
 *
 * @returns lines that end in line breaks; a blank line between records; empty if there is none
 * @throws TypeError or RangeError for a filter that is not what it should be
 * @example renderAuditLog(records, { setting: 'partners' })
 * // #12  2026-11-25T09:30:00.000Z  ann@example.com
 * //   reason: asked for by the bank
 * //   - entry `bank.example` added to address list `partners` (used by `tls` at `/`)
 * @see clause S-16.5
 */
export function renderAuditLog(records: readonly AuditRecord[], filter: AuditFilter = {}): string {
  return selectRecords(records, filter).map(recordText).join('\n');
}

/** More are read by nobody; a list can have millions of entries. */
const MOST_CHANGES = 100;

function recordText({ record, changes }: SelectedRecord): string {
  const { sequence, at, actor, reason, policyAfter, effects } = record;
  const uses = new Map(record.uses.map((use) => [`${use.kind} ${use.name}`, useWords(use)]));
  const told = changes.slice(0, MOST_CHANGES).map((change) => `- ${changeWords(change)}${uses.get(usedName(change)) ?? ''}`);
  const lines = [
    `#${sequence}  ${at}  ${actor}`,
    `  reason: ${reason}`,
    ...told.map((line) => `  ${line}`),
    ...restWords(record, changes).map((line) => `  ${line}`),
    ...(effects === null ? [] : [`  effects: ${effectWords(effects)}`]),
    `  policy: ${policyAfter}`,
  ];
  return lines.map((line) => `${visible(line, Infinity)}\n`).join('');
}

function restWords(record: AuditRecord, changes: readonly DocumentChange[]): string[] {
  const untold = changes.length - MOST_CHANGES;
  const others = record.changes.length - changes.length;
  return [
    ...(record.changes.length === 0 ? ['no change'] : []),
    ...(untold > 0 ? [`and ${untold} more`] : []),
    ...(others > 0 ? [`(${others === 1 ? '1 other change' : `${others} other changes`} in this record)`] : []),
  ];
}

function usedName(change: DocumentChange): string {
  if ('addressList' in change) return `address-list ${change.addressList}`;
  return 'route' in change ? `route ${change.route}` : '';
}

function useWords(use: Use): string {
  const words = [...(use.kind === 'route' && use.alternateSecureRoute ? ['the alternate secure route'] : []), ...settingWords(use.settings)];
  return words.length === 0 ? '' : ` (${words.join('; ')})`;
}

function settingWords(settings: Use['settings']): string[] {
  if (settings.length === 0) return [];
  const shown = settings.slice(0, MOST_USES).map(({ orgUnit, setting }) => `${quoteAll([setting])} at ${quoteAll([orgUnit])}`);
  const more = settings.length - MOST_USES;
  return [`used by ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}

const MOST_USES = 5;

function effectWords(effects: EffectCounts): string {
  const words = TENDENCIES.filter((tendency) => effects[tendency] > 0).map((tendency) => `${effects[tendency]} ${TENDENCY_WORDS[tendency]}`);
  return words.length === 0 ? 'none: no message is treated otherwise' : words.join(', ');
}

const TENDENCY_WORDS: Readonly<Record<Tendency, string>> = {
  loosened: 'loosened',
  tightened: 'tightened',
  mixed: 'loosened and tightened',
  same: 'of route or testing alone',
};
