// The SMTP reply that a bounce or reject carries: codes by profile, and a text that says what to mend (S-10.1).

import type { ReplyProfile, ResultType, SmtpReply, Violation } from '../model/decision.js';
import { quote } from '../model/quotation.js';
import { safeText } from '../model/safe-text.js';
import { checkDirection } from '../model/transport.js';
import type { Direction } from '../model/transport.js';

/** A reply code (RFC 5321 section 4.2) and an enhanced status code (RFC 3463). */
type Codes = readonly [code: number, enhancedCode: string];

interface Profile {
  readonly noTls: Codes;
  readonly expired: Codes;
  readonly other: Codes;
}

/** X.7.10 of the registry of RFC 5248, encryption needed; X.7.5 of RFC 3463, cryptographic failure. */
const ENCRYPTION_NEEDED: Codes = [550, '5.7.10'];
const CRYPTOGRAPHIC_FAILURE: Codes = [550, '5.7.5'];

const DEFAULT: Profile = { noTls: ENCRYPTION_NEEDED, expired: CRYPTOGRAPHIC_FAILURE, other: CRYPTOGRAPHIC_FAILURE };
/** RFC 3207 section 4: 530 "Must issue a STARTTLS command first". */
const RFC3207: Profile = { noTls: [530, '5.7.0'], expired: [530, '5.7.0'], other: [530, '5.7.0'] };
const POSTFIX: Profile = { ...DEFAULT, noTls: [550, '5.7.4'] };
const EXCHANGE: Profile = { ...DEFAULT, noTls: [550, '5.7.321'], expired: [550, '5.7.322'] };
/** The one temporary answer, by the operator's explicit choice. */
const GMAIL_INBOUND: Profile = { noTls: [421, '4.7.0'], expired: [421, '4.7.0'], other: [421, '4.7.0'] };

const PROFILES: Record<ReplyProfile, Readonly<Record<Direction, Profile>>> = {
  default: { inbound: DEFAULT, outbound: DEFAULT },
  rfc3207: { inbound: RFC3207, outbound: RFC3207 },
  postfix: { inbound: POSTFIX, outbound: POSTFIX },
  exchange: { inbound: EXCHANGE, outbound: EXCHANGE },
  gmail: { inbound: GMAIL_INBOUND, outbound: DEFAULT },
};

/** RFC 5321 section 4.5.3.1.5: a reply line with its codes and CRLF. */
const MAX_REPLY_LINE = 512;
const MAX_DETAIL = 80;

export const REPLY_PROFILES: readonly ReplyProfile[] = ['default', 'rfc3207', 'postfix', 'exchange', 'gmail'];

export function isReplyProfile(value: unknown): value is ReplyProfile {
  return (REPLY_PROFILES as readonly unknown[]).includes(value);
}

/** @throws TypeError for what is no reply profile (S-12.4) */
export function checkReplyProfile(value: unknown): ReplyProfile {
  if (isReplyProfile(value)) return value;
  throw new TypeError(`there is no reply profile ${quote(String(value))}; use one of ${REPLY_PROFILES.join(', ')}`);
}

/**
 * The SMTP reply for a violation.
 *
 * @param violation - of `violationsOf`, whose first makes the reply (S-9.2)
 * @param direction - inbound the answer to the client, outbound the status of the bounce; the codes differ in the profile `gmail` alone
 * @param options - what the violation does not say
 * @param options.profile - which codes it has; default `default`
 * @param options.setting - the id of a setting that the text names; left out: none
 * @returns code, enhanced status code and a text of printable ASCII; the whole line with CRLF has at most 512 octets
 * @throws TypeError for a profile or direction that does not exist
 * @example toReply({ type: 'starttls-not-supported', required: 'TLS', found: 'no TLS' }, 'inbound').enhancedCode // '5.7.10'
 * @see clauses S-10.1 and S-10.3; RFC 5321 section 4.2, RFC 3463
 */
export function toReply(violation: Violation, direction: Direction, options?: { profile?: ReplyProfile; setting?: string }): SmtpReply {
  const profile = PROFILES[checkReplyProfile(options?.profile ?? 'default')][checkDirection(direction)];
  const [code, enhancedCode] = codesOf(violation.type, profile);
  const room = MAX_REPLY_LINE - `${code} ${enhancedCode} \r\n`.length;
  return { code, enhancedCode, text: replyText(violation, options?.setting, room) };
}

function codesOf(type: ResultType, profile: Profile): Codes {
  switch (type) {
    case 'starttls-not-supported':
      return profile.noTls;
    case 'certificate-expired':
      return profile.expired;
    case 'certificate-not-trusted':
    case 'certificate-host-mismatch':
    case 'validation-failure':
      return profile.other;
  }
}

function replyText(violation: Violation, setting: string | undefined, room: number): string {
  const required = safeText(violation.required, MAX_DETAIL);
  const found = safeText(violation.found, MAX_DETAIL);
  const text = `Secure transport required: ${violation.type}: required ${required}, found ${found}`;
  if (setting === undefined) return text;
  const around = ' (setting )'.length;
  return `${text} (setting ${safeText(setting, room - text.length - around)})`;
}
