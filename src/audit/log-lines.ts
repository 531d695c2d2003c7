// The lines of an audit log, each read as a record or with what is wrong with it. Lines end in LF; nothing is dropped.

import { isWellFormed } from '../model/text.js';
import { textOfUtf8 } from '../model/utf8.js';
import { auditError } from './audit-finding.js';
import type { AuditFinding } from './audit-finding.js';
import { canonicalJson } from './canonical-json.js';
import { placeInJson } from './json-place.js';
import { readRecord } from './record-form.js';
import { frozen } from './record-line.js';
import type { AuditRecord } from './record-line.js';

/** A log as a whole, as text or as the bytes of its file; or its lines without their line breaks. */
export type AuditLogSource = string | Uint8Array | readonly string[];

/** One line: a record, or the finding that says why it is none. */
export type LogLine =
  | { readonly line: number; readonly text: string; readonly record: AuditRecord; readonly flaw: null }
  | { readonly line: number; readonly text: string; readonly record: null; readonly flaw: AuditFinding };

/** @throws TypeError for what is neither text, nor bytes, nor lines */
export function logLines(log: AuditLogSource): LogLine[] {
  if (typeof log === 'string') return linesOf(log.split('\n'));
  if (Array.isArray(log) && log.every((line) => typeof line === 'string')) return linesOf([...log, '']);
  if (isBytes(log)) return linesOf(splitBytes(log));
  throw new TypeError('the log is no text; give the text of the log, the bytes of its file, or a list of its lines');
}

/** By its tag, which bytes of other realms have as well. Another view of a buffer has other elements than bytes, or none. */
function isBytes(log: unknown): log is Uint8Array {
  return Object.prototype.toString.call(log) === '[object Uint8Array]';
}

/** @param texts - null: bytes that are not UTF-8. The last is what follows the last line break. */
function linesOf(texts: readonly (string | null)[]): LogLine[] {
  const last = texts.length - 1;
  return texts.flatMap((text, index) => (index === last && text === '' ? [] : [readLine(text, index + 1, index < last)]));
}

function readLine(text: string | null, line: number, ended: boolean): LogLine {
  const flawed = (code: AuditFinding['code'], column: number, message: string): LogLine => ({ line, text: text ?? '', record: null, flaw: auditError(code, line, column, message) });
  if (text === null || !isWellFormed(text)) return flawed('encoding', 1, 'the line is not UTF-8: it was changed or damaged');
  if (text.trim() === '') return flawed('blank-line', 1, 'the line is blank, which no record is; remove it');
  const value = parsed(text);
  if (value === undefined && !ended) return flawed('truncated-line', text.length + 1, 'the last line was not written to its end; its change is not recorded: remove what there is of the line, and append the record again');
  if (value === undefined) return flawed('syntax', placeInJson(text, []) + 1, 'the line is no JSON: it was changed or damaged');
  const reading = readRecord(value);
  if (!reading.ok) return flawed(reading.code, placeInJson(text, reading.flaw.path) + 1, `this is no record: ${reading.flaw.message}`);
  const canonical = canonicalJson(value);
  if (canonical !== text) return flawed('not-canonical', firstDifference(canonical, text) + 1, 'the line is not as it was written, though it may mean the same: canonical JSON, with its keys in order and no blanks');
  if (!ended) return flawed('truncated-line', text.length + 1, 'the record is whole, but the line break after it is missing; add it');
  return { line, text, record: frozen(reading.record), flaw: null };
}

/** Undefined: no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

function splitBytes(bytes: Uint8Array): (string | null)[] {
  const texts: (string | null)[] = [];
  for (let start = 0; start <= bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found === -1 ? bytes.length : found;
    texts.push(textOfBytes(bytes.subarray(start, end)));
    start = end + 1;
  }
  return texts;
}

function textOfBytes(bytes: Uint8Array): string | null {
  let characters = '';
  for (let at = 0; at < bytes.length; at += CHUNK) characters += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return textOfUtf8(characters);
}

const LINE_FEED = 0x0a;
/** Few enough to be arguments of one call. */
const CHUNK = 4096;
