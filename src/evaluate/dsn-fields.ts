// The per-recipient fields of a non-delivery report, ready to use (S-10.2).

import type { RecipientDecision, SmtpReply } from '../model/decision.js';
import { safeText } from '../model/safe-text.js';
import { isAscii } from '../model/text.js';

/** RFC 3464 section 2.3 fields. */
export interface DsnFields {
  /** `rfc822; user@example.com`, or `utf-8; ...` (RFC 6533) for an internationalised address. */
  finalRecipient: string;
  /** Mail that violates a policy is not tried again (S-9.4). */
  action: 'failed';
  /** The enhanced status code. */
  status: string;
  /** `smtp; 550 5.7.10 ...` */
  diagnosticCode: string;
  /** `dns; mx.example.com`, or null where no host is known. */
  remoteMta: string | null;
}

/**
 * The RFC 3464 per-recipient fields for a non-delivery report.
 *
 * @param recipient - of `Decision.recipients`, once the session is known
 * @param options - what the decision does not know
 * @param options.remoteMta - the host that was tried; left out: the field is null
 * @returns the fields, or null unless the outcome is bounce or reject
 * @example dsnFields(decision.recipients[0], { remoteMta: 'mx.example.com' })?.status // '5.7.10'
 * @see clause S-10.2; RFC 3464 section 2.3, RFC 6533
 */
export function dsnFields(recipient: RecipientDecision, options?: { remoteMta?: string }): DsnFields | null {
  const { outcome, reply } = recipient;
  if ((outcome !== 'bounce' && outcome !== 'reject') || reply === null) return null;
  return fieldsOfFailure(recipient.recipient, reply, options?.remoteMta ?? null);
}

/** For whatever reason the recipient did not get the message. */
export function fieldsOfFailure(recipient: string, { code, enhancedCode, text }: SmtpReply, remoteMta: string | null): DsnFields {
  return {
    finalRecipient: finalRecipient(recipient),
    action: 'failed',
    status: enhancedCode,
    diagnosticCode: `smtp; ${code} ${enhancedCode} ${safeText(text, MAX_TEXT)}`,
    remoteMta: remoteMta === null ? null : `dns; ${safeText(remoteMta, MAX_TEXT)}`,
  };
}

/** An address that is not ASCII has the type `utf-8` and, for 7-bit channels, the form utf-8-addr-unitext with `\x{HEX}` (RFC 6533 section 3). */
function finalRecipient(recipient: string): string {
  if (isAscii(recipient)) return `rfc822; ${safeText(recipient, MAX_TEXT)}`;
  const quoted = recipient.replace(/[ +=\\]/g, (character) => `\\x{${character.charCodeAt(0).toString(16).toUpperCase()}}`);
  return `utf-8; ${safeText(quoted, MAX_TEXT)}`;
}

/** RFC 5322 section 2.1.1: a line has at most 998 characters; this leaves room for the name of the field. */
const MAX_TEXT = 900;
