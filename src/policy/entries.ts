// The entries of one address list: each is read once, and equal ones are one (S-3.1, S-3.2). A list may have millions, so the loops make nothing
// that lasts for an entry but its bytes.

import type { EntryCollector, Repetition } from '../lists/entry-collector.js';
import { parseEntry } from '../model/address-list-entry.js';
import { forEachItem } from '../model/address-list-text.js';
import { refused, valueOr } from './draft.js';
import type { Findings, Path } from './findings.js';
import type { PlainJson } from './plain-json.js';
import { describeValue, quote } from '../model/quotation.js';
import { addressListEntryObject } from './schema.js';
import { readShape } from './shape.js';

export class EntryTable {
  readonly findings: Findings;
  readonly #caseSensitive: boolean;
  readonly #collector: EntryCollector;
  /** The place of the list in the policy's lists. */
  readonly #list: number;
  #seen = false;

  constructor(list: number, { caseSensitive, collector, findings }: ListsReading) {
    this.#list = list;
    this.#caseSensitive = caseSensitive;
    this.#collector = collector;
    this.findings = findings;
  }

  /** Makes ready for the entries of a text. */
  prepare(text: string): void {
    this.#collector.seedBy(text);
    this.#collector.reserve(text.length);
  }

  /** Adds an entry that stands in a text from `start` to `end`; a problem with it is put to `report`. */
  add(text: string, start: number, end: number, requireAuthentication: boolean, report: Report): void {
    this.#seen = true;
    const plain = this.#collector.addPlain(text, start, end, this.#caseSensitive, this.#list, requireAuthentication);
    if (plain === 'new') return;
    const item = text.slice(start, end);
    const reading = parseEntry(item, this.#caseSensitive);
    if (!reading.ok) {
      report('error', 'invalid-entry', reading.message);
      return;
    }
    const earlier = plain ?? this.#collector.add(reading.value, this.#list, requireAuthentication);
    if (earlier !== 'new') report('warning', 'duplicate-entry', repetition(item, reading.value, earlier, requireAuthentication));
  }

  /** Notes an item that was refused: the list is not empty. */
  skip(): void {
    this.#seen = true;
  }

  isEmpty(): boolean {
    return !this.#seen && this.#collector.sizeOf(this.#list) === 0;
  }
}

/** What the lists of a document are read with and into. */
export interface ListsReading {
  readonly caseSensitive: boolean;
  readonly collector: EntryCollector;
  readonly findings: Findings;
}

type Report = (severity: 'error' | 'warning', code: 'invalid-entry' | 'duplicate-entry', message: string) => void;

export function readPastedText(text: string, path: Path, requireAuthentication: boolean, table: EntryTable): void {
  table.prepare(text);
  let line = 0;
  let column = 0;
  const report: Report = (severity, code, message) => table.findings[severity](code, path, `line ${line}, column ${column}: ${message}`);
  forEachItem(text, (start, end, atLine, atColumn) => {
    line = atLine;
    column = atColumn;
    table.add(text, start, end, requireAuthentication, report);
  });
}

export function readEntries(items: readonly PlainJson[], path: Path, requireAuthentication: boolean, table: EntryTable): void {
  let index = 0;
  const report: Report = (severity, code, message) => table.findings[severity](code, [...path, index], message);
  const reportValue: Report = (severity, code, message) => table.findings[severity](code, [...path, index, 'value'], message);
  for (; index < items.length; index++) {
    const item = items[index];
    if (typeof item === 'string') table.add(item, 0, item.length, requireAuthentication, report);
    else readEntryObject(item, [...path, index], requireAuthentication, table, reportValue);
  }
}

function readEntryObject(item: PlainJson | undefined, path: Path, requireAuthentication: boolean, table: EntryTable, report: Report): void {
  table.skip();
  if (item === refused) return;
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    table.findings.error('invalid-value', path, `an entry must be text or an object with \`value\`, not ${describeValue(item)}`);
    return;
  }
  const entry = readShape(addressListEntryObject, item, path, table.findings);
  if (typeof entry !== 'object' || typeof entry.value !== 'string') return; // refused
  table.add(entry.value, 0, entry.value.length, valueOr(entry.requireAuthentication, requireAuthentication), report);
}

function repetition(item: string, value: string, earlier: Exclude<Repetition, 'new'>, requireAuthentication: boolean): string {
  const same = `${quote(item)} is in this list already, as ${quote(value)}; remove the repetition`;
  if ((earlier === 'required') === requireAuthentication) return same;
  return `${same} (only one of the two requires authentication, so the entry does not)`;
}
