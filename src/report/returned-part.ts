// The part of a report that gives the message back, or its header block (RFC 6522 section 3, RFC 6533 section 6).

import { isAscii } from '../model/text.js';
import { quotedPrintable } from './quoted-printable.js';

export interface ReturnedPart {
  readonly part: string;
  readonly body: '7bit' | '8bit';
}

/** @param original - a character for each byte */
export function returnedPart(original: string, returned: 'headers' | 'message'): ReturnedPart {
  if (returned === 'headers' || !isCarriedUnharmed(original)) return { part: returnedHeaders(headerBlock(original)), body: '7bit' };
  if (isAscii(original)) return { part: `Content-Type: message/rfc822\r\n\r\n${original}`, body: '7bit' };
  // A message within another is never encoded (RFC 2046 section 5.2.1).
  const type = isAscii(headerBlock(original)) ? 'message/rfc822' : 'message/global';
  return { part: `Content-Type: ${type}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${original}`, body: '8bit' };
}

/** Without the line end of its last field, and the empty line behind it. */
function headerBlock(original: string): string {
  const end = /^\r?\n|\r?\n\r?\n/.exec(original);
  return end === null ? original : original.slice(0, end.index);
}

/** ASCII of lines that mail can carry is given as it is; RFC 6522 section 4 allows an encoding where it is not. */
function returnedHeaders(headers: string): string {
  const lines = headers.split(/\r?\n/);
  const type = isAscii(headers) ? 'text/rfc822-headers' : 'message/global-headers';
  if (isAscii(headers) && lines.every(isMailLine)) return `Content-Type: ${type}\r\n\r\n${lines.join('\r\n')}\r\n`;
  return `Content-Type: ${type}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(lines)}\r\n`;
}

/** Lines of RFC 5322 that end with CRLF alone, and no NUL: what 7bit and 8bit are (RFC 2045 sections 2.7 and 2.8). */
function isCarriedUnharmed(message: string): boolean {
  return message.split('\r\n').every(isMailLine);
}

function isMailLine(line: string): boolean {
  return line.length <= MAX_LINE && !/[\0\r\n]/.test(line);
}

const MAX_LINE = 998;
