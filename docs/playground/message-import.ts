// A message from a file (RFC 5322): its header block, and what the server that received it wrote there about envelope and authentication.
// Fields as the engine reads them.
import { fieldValues, trimBlanks, unfold } from '../../src/header/header-field.js';
import { authenticationFrom, canonicalAddress } from '../../src/index.js';
import type { Message } from '../../src/index.js';
import { withHeaders } from './message-form.js';

/** Header fields are UTF-8 (RFC 6532) or bytes of a charset that nobody names, of which Latin-1 keeps each as one character. */
export function messageText(bytes: Uint8Array): string {
  return utf8(bytes) ?? Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** Null: it is something else. A byte order mark stays. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The header block, without the body: nobody needs that here, and it is nobody's business. The body may have another charset, too. */
export function headerBytes(message: Uint8Array): Uint8Array {
  for (let at = 0, lineStart = 0; at < message.length; at++) {
    if (message[at] !== LF) continue;
    if (at === lineStart || (at === lineStart + 1 && message[lineStart] === CR)) return message.subarray(0, at + 1);
    lineStart = at + 1;
  }
  return message;
}

const LF = 0x0a;
const CR = 0x0d;

export interface ImportedMessage {
  readonly message: Message;
  /** What the file does not tell, in a sentence that a blank follows; empty: it tells all. */
  readonly missing: string;
}

/** @param before - keeps what the file does not tell: the envelope, if nobody wrote it there, and the session */
export function importMessage(headers: string, before: Message): ImportedMessage {
  const { authentication: _authentication, ...rest } = withHeaders(before, headers);
  const recipients = ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) => unfoldedValues(headers, name)).map(bareAddress).filter(isAddress);
  const [returnPath] = unfoldedValues(headers, 'return-path');
  const mailFrom = returnPath === undefined ? before.envelope.mailFrom : reversePath(returnPath);
  const rcptTo = recipients.length === 0 ? before.envelope.rcptTo : [...new Set(recipients)];
  const untold = [...(returnPath === undefined ? ['sender'] : []), ...(recipients.length === 0 ? ['recipients'] : [])];
  return { message: { ...rest, envelope: { mailFrom, rcptTo } }, missing: untold.length === 0 ? '' : `It does not tell the envelope's ${untold.join(' and ')}: check what stands there. ` };
}

/** The servers that say something of authentication in these headers, the last one first. Only that of the receiver is to be believed (RFC 8601 section 1.6). */
export function authenticationServers(headers: string): string[] {
  const ids = unfoldedValues(headers, 'authentication-results').map((value) => /^\s*([^\s;]+)/.exec(value)?.[1] ?? '');
  return [...new Set(ids.filter((id) => id !== ''))];
}

export function withAuthenticationOf(message: Message, authservId: string): Message {
  return { ...message, authentication: authenticationFrom(message.headers ?? '', { authservId }) };
}

/** One that cannot be unfolded (S-4.6) says nothing. @param name - in small letters */
function unfoldedValues(headers: string, name: string): string[] {
  return fieldValues(headers, name).flatMap((value) => {
    const unfolded = unfold(value);
    return unfolded === null ? [] : [trimBlanks(unfolded)];
  });
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
