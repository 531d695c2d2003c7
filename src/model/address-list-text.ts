// Pasted text of an address list: items between blanks, commas, semicolons and line breaks, each with its place (S-3.2).

import { parseEntry } from './address-list-entry.js';
import type { EntryKind } from './address-list-entry.js';

/** What {@link parseAddressList} makes of a text. */
export interface AddressListText {
  /** The good items, canonical. */
  entries: { value: string; kind: EntryKind }[];
  /** The bad ones. */
  issues: AddressListIssue[];
}

/** A bad item of a text; line and column count from 1, columns in UTF-16 units. */
export interface AddressListIssue {
  /** Of the first character of the item. */
  line: number;
  /** Of the first character of the item. */
  column: number;
  /** As it stands in the text. */
  item: string;
  /** What is wrong with it, in one sentence. */
  message: string;
}

/**
 * The entries of pasted text, in canonical form, and what is wrong with the items that are none. Good items next to a bad one are kept; equal
 * entries are not joined.
 *
 * @param text - items separated by blanks, commas, semicolons or line breaks, which count as ordinary characters inside a quoted string
 * @returns entries and issues, both in the order of the text; it never throws
 * @example parseAddressList('a.example, bob@b.example').entries[1] // { value: 'bob@b.example', kind: 'address' }
 * @see clauses S-3.1 and S-3.2
 */
export function parseAddressList(text: string): AddressListText {
  const entries: AddressListText['entries'] = [];
  const issues: AddressListIssue[] = [];
  if (typeof text !== 'string') return { entries, issues };
  forEachItem(text, (start, end, line, column) => {
    const item = text.slice(start, end);
    const reading = parseEntry(item, false);
    if (reading.ok) entries.push({ value: reading.value, kind: reading.kind });
    else issues.push({ line, column, item, message: reading.message });
  });
  return { entries, issues };
}

/**
 * Gives the start and the end of every item of the text with its line and column, in one pass.
 * @returns how many line breaks the text has
 */
export function forEachItem(text: string, visit: (start: number, end: number, line: number, column: number) => void): number {
  let line = 1;
  let lineStart = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isSeparator(code)) {
      at += 1;
      if (!endsLine(text, at - 1, code)) continue;
      line += 1;
      lineStart = at;
      continue;
    }
    const end = endOfItem(text, at);
    visit(at, end, line, at - lineStart + 1);
    at = end;
  }
  return line - 1;
}

/** A quoted string is a local part, and so begins an item; a quote elsewhere is an ordinary character and swallows no neighbour. */
function endOfItem(text: string, start: number): number {
  let at = text.charCodeAt(start) === QUOTE ? endOfQuotedString(text, start) : start;
  while (at < text.length && !isSeparator(text.charCodeAt(at))) at += 1;
  return at;
}

/**
 * The place after the closing quote; after the opening one if none closes it on its line, for then it is an ordinary character. A search fails
 * at most once a line, which keeps the whole linear: another quote that begins an item follows a separator, not a backslash, and would have closed it.
 */
function endOfQuotedString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isLineBreak(code)) break;
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH && !isLineBreak(text.charCodeAt(at + 1))) at += 1;
  }
  return start + 1;
}

function isLineBreak(code: number): boolean {
  return code === CR || code === LF;
}

/** A line ends at CRLF, LF or CR; in CRLF the LF ends it. */
function endsLine(text: string, at: number, code: number): boolean {
  return code === LF || (code === CR && text.charCodeAt(at + 1) !== LF);
}

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Comma, semicolon, Unicode White_Space and the byte order mark. */
function isSeparator(code: number): boolean {
  return code < 0x80 ? ASCII_SEPARATORS[code] === 1 : WIDE_BLANKS.has(code);
}

/** Blank, tab, line breaks of any kind, comma, semicolon. */
const ASCII_SEPARATORS: Uint8Array = Uint8Array.from({ length: 0x80 }, (_, code) => Number(' \t\n\v\f\r,;'.includes(String.fromCharCode(code))));

const WIDE_BLANKS: ReadonlySet<number> = new Set([
  0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff,
]);
