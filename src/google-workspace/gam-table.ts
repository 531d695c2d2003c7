// The tables of GAM: `gam print policies`, with a column for each field or (`formatjson`) one with the JSON of the policy, and `gam print orgs`.

import type { CsvRow } from './csv.js';
import { append } from '../model/multimap.js';
import { quoteAll } from '../model/quotation.js';

export type TableReading = { readonly ok: true; readonly data: readonly unknown[] } | { readonly ok: false; readonly line: number; readonly message: string };

/** One value a row, below the first row, which has the names of the columns. */
export function readGamTable(rows: readonly CsvRow[]): TableReading {
  const [header, ...records] = rows;
  const columns = header?.cells ?? [];
  const json = columns.indexOf('JSON');
  if (json !== -1) return readJsonColumn(records, json);
  if (columns.includes('setting.type')) return { ok: true, data: records.map(({ cells }) => nested(cells.map((cell, index) => [(columns[index] ?? '').split('.'), cell]))) };
  if (columns.includes('orgUnitId')) return { ok: true, data: records.map(({ cells }) => Object.fromEntries(cells.map((cell, index) => [columns[index] ?? '', cell]))) };
  const message = `the table has neither a column \`JSON\` nor \`setting.type\`, as \`gam print policies\` writes them, but ${quoteAll(columns)}`;
  return { ok: false, line: header?.line ?? 1, message };
}

function readJsonColumn(records: readonly CsvRow[], column: number): TableReading {
  const data: unknown[] = [];
  for (const { line, cells } of records) {
    try {
      data.push(JSON.parse(cells[column] ?? ''));
    } catch (error) {
      return { ok: false, line, message: `the column \`JSON\` holds no JSON (${error instanceof Error ? error.message : String(error)})` };
    }
  }
  return { ok: true, data };
}

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
  if (inner.length > 0) return nested(inner);
  const cell = fields[0]?.[1] ?? '';
  return cell === '0' && LISTS.has(name) ? [] : cell;
}

const INDEX = /^\d+$/;
const LISTS: ReadonlySet<string> = new Set(['emailAddressList', 'ruleStates', 'address']);
