// The message that a matcher is handed: what would match every entry, or be judged as a session that nobody meant, passes for the wrong reason (S-18.7).

import { readFrom } from '../header/from-field.js';
import { canonicalAddress } from '../model/address.js';
import { readElements, readProperty } from '../model/property.js';
import { describeValue } from '../model/quotation.js';
import type { Direction } from '../model/transport.js';

/**
 * What documents of policy tests refuse in a message (S-18.1), refused in one that is written in code.
 * @throws TypeError that says what to write
 */
export function checkMessage(message: unknown, direction: Direction): void {
  if (typeof message !== 'object' || message === null) throw new TypeError(`hand the matcher a message, not ${describeValue(message)}`);
  const envelope = readProperty(message, 'envelope');
  if (typeof envelope !== 'object' || envelope === null) throw new TypeError('the message has no envelope; add `envelope: { mailFrom, rcptTo }`');
  checkRecipients(readProperty(envelope, 'rcptTo'));
  checkMailFrom(readProperty(envelope, 'mailFrom'));
  checkAuthor(readProperty(message, 'from'), readProperty(message, 'headers'), direction);
  checkSession(readProperty(message, 'session'));
}

/** What is no address would match every entry (S-4.4). */
function checkRecipients(rcptTo: unknown): void {
  const recipients = readElements(rcptTo);
  if (recipients === null) throw new TypeError(`\`rcptTo\` is a list of addresses, not ${describeValue(rcptTo)}`);
  if (recipients.length === 0) throw new TypeError('`rcptTo` names nobody; write who the message is to');
  for (const recipient of recipients) if (!isAddress(recipient)) throw new TypeError(`\`rcptTo\` has ${describeValue(recipient)}, which is no address; correct it`);
}

/** What is no address would belong to the root (S-6.2). */
function checkMailFrom(mailFrom: unknown): void {
  if (mailFrom === null || mailFrom === '' || isAddress(mailFrom)) return;
  throw new TypeError(`\`mailFrom\` is ${describeValue(mailFrom)}, which is no address; correct it, or write null for the null reverse-path`);
}

/** Who cannot be read would match every entry (S-4.4). */
function checkAuthor(from: unknown, headers: unknown, direction: Direction): void {
  if (from === undefined) {
    checkHeaders(headers, direction);
    return;
  }
  const values = typeof from === 'string' ? [from] : readElements(from);
  if (values?.every((value) => typeof value === 'string') !== true) throw new TypeError('`from` is text, the value of a From field, or a list of such texts');
  if (values.length > 0 && !readFrom(values).known) {
    throw new TypeError('`from` names no author, who would match every entry; correct it, or give a message that is broken on purpose as `headers`');
  }
}

function checkHeaders(headers: unknown, direction: Direction): void {
  if (headers === undefined && direction !== 'inbound') return;
  if (headers === undefined) throw new TypeError('say who the message is from: add `from`; `from: []` if it has no author');
  if (typeof headers !== 'string' || headers.trim() === '') throw new TypeError(`\`headers\` is a raw header block, not ${describeValue(headers)}; write \`from: []\` if the message has no author`);
}

/** What is no session would be judged as one without TLS (S-9.1). */
function checkSession(session: unknown): void {
  if (session === undefined || session === null) return;
  if (typeof session === 'function') throw new TypeError('`session` is a function; call it, as in `session: fakeSession()`');
  const tls = readProperty(session, 'tls');
  if (typeof tls !== 'boolean') throw new TypeError(`\`session\` has \`tls: true\` or \`tls: false\`, not ${describeValue(tls)}; write fakeSession() or what is wrong with it`);
  if (tls && typeof readProperty(session, 'version') !== 'string') throw new TypeError('name the TLS version of the session, as in `{ tls: true, version: \'TLSv1.2\' }`');
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && canonicalAddress(value) !== null;
}
