// The report that tells a sender which recipients did not get the message (RFC 3464, in the container of RFC 6522).

import { describeValue } from '../model/quotation.js';
import { isAscii } from '../model/text.js';
import { utf8Bytes } from '../model/utf8.js';
import { freeBoundary } from './boundary.js';
import { bytesOf } from './byte-text.js';
import { deliveryStatus } from './delivery-status.js';
import { explanationForSender } from './explanation-for-sender.js';
import type { FailedRecipient } from './failed-recipient.js';
import { returnedPart } from './returned-part.js';

export interface ReportOptions {
  /** The reverse-path of the message that failed; null or '' for the null one. */
  readonly mailFrom: string | null;
  /** The host name, or address literal, of the mail server that reports (RFC 3464 section 2.2.2). */
  readonly reportingMta: string;
  /** The mailbox of the From: field, an ASCII address. Default: postmaster at the reporting server. */
  readonly from?: string;
  /** A date-time of RFC 5322 section 3.3: the clock is the caller's. */
  readonly date: string;
  /** With its angle brackets, unique: chance is the caller's as well. */
  readonly messageId: string;
  /** The message that failed: its bytes, or the header block alone. */
  readonly original: Uint8Array;
  /** What of the message goes back. `message`: all of it; where it could not be carried unharmed, the header block alone. Default `headers`. */
  readonly returned?: 'headers' | 'message';
}

/** A message that is ready to be sent. */
export interface NonDeliveryReport {
  /** With the null reverse-path, so that nobody reports about the report (RFC 5321 section 4.5.5). */
  readonly envelope: {
    /** The null reverse-path. */
    readonly mailFrom: null;
    /** The reverse-path of the message that failed. */
    readonly rcptTo: readonly [string];
  };
  /** RFC 5322, lines end with CRLF. */
  readonly message: Uint8Array;
  /** `8bit`: a server that takes it must offer 8BITMIME (RFC 6152). */
  readonly body: '7bit' | '8bit';
  /** The sender's address is not ASCII, so that the server must offer SMTPUTF8 (RFC 6531). */
  readonly smtpUtf8: boolean;
}

/**
 * One report about all recipients that failed: words for people, the fields of RFC 3464 for software, and the header block of the message or all of it.
 * No text of a message, a server or a policy can break its structure.
 *
 * @returns null where there is nobody to tell: the reverse-path is null, for the message is a report itself, or is no address; or no recipient failed
 * @throws TypeError for a name, an address, a date or an id that would break the header of the report (S-12.4)
 * @example
 * nonDeliveryReport([{ recipient, fields }], { mailFrom, reportingMta: 'mx.example.com', date, messageId, original });
 * @see clauses S-10.2 and S-21.6; RFC 3464, RFC 6522, RFC 6533, RFC 3834 section 5
 */
export function nonDeliveryReport(failed: readonly FailedRecipient[], options: ReportOptions): NonDeliveryReport | null {
  const checked = checkOptions(options);
  const { mailFrom } = options;
  if (failed.length === 0 || mailFrom === null || !isSingleLineAddress(mailFrom)) return null;
  const returned = returnedPart(options.original, options.returned ?? 'headers');
  const parts = [explanationForSender(failed, options.reportingMta), deliveryStatus(failed, options.reportingMta), returned.part];
  const boundary = freeBoundary(parts);
  const lines = [...headerFields(mailFrom, checked, options), ...containerFields(boundary, returned.body), ''];
  const body = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('');
  return {
    envelope: { mailFrom: null, rcptTo: [mailFrom] },
    message: bytesOf(`${utf8Bytes(lines.join('\r\n'))}\r\n${body}--${boundary}--\r\n`),
    body: returned.body,
    smtpUtf8: !isAscii(mailFrom),
  };
}

function headerFields(mailFrom: string, from: string, { date, messageId }: ReportOptions): string[] {
  return [
    `From: Mail Delivery System <${from}>`,
    `To: <${mailFrom}>`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${date}`,
    `Message-ID: ${messageId}`,
    // RFC 3834 section 5: nobody's vacation answers it.
    'Auto-Submitted: auto-replied',
  ];
}

function containerFields(boundary: string, body: '7bit' | '8bit'): string[] {
  return [
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status;\r\n boundary="${boundary}"`,
    ...(body === '8bit' ? ['Content-Transfer-Encoding: 8bit'] : []),
  ];
}

/** Nobody can be written to at what is no address; RFC 5321 section 4.5.3.1.3 has 256 octets for it, some write more, and a line has 998 at most. */
function isSingleLineAddress(address: string): boolean {
  return address.length <= MAX_ADDRESS && utf8Bytes(address).length <= MAX_ADDRESS && /^[^\p{Cc}\p{Cs}\u2028\u2029<>]+@[^\p{Cc}\p{Cs}\s\u2028\u2029<>@]+$/u.test(address);
}

const MAX_ADDRESS = 500;

/** @returns the address of the From: field */
function checkOptions({ reportingMta, from, date, messageId, original, returned }: ReportOptions): string {
  const sender = from ?? `postmaster@${reportingMta}`;
  if (!/^[\w.:[\]-]{1,255}$/.test(reportingMta)) throw wrong('reportingMta', 'a host name or an address literal', reportingMta);
  if (!/^[!-;=?-~]{1,320}@[\w.:[\]-]{1,255}$/.test(sender)) throw wrong('from', 'an ASCII address without a name', sender);
  if (!/^[ -~]{1,80}$/.test(date)) throw wrong('date', 'a date-time of RFC 5322', date);
  if (!/^<[!-;=?-~]{1,320}>$/.test(messageId)) throw wrong('messageId', 'a message id in angle brackets', messageId);
  if (!(original instanceof Uint8Array)) throw wrong('original', 'the bytes of the message', original);
  if (!RETURNED.includes(returned)) throw wrong('returned', '`headers` or `message`', returned);
  return sender;
}

const RETURNED: readonly unknown[] = [undefined, 'headers', 'message'];

function wrong(option: string, wanted: string, given: unknown): TypeError {
  return new TypeError(`\`${option}\` must be ${wanted}, not ${describeValue(given)}`);
}
