// The lexical tokens of RFC 5322 section 3.2, widened by RFC 6532: blanks, comments, atoms, quoted strings. One pass, no recursion (S-12.2).

import { isBlank, trimBlanks } from './header-field.js';

/** A place in an unfolded field value. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** Is told what a mail reader may show: comments, display names, names of groups. */
  readonly display: ((text: string) => void) | null;
}

/** The character at the cursor; NaN at the end. */
export function peek(cursor: Cursor): number {
  return cursor.text.charCodeAt(cursor.at);
}

/** Goes past blanks and comments (CFWS), up to a comment that does not end: its parenthesis is nothing that a reader could expect next. */
export function skipComments(cursor: Cursor): void {
  do {
    while (isBlank(peek(cursor))) cursor.at++;
  } while (peek(cursor) === OPENING && skipComment(cursor));
}

/** Comments nest; the depth is counted. */
function skipComment(cursor: Cursor): boolean {
  const { text, at: start } = cursor;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === OPENING) depth++;
    else if (code === CLOSING && --depth === 0) {
      cursor.at = at + 1;
      cursor.display?.(withoutQuotedPairs(text.slice(start + 1, at)));
      return true;
    }
  }
  return false;
}

/** The longest atom at the cursor; empty if there is none. */
export function readAtom(cursor: Cursor): string {
  const { text, at: start } = cursor;
  let at = start;
  while (isAtomText(text.charCodeAt(at))) at++;
  cursor.at = at;
  return text.slice(start, at);
}

/** What a quoted string means, quotes and quoted-pairs removed; null if it does not end. */
export function readQuotedString(cursor: Cursor): string | null {
  const content = readEnclosed(cursor, QUOTE);
  return content === null ? null : withoutQuotedPairs(content);
}

/** A domain literal with its brackets, without blanks inside them; null if it does not end. */
export function readDomainLiteral(cursor: Cursor): string | null {
  const content = readEnclosed(cursor, CLOSING_BRACKET);
  return content === null ? null : `[${withoutQuotedPairs(trimBlanks(content))}]`;
}

/** What stands between the opening character at the cursor and the closing one, which no backslash precedes. */
function readEnclosed(cursor: Cursor, closing: number): string | null {
  const { text } = cursor;
  const start = cursor.at + 1;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === closing) {
      cursor.at = at + 1;
      return text.slice(start, at);
    }
  }
  return null;
}

function withoutQuotedPairs(text: string): string {
  return text.includes('\\') ? text.replace(/\\([^])/g, '$1') : text;
}

/** Atext of RFC 5322, and all of Unicode beyond ASCII (RFC 6532). */
export function isAtomText(code: number): boolean {
  return code < ATOM_TEXT.length ? ATOM_TEXT[code] === true : code >= 0x80;
}

const SPECIALS = '()<>[]:;@\\,."';
const ATOM_TEXT: readonly boolean[] = Array.from({ length: 0x7f }, (_, code) => code > 0x20 && !SPECIALS.includes(String.fromCharCode(code)));

export const QUOTE = 0x22;
export const OPENING = 0x28;
const CLOSING = 0x29;
export const COMMA = 0x2c;
export const DOT = 0x2e;
export const COLON = 0x3a;
export const SEMICOLON = 0x3b;
export const LESS_THAN = 0x3c;
export const EQUALS = 0x3d;
export const GREATER_THAN = 0x3e;
export const AT = 0x40;
export const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
