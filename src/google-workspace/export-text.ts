// An export as text: JSON, JSON lines, or the tables of GAM.

import { readCsv } from './csv.js';
import { readGamTable } from './gam-table.js';

/** How tables in the text are written. */
export interface ExportTextOptions {
  /** What encloses the cells of a table: GAM's `quotechar`. Default `"`. */
  readonly quote?: string;
  /** What stands between the cells of a table: GAM's `columndelimiter`. Default `,`. */
  readonly delimiter?: string;
}

/** The data that a text holds, or where it is none of the forms that are known. */
export type ExportReading =
  | { readonly ok: true; readonly data: unknown }
  /** `line` counts from 1. */
  | { readonly ok: false; readonly line: number; readonly message: string };

/**
 * Reads the text of an export: JSON of the API, JSON lines of `gam show policies formatjson`, or a table (CSV) of `gam print policies`, with or without
 * `formatjson`. Org units of `gam print orgs` are read too.
 *
 * @param text - a byte order mark at its beginning is skipped
 * @param options - for a table that GAM did not write by its defaults; JSON needs none
 * @returns data for {@link importGooglePolicies}; it is not looked at yet
 * @throws TypeError for a quote or delimiter that is not one character
 * @example
 * const reading = readGoogleExport('name,JSON\n...');
 * if (reading.ok) importGooglePolicies(reading.data);
 */
export function readGoogleExport(text: string, { quote = '"', delimiter = ',' }: ExportTextOptions = {}): ExportReading {
  if (!isDelimiter(quote) || !isDelimiter(delimiter) || quote === delimiter) throw new TypeError('readGoogleExport: `quote` and `delimiter` must be two different characters, and no line breaks');
  const content = text.replace(/^\uFEFF/, '');
  const begin = content.trimStart().charAt(0);
  if (begin === '') return { ok: false, line: 1, message: 'the export is empty' };
  if (begin === '{' || begin === '[') return readJson(content);
  const csv = readCsv(content, { quote, delimiter });
  if (!csv.ok) return { ...csv, message: `${csv.message}; ${DIALECT_ADVICE}` };
  const table = readGamTable(csv.columns, csv.rows);
  return table.ok ? table : { ...table, message: `${table.message}; ${DIALECT_ADVICE}` };
}

const DIALECT_ADVICE = 'say the quote and the delimiter that the table was written with, or export JSON';

function isDelimiter(character: unknown): boolean {
  return typeof character === 'string' && character.length === 1 && !/[\r\n]/.test(character);
}

function readJson(text: string): ExportReading {
  try {
    return { ok: true, data: JSON.parse(text) };
  } catch (error) {
    return readJsonLines(text, error);
  }
}

/** @param error - why the text is not one value */
function readJsonLines(text: string, error: unknown): ExportReading {
  const data: unknown[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '') continue;
    try {
      data.push(JSON.parse(line));
    } catch (lineError) {
      // Of one value that is broken the whole says more than its first line.
      return data.length === 0 ? { ok: false, line: 1, message: `no JSON: ${String(error)}` } : { ok: false, line: index + 1, message: `no JSON: ${String(lineError)}` };
    }
  }
  return { ok: true, data };
}
