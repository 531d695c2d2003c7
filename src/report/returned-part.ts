// The part of a report that gives the message back, or its header block (RFC 6522 section 3, RFC 6533 section 6).

import { isAscii } from '../model/text.js';
import { textOfBytes } from './byte-text.js';
import { quotedPrintable } from './quoted-printable.js';

export interface ReturnedPart {
  readonly part: string;
  readonly body: '7bit' | '8bit';
}

export function returnedPart(original: Uint8Array, returned: 'headers' | 'message'): ReturnedPart {
  const headers = textOfBytes(original.subarray(0, endOfHeaders(original)));
  const message = returned === 'message' ? textOfBytes(original) : null;
  if (message === null || !isCarriedUnharmed(message)) return { part: returnedHeaders(headers), body: '7bit' };
  if (isAscii(message)) return { part: `Content-Type: message/rfc822\r\n\r\n${message}`, body: '7bit' };
  // A message within another is never encoded (RFC 2046 section 5.2.1).
  const type = isAscii(headers) ? 'message/rfc822' : 'message/global';
  return { part: `Content-Type: ${type}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${message}`, body: '8bit' };
}

/** Where the empty line begins, or the message ends: the line end of the last field is still before it. */
function endOfHeaders(message: Uint8Array): number {
  let line = 0;
  for (let end = message.indexOf(LF); end !== -1; end = message.indexOf(LF, line)) {
    if (end === line || (end === line + 1 && message[line] === CR)) return line;
    line = end + 1;
  }
  return message.length;
}

const LF = 0x0a;
const CR = 0x0d;

/** ASCII of lines that mail can carry is given as it is; RFC 6522 section 4 allows an encoding where it is not. */
function returnedHeaders(headers: string): string {
  const lines = headers.replace(/\r?\n$/, '').split(/\r?\n/);
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
