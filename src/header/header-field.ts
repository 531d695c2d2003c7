// Header fields: where each begins and ends in a raw header block or message, which is walked and never copied (S-4.6).

/** A place in a header block. After {@link toNextField} it stands on a field: `start` at its name, `end` before the line break that ends it. */
export interface FieldCursor {
  readonly headers: string;
  start: number;
  end: number;
  /** Where the next field begins. */
  next: number;
}

export function fieldCursor(headers: string): FieldCursor {
  return { headers, start: 0, end: 0, next: 0 };
}

/** Moves to the next field; false at the first empty line and at the end. */
export function toNextField(cursor: FieldCursor): boolean {
  const { headers, next } = cursor;
  if (next >= headers.length || isEmptyLine(headers, next)) return false;
  let lineFeed = headers.indexOf('\n', next);
  while (lineFeed !== -1 && isBlank(headers.charCodeAt(lineFeed + 1))) lineFeed = headers.indexOf('\n', lineFeed + 1);
  cursor.start = next;
  cursor.next = lineFeed === -1 ? headers.length : lineFeed + 1;
  cursor.end = lineFeed === -1 ? headers.length : lineFeed;
  if (lineFeed !== -1 && headers.charCodeAt(lineFeed - 1) === CR) cursor.end--;
  return true;
}

/** The values of the fields of that name (lower case), as they are written: folding and all. */
export function fieldValues(headers: string, name: string): string[] {
  const values: string[] = [];
  const cursor = fieldCursor(headers);
  while (toNextField(cursor)) {
    const colon = colonAfterName(cursor, name);
    if (colon !== -1) values.push(headers.slice(colon + 1, cursor.end));
  }
  return values;
}

/** The place of the colon if the field bears that name (lower case), with nothing but blanks after it; else -1. */
export function colonAfterName({ headers, start, end }: FieldCursor, name: string): number {
  let at = start + name.length;
  if (headers.slice(start, at).toLowerCase() !== name) return -1;
  while (at < end && isBlank(headers.charCodeAt(at))) at++;
  return at < end && headers.charCodeAt(at) === COLON ? at : -1;
}

/** A value without its folding; null if it has a NUL, a bare CR or a line break that is not folding (S-4.6). */
export function unfold(value: string): string | null {
  if (!BREAKING.test(value)) return value;
  const unfolded = value.replace(/\r?\n(?=[ \t])/g, '');
  return BREAKING.test(unfolded) ? null : unfolded;
}

/** Without the blanks (SP, HTAB) at both ends; `trim` would take what is not a blank in mail. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** WSP of RFC 5234. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function isEmptyLine(headers: string, at: number): boolean {
  return headers.charCodeAt(headers.charCodeAt(at) === CR ? at + 1 : at) === LF;
}

const CR = 0x0d;
const LF = 0x0a;
const COLON = 0x3a;
const BREAKING = /[\0\r\n]/;
