// A reply of a server as nodemailer hands it over: all its lines in one text.

import type { SmtpReply } from '../model/decision.js';
import { safeText } from '../model/safe-text.js';

const MAX_TEXT = 500;

/** Null for what is no reply (RFC 5321 section 4.2). A reply without an enhanced status code gets that of its class (RFC 3463). */
export function readReply(response: unknown): SmtpReply | null {
  if (typeof response !== 'string') return null;
  const first = LINE.exec(response);
  if (first === null) return null;
  const [, code = '', enhanced] = first;
  const text = response.split(/\r?\n/).flatMap((line) => LINE.exec(line)?.[3] ?? []).join(' / ');
  // A class that is not that of the reply is a slip, and the code is what counts.
  const enhancedCode = enhanced?.startsWith(code.charAt(0)) === true ? enhanced : `${code.charAt(0)}.0.0`;
  return { code: Number(code), enhancedCode, text: safeText(text, MAX_TEXT) };
}

const LINE = /^([245]\d\d)(?:[ -](?:([245]\.\d{1,3}\.\d{1,3})(?: |$))?(.*))?$/s;

export function isPermanent({ code }: SmtpReply): boolean {
  return code >= 500;
}

/** As in a log. */
export function replyWords({ code, enhancedCode, text }: SmtpReply): string {
  return `${code} ${enhancedCode} ${text}`;
}
