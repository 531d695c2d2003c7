// The message that is sent: an envelope and bytes, which are the same for every delivery.

import { Buffer } from 'node:buffer';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { readElements, readProperty } from '../model/property.js';
import { describeValue } from '../model/quotation.js';
import { isAscii } from '../model/text.js';
import type { TransportConstraints } from '../model/transport.js';

/** A message of RFC 5322 with its envelope, or mail options of nodemailer, of which one is made. */
export type OutboundMessage =
  | {
      /** Who sends it, and who gets it, whatever its header says. */
      readonly envelope: Envelope;
      /** Its lines should end with CRLF: CRLF is made of bare CR and LF. A stream is read to its end before anything is sent. */
      readonly raw: string | Uint8Array | AsyncIterable<string | Uint8Array>;
    }
  /** The mail options of nodemailer (its `SendMailOptions`); of any version, so that its types are not needed. */
  | { readonly mail: object };

/** The envelope of a message (RFC 5321 section 2.3.1). */
export interface Envelope {
  /** The reverse-path; null or '' for the null one. */
  readonly mailFrom: string | null;
  /** The forward-paths, without angle brackets. */
  readonly rcptTo: readonly string[];
}

export interface PreparedMessage {
  readonly envelope: Envelope;
  readonly bytes: Buffer;
  /** Not all of it is ASCII (RFC 6152). */
  readonly isEightBit: boolean;
}

/** What one connection carries. */
export interface Consignment {
  readonly message: PreparedMessage;
  readonly recipients: readonly string[];
  readonly constraints: TransportConstraints;
}

/** @throws TypeError for an envelope that makes no sense; what the stream, or nodemailer as it makes the message, fails with */
export async function prepareMessage(message: OutboundMessage): Promise<PreparedMessage> {
  if ('mail' in message) return composeMessage(message.mail);
  // A caller without types may give anything.
  const envelope = checkEnvelope(message.envelope);
  return prepared(envelope, await readWhole(message.raw));
}

/** The envelope is that of nodemailer: `envelope` of the options, or else From, and To, Cc and Bcc; Bcc does not stand in the message. */
async function composeMessage(mail: object): Promise<PreparedMessage> {
  const compiled = new MailComposer(mail).compile();
  const { from, to } = compiled.getEnvelope();
  const envelope = checkEnvelope({ mailFrom: from === false ? null : from, rcptTo: to });
  return prepared(envelope, await compiled.build());
}

function prepared(envelope: Envelope, given: Buffer): PreparedMessage {
  const text = given.toString('latin1');
  const bytes = BARE_LINE_END.test(text) ? Buffer.from(text.replace(ANY_LINE_END, '\r\n'), 'latin1') : given;
  return { envelope, bytes, isEightBit: !isAscii(text) };
}

/** A server that takes it for the end of a line would take what follows for commands (RFC 5321 section 2.3.8). */
const BARE_LINE_END = /\r(?!\n)|(?<!\r)\n/;

const ANY_LINE_END = /\r\n|\r|\n/g;

function checkEnvelope(envelope: unknown): Envelope {
  const mailFrom = readProperty(envelope, 'mailFrom');
  const rcptTo = readElements(readProperty(envelope, 'rcptTo'));
  // It would end the command, and another could follow.
  if (mailFrom !== null && (typeof mailFrom !== 'string' || BREAKS_PATH.test(mailFrom))) throw wrong('mailFrom', 'the reverse-path without angle brackets, or null for the null one', mailFrom);
  if (rcptTo === null || rcptTo.length === 0) throw wrong('rcptTo', 'the recipients, at least one', readProperty(envelope, 'rcptTo'));
  const recipients = rcptTo.filter((recipient) => typeof recipient === 'string');
  if (recipients.length < rcptTo.length) throw wrong('rcptTo', 'a list of addresses', rcptTo.find((recipient) => typeof recipient !== 'string'));
  return { mailFrom: mailFrom === '' ? null : mailFrom, rcptTo: recipients };
}

/** What cannot stand in the path of a command (RFC 5321 section 4.1.2), or not so that nodemailer would send it. */
export const BREAKS_PATH: RegExp = /[\p{Cc}\p{Cs}<>]/u;

function wrong(field: string, wanted: string, given: unknown): TypeError {
  return new TypeError(`\`envelope.${field}\` must be ${wanted}, not ${describeValue(given)}`);
}

async function readWhole(raw: unknown): Promise<Buffer> {
  if (typeof raw === 'string') return Buffer.from(raw);
  // A copy, as the message is sent over time.
  if (raw instanceof Uint8Array) return Buffer.from(raw);
  if (!isAsyncIterable(raw)) throw new TypeError(`\`raw\` must be the message as text, bytes or a stream, not ${describeValue(raw)}`);
  const chunks: Buffer[] = [];
  for await (const chunk of raw) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
