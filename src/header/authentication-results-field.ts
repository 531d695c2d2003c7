// One Authentication-Results field (RFC 8601 section 2.2). Tolerant of how receivers write properties, strict in all else:
// a field that cannot be read as a whole counts for nothing (S-5.6).

import type { Cursor } from './token.js';
import { DOT, EQUALS, OPENING, peek, QUOTE, readQuotedString, SEMICOLON, skipComments } from './token.js';

export interface AuthenticationResults {
  readonly authservId: string;
  readonly results: readonly MethodResult[];
}

export interface MethodResult {
  /** Lower case. */
  readonly method: string;
  /** Lower case; perhaps no word that RFC 8601 knows. */
  readonly result: string;
  /** By `ptype.property` in lower case. */
  readonly properties: ReadonlyMap<string, string>;
}

/** The unfolded value of a field, read; null if it cannot be read or is of a version that is not known. */
export function readAuthenticationResults(text: string): AuthenticationResults | null {
  const cursor: Cursor = { text, at: 0, display: null };
  const authservId = readAuthservId(cursor);
  if (authservId === null || !isKnownVersion(cursor)) return null;
  const results: MethodResult[] = [];
  let none = 0;
  while (peek(cursor) === SEMICOLON) {
    cursor.at++;
    skipComments(cursor);
    if (peek(cursor) === SEMICOLON || isAtEnd(cursor)) continue;
    const name = readName(cursor);
    if (name === 'none' && isAtEndOfResult(cursor)) {
      none++;
      continue;
    }
    const result = name === null ? null : readMethodResult(cursor, name);
    if (result === null) return null;
    results.push(result);
  }
  const isNoResult = none === 1 && results.length === 0;
  return isAtEnd(cursor) && (none === 0 || isNoResult) ? { authservId, results } : null;
}

function readAuthservId(cursor: Cursor): string | null {
  skipComments(cursor);
  const authservId = peek(cursor) === QUOTE ? readQuotedString(cursor) : readRun(cursor, isTokenText);
  skipComments(cursor);
  return authservId === '' ? null : authservId;
}

/** The version may be left out; there is but one (RFC 8601 section 2.2). */
function isKnownVersion(cursor: Cursor): boolean {
  const version = readRun(cursor, isTokenText);
  skipComments(cursor);
  return version === '' || version === '1';
}

/** From the equals sign (or method version) on: the result and what follows it, up to a semicolon or the end. */
function readMethodResult(cursor: Cursor, method: string): MethodResult | null {
  if (!skipMethodVersion(cursor) || !skipEquals(cursor)) return null;
  const result = readRun(cursor, isKeywordText).toLowerCase();
  if (result === '') return null;
  const properties = new Map<string, string>();
  skipComments(cursor);
  while (!isAtEndOfResult(cursor)) {
    const name = readName(cursor);
    if (name === null || !skipEquals(cursor)) return null;
    const value = readValue(cursor, name);
    // A property with two values would be read by each reader in its own way.
    if (value === null || (properties.get(name) ?? value) !== value) return null;
    properties.set(name, value);
  }
  return { method, result, properties };
}

function skipMethodVersion(cursor: Cursor): boolean {
  if (peek(cursor) !== SLASH) return true;
  cursor.at++;
  skipComments(cursor);
  const version = readRun(cursor, isKeywordText);
  skipComments(cursor);
  return version === '1';
}

function skipEquals(cursor: Cursor): boolean {
  if (peek(cursor) !== EQUALS) return false;
  cursor.at++;
  skipComments(cursor);
  return true;
}

/** Keywords with dots between them: a method (some receivers write `gateway.spf`), `reason`, `action` or `ptype.property`; lower case. */
function readName(cursor: Cursor): string | null {
  let name = '';
  for (;;) {
    const keyword = readRun(cursor, isKeywordText).toLowerCase();
    if (keyword === '') return null;
    name += keyword;
    skipComments(cursor);
    if (peek(cursor) !== DOT) return name;
    cursor.at++;
    skipComments(cursor);
    name += '.';
  }
}

/** Runs and quoted strings side by side, quotes removed. Exchange leaves a value out before a semicolon; at the end the field may be cut off. */
function readValue(cursor: Cursor, name: string): string | null {
  if (peek(cursor) === SEMICOLON) return name === 'reason' ? null : '';
  const start = cursor.at;
  let value = '';
  for (;;) {
    const piece: string | null = peek(cursor) === QUOTE ? readQuotedString(cursor) : readRun(cursor, isValueText);
    if (piece === null) return null;
    value += piece;
    if (peek(cursor) !== QUOTE && !isValueText(peek(cursor))) break;
  }
  if (cursor.at === start) return null;
  skipComments(cursor);
  return value;
}

function readRun(cursor: Cursor, isText: (code: number) => boolean): string {
  const start = cursor.at;
  while (isText(peek(cursor))) cursor.at++;
  return cursor.text.slice(start, cursor.at);
}

function isAtEnd(cursor: Cursor): boolean {
  return cursor.at === cursor.text.length;
}

function isAtEndOfResult(cursor: Cursor): boolean {
  return isAtEnd(cursor) || peek(cursor) === SEMICOLON;
}

/** Keyword of RFC 8601: letters, digits, hyphen; and the underscore, which Yahoo writes. */
function isKeywordText(code: number): boolean {
  const isLetter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
  return isLetter || (code >= 0x30 && code <= 0x39) || code === HYPHEN || code === UNDERSCORE;
}

/** Token of RFC 2045, widened by RFC 6532. */
function isTokenText(code: number): boolean {
  return isValueText(code) && !TOKEN_SPECIALS.includes(String.fromCharCode(code));
}

/** What receivers write in a value without quoting it: all but blanks, controls, semicolons, quotes and the beginning of a comment. */
function isValueText(code: number): boolean {
  return code > 0x20 && code !== 0x7f && code !== SEMICOLON && code !== QUOTE && code !== OPENING;
}

const TOKEN_SPECIALS = ')<>@,:\\/[]?=';
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const UNDERSCORE = 0x5f;
