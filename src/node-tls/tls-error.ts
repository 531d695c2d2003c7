// Which RFC 8460 result an error of a connection is, or that it is no failure of TLS at all.

import type { ResultType } from '../model/decision.js';
import { readProperty } from '../model/property.js';
import { isNameError, resultTypeOfVerification } from './verification-error.js';

/** What an error does not know of itself. */
export interface TlsErrorContext {
  /**
   * The error came between STARTTLS (or connecting, with implicit TLS) and the end of the handshake. A connection that is reset or runs out of time
   * there is a failure of TLS (S-9.4), and its error looks like that of any other. A connection of nodemailer knows: say what its `upgrading` is while
   * it emits the error. Before and after the handshake leave it out, or a server that is slow to greet makes mail bounce.
   */
  readonly duringHandshake?: boolean;
}

/**
 * The RFC 8460 result type of an error that Node's TLS or nodemailer raised, or null if it is no failure of TLS: refused connections, greylisting,
 * and whatever else stays with the MTA's own retry rules (S-9.4).
 *
 * nodemailer hides certificate errors behind `ESOCKET`; its `originalCode` counts. An unknown error of the TLS layer is `validation-failure`, never null.
 * An answer to STARTTLS other than 220 is `starttls-not-supported`; 421, and an answer that is no reply of SMTP, say nothing about TLS. EHLO that is
 * refused for good (5xx) leaves HELO, which has no STARTTLS; EHLO that fails otherwise says nothing about TLS either.
 *
 * @param error - anything that was thrown or emitted; it is never thrown back
 * @param context - when it came; left out: a lost connection is a failure of TLS only if the error itself says that it came in the handshake
 * @example classifyTlsError(Object.assign(new Error('…'), { code: 'ESOCKET', originalCode: 'CERT_HAS_EXPIRED' })) // 'certificate-expired'
 * @see clauses S-9.2 and S-9.4; RFC 8460 section 4.3
 */
export function classifyTlsError(error: unknown, context: TlsErrorContext = {}): ResultType | null {
  const found = causes(error).map(classify).find((type) => type !== null) ?? null;
  if (found !== null || context.duringHandshake !== true) return found;
  return causes(error).some(isLostConnection) ? 'validation-failure' : null;
}

const MAX_CAUSES = 8;

/** The error and what it says caused it, nearest first. */
function causes(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let cause = error; typeof cause === 'object' && cause !== null && found.length < MAX_CAUSES; cause = readProperty(cause, 'cause')) found.push(cause);
  return found;
}

function classify(error: unknown): ResultType | null {
  const codes = [text(error, 'originalCode'), text(error, 'code')];
  for (const code of codes) {
    if (isNameError(code)) return 'certificate-host-mismatch';
    const type = resultTypeOfVerification(code);
    if (type !== null) return type;
  }
  if (isStarttlsRefusal(error)) return isGoingAway(error) ? null : 'starttls-not-supported';
  if (isNoReply(error)) return null;
  return codes.some(isTlsCode) || isTlsError(error) ? 'validation-failure' : null;
}

/** Of nodemailer: the server's answer to STARTTLS was not 220, or it knows HELO alone, which has no STARTTLS. */
function isStarttlsRefusal(error: unknown): boolean {
  if (text(error, 'command') === 'STARTTLS' && isReplyCode(readProperty(error, 'responseCode'))) return true;
  // nodemailer says so of every EHLO that fails: for now (4xx) and without a reply as well, which say nothing about STARTTLS.
  if (!isReplyCode(readProperty(error, 'responseCode'), 500)) return false;
  // The start alone: nodemailer appends what the server said.
  return text(error, 'code') === 'ECONNECTION' && text(error, 'message').startsWith('EHLO failed but HELO does not support required STARTTLS');
}

/** RFC 5321 section 4.2; nodemailer takes any number for one. */
function isReplyCode(code: unknown, lowest: number = 200): boolean {
  return typeof code === 'number' && code >= lowest && code < 600;
}

/** Of nodemailer: the answer to STARTTLS had no reply code, so that it refuses nothing. */
function isNoReply(error: unknown): boolean {
  return text(error, 'command') === 'STARTTLS' && quotesServer(error);
}

/** With 421 a server refuses any command, as it closes the connection (RFC 5321 section 3.8). */
function isGoingAway(error: unknown): boolean {
  return readProperty(error, 'responseCode') === 421;
}

/** Its message has the server's own words at the end, which can say anything. */
function quotesServer(error: unknown): boolean {
  return typeof readProperty(error, 'responseCode') === 'number' || text(error, 'response') !== '';
}

/** EPROTO is what Node gives a system call that OpenSSL failed; ETLS is nodemailer's. */
function isTlsCode(code: string): boolean {
  return /^ERR_(?:TLS|SSL|OSSL)_/.test(code) || code === 'EPROTO' || code === 'ETLS';
}

function isTlsError(error: unknown): boolean {
  if (text(error, 'library') === 'SSL routines' || text(error, 'timeoutType') === 'UPGRADE_TIMEOUT') return true;
  if (quotesServer(error)) return false;
  const message = text(error, 'message');
  // The second are Node's words for a connection that ended in the handshake; the code is ECONNRESET.
  return /\bSSL routines\b/.test(message) || message.includes('before secure TLS connection was established');
}

const LOST: ReadonlySet<string> = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_SOCKET_CLOSED']);

function isLostConnection(error: unknown): boolean {
  return LOST.has(text(error, 'originalCode')) || LOST.has(text(error, 'code'));
}

function text(error: unknown, key: string): string {
  const value = readProperty(error, key);
  return typeof value === 'string' ? value : '';
}
