// The From fields of a raw header block or message (S-4.6), what some mail readers only take for one among them (S-4.7).

import type { FieldCursor } from './header-field.js';
import { colonAfterName, fieldCursor, isBlank, toNextField, trimBlanks } from './header-field.js';

/**
 * The values of the From: fields of a raw header block or message, unfolded and in order.
 *
 * What some mail software takes for a From field and some does not (a colon only after folding, a name behind a bare CR, or after blanks at the
 * very start, or with characters in it that are not displayed) is given as a value that {@link readFrom} reads as malformed.
 *
 * @param headers - a header block, with or without the body after it; lines end with CRLF or LF, and an mbox `From ` line may come first
 * @returns one text a field; none for what is no string; it never throws
 * @example fromFields('Subject: hi\r\nFrom: Ann\r\n <ann@example.com>\r\n\r\nFrom: the body') // ['Ann <ann@example.com>']
 * @see clauses S-4.6 and S-4.7; RFC 5322 section 2.2
 */
export function fromFields(headers: string): string[] {
  const values: string[] = [];
  if (typeof headers !== 'string') return values;
  const cursor = fieldCursor(headers);
  cursor.next = afterMboxLine(headers);
  let carriageReturn = -1;
  while (toNextField(cursor)) {
    const value = fromValue(cursor);
    if (value !== null) {
      values.push(value);
      continue;
    }
    carriageReturn = bareFromBehind(cursor, carriageReturn);
    if (carriageReturn < cursor.end) values.push(trimBlanks(headers.slice(carriageReturn, cursor.end)));
  }
  return values;
}

/** The mbox line is known by having no colon right after `From`; its own time has colons in it. */
function afterMboxLine(headers: string): number {
  if (!headers.startsWith('From ') || colonAfterFrom(headers, 0, headers.length) !== -1) return 0;
  const lineFeed = headers.indexOf('\n');
  return lineFeed === -1 ? headers.length : lineFeed + 1;
}

/** The value if the field is a From field, or may be taken for one; else null. */
function fromValue(cursor: FieldCursor): string | null {
  const { headers, start, end } = cursor;
  const first = headers.charCodeAt(start);
  if (isPrintable(first) && (first | LOWER_CASE) !== LETTER_F) return null;
  const colon = colonAfterName(cursor, FROM);
  if (colon !== -1) return trimBlanks(headers.slice(colon + 1, end).replace(/\r?\n/g, ''));
  const doubtfulColon = colonAfterFrom(headers, start, end);
  return doubtfulColon === -1 ? null : doubtfulValue(headers, doubtfulColon, end);
}

/** The place of the colon if all that is printable before it is the word `From`; else -1. */
function colonAfterFrom(headers: string, start: number, end: number): number {
  let letters = 0;
  for (let at = start; at < end; at++) {
    const code = headers.charCodeAt(at);
    if (!isPrintable(code)) continue;
    if (code === COLON) return letters === FROM.length ? at : -1;
    if ((code | LOWER_CASE) !== FROM.charCodeAt(letters)) return -1;
    letters++;
  }
  return -1;
}

/** With the colon, before which no list of mailboxes can begin, and with the line break before it, if there is one: malformed for certain. */
function doubtfulValue(headers: string, colon: number, end: number): string {
  let start = colon;
  while (isBlankOrBreak(headers.charCodeAt(start - 1))) start--;
  return trimBlanks(headers.slice(start, end));
}

/** The place of the first bare CR in the field that `From:` follows, or a place at or after its end. `known`: no CR comes between the field's start and it. */
function bareFromBehind({ headers, start, end }: FieldCursor, known: number): number {
  let at = known < start ? nextCarriageReturn(headers, start) : known;
  while (at < end && !isFromAt(headers, at + 1, end)) at = nextCarriageReturn(headers, at + 1);
  return at;
}

function nextCarriageReturn(headers: string, from: number): number {
  const at = headers.indexOf('\r', from);
  return at === -1 ? headers.length : at;
}

/** The letters must follow at once, so that no run of carriage returns is read more than once (S-12.2). */
function isFromAt(headers: string, at: number, end: number): boolean {
  return (headers.charCodeAt(at) | LOWER_CASE) === LETTER_F && colonAfterFrom(headers, at, end) !== -1;
}

function isPrintable(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

function isBlankOrBreak(code: number): boolean {
  return isBlank(code) || code === 0x0d || code === 0x0a;
}

const FROM = 'from';
const LETTER_F = 0x66;
const LOWER_CASE = 0x20;
const COLON = 0x3a;
