// A message from a file (RFC 5322): its header block, and what the server that received it wrote there about envelope and authentication.
import { authenticationFrom, canonicalAddress } from '../../src/index.js';
import type { Message } from '../../src/index.js';
import { withHeaders } from './message-form.js';

/** A header block ends within this, or it is none that a mail server would take. In bytes. */
export const MAX_HEADER_BYTES = 1024 * 1024;

/** Header fields are UTF-8 (RFC 6532) or bytes of a charset that nobody names, of which Latin-1 keeps each as one character. */
export function messageText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return text;
  }
}

/** The header block, without the body: nobody needs that here, and it is nobody's business. */
export function headerBlock(text: string): string {
  const end = /(?:^|\n)\r?\n/.exec(text);
  return end === null ? text : text.slice(0, end.index + end[0].length);
}

/** @param before - keeps what the file does not tell: the recipients, if nobody wrote them there, and the session */
export function importMessage(text: string, before: Message): Message {
  const headers = headerBlock(text);
  const { authentication: _authentication, ...rest } = withHeaders(before, headers);
  const recipients = ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) => fieldValues(headers, name)).map(bareAddress).filter(isAddress);
  const [returnPath] = fieldValues(headers, 'return-path');
  const mailFrom = returnPath === undefined ? before.envelope.mailFrom : reversePath(returnPath);
  return { ...rest, envelope: { mailFrom, rcptTo: recipients.length === 0 ? before.envelope.rcptTo : [...new Set(recipients)] } };
}

/** The servers that say something of authentication in these headers, the last one first. Only that of the receiver is to be believed (RFC 8601 section 1.6). */
export function authenticationServers(headers: string): string[] {
  const ids = fieldValues(headers, 'authentication-results').map((value) => /^\s*([^\s;]+)/.exec(value)?.[1] ?? '');
  return [...new Set(ids.filter((id) => id !== ''))];
}

export function withAuthenticationOf(message: Message, authservId: string): Message {
  return { ...message, authentication: authenticationFrom(message.headers ?? '', { authservId }) };
}

/** The values of the fields of a name, unfolded, in order. @param name - in small letters */
function fieldValues(headers: string, name: string): string[] {
  const fields = headers.replace(/\r?\n(?=[ \t])/g, '').split(/\r?\n/);
  return fields.filter((field) => field.toLowerCase().startsWith(`${name}:`)).map((field) => field.slice(name.length + 1).trim());
}

function bareAddress(value: string): string {
  return value.replace(/^<(.*)>$/, '$1');
}

function isAddress(text: string): boolean {
  return canonicalAddress(text) !== null;
}

/** `<>` is the null reverse-path. */
function reversePath(value: string): string | null {
  const address = bareAddress(value);
  return address === '' ? null : address;
}
