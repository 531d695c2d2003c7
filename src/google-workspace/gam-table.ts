// The tables of GAM: `gam print policies`, with a column for each field or (`formatjson`) one with the JSON of the policy, and `gam print orgs`.

import { withoutDoubledBackslashes } from './csv.js';
import type { CsvRow } from './csv.js';
import { isList } from './json-value.js';
import { append } from '../model/multimap.js';
import { quoteAll } from '../model/quotation.js';

export type TableReading = { readonly ok: true; readonly data: readonly unknown[] } | { readonly ok: false; readonly line: number; readonly message: string };

/** One value a row. */
export function readGamTable(columns: readonly string[], rows: readonly CsvRow[]): TableReading {
  const json = columns.indexOf('JSON');
  if (json !== -1) return readJsonTable(rows, json);
  const plain = withoutDoubledBackslashes(rows) ?? rows;
  if (columns.includes('setting.type')) return { ok: true, data: plain.map(({ cells }) => nested(columns.map((column, index) => [fieldNames(column), cells[index] ?? '']))) };
  if (columns.includes('orgUnitId')) return { ok: true, data: plain.map(({ cells }) => Object.fromEntries(columns.map((column, index) => [column, cells[index]]))) };
  const message = `the table has neither a column \`JSON\` nor \`setting.type\`, as \`gam print policies\` writes them, but ${quoteAll(columns)}`;
  return { ok: false, line: 1, message };
}

/**
 * All rows as they stand if they are JSON so, else all halved. JSON with doubled backslashes may be JSON too, where nothing of it had a quote: then a
 * backslash in it stays doubled, which no entry of a list has. Halving what was never doubled would break more.
 */
function readJsonTable(rows: readonly CsvRow[], column: number): TableReading {
  const reading = readJsonColumn(rows, column);
  if (reading.ok) return reading;
  const plain = withoutDoubledBackslashes(rows);
  const halved = plain === null ? reading : readJsonColumn(plain, column);
  // What gets further was the way that it was written in.
  return halved.ok || halved.line > reading.line ? halved : reading;
}

function readJsonColumn(rows: readonly CsvRow[], column: number): TableReading {
  const data: unknown[] = [];
  for (const { line, cells } of rows) {
    try {
      data.push(JSON.parse(cells[column] ?? ''));
    } catch (error) {
      return { ok: false, line, message: `the column \`JSON\` holds no JSON (${String(error)})` };
    }
  }
  return { ok: true, data };
}

/** No policy has fields that are deeper, and a bound keeps what reads them from exhausting the stack. */
function fieldNames(column: string): readonly string[] {
  return column.split('.', MAX_DEPTH);
}

const MAX_DEPTH = 32;

type Field = readonly [names: readonly string[], cell: string];

/** `setting.value.ruleStates.0.ruleId` and its like as objects and lists. An empty cell is a field that the policy does not have. */
function nested(fields: readonly Field[]): unknown {
  const members = new Map<string, Field[]>();
  for (const [[name = '', ...names], cell] of fields) if (cell !== '') append(members, name, [names, cell]);
  const entries = [...members].map(([name, inner]) => [name, valueOf(name, inner)] as const);
  if (entries.length === 0 || !entries.every(([name]) => INDEX.test(name))) return Object.fromEntries(entries);
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}

/** The column of a list itself has the number of its items. */
function valueOf(name: string, fields: readonly Field[]): unknown {
  const inner = fields.filter(([names]) => names.length > 0);
  const cell = fields.find(([names]) => names.length === 0)?.[1];
  if (inner.length === 0) return cell === '0' && LISTS.has(name) ? [] : cell;
  const value = nested(inner);
  return isList(value) && cell !== undefined ? counted(value, cell) : value;
}

/** Of a list that was cut short nobody can tell what is missing. In its place stands an item that is none, which the import reports where it is. */
function counted(items: readonly unknown[], count: string): readonly unknown[] {
  return Number(count) === items.length ? items : [...items, `the table has ${items.length} of ${count} items`];
}

const INDEX = /^\d+$/;
const LISTS: ReadonlySet<string> = new Set(['emailAddressList', 'ruleStates', 'address']);
