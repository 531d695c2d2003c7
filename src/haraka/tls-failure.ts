// What a host failed by: a violation with its words, and the reply that tells the sender of it (S-9.2, S-10.1).

import { toReply } from '../evaluate/reply.js';
import { violationsOf } from '../evaluate/violations.js';
import type { RecipientDecision, ReplyProfile, ResultType, SmtpReply, Violation } from '../model/decision.js';
import type { Session } from '../model/message.js';
import { safeText } from '../model/safe-text.js';
import type { TransportConstraints } from '../model/transport.js';

/**
 * The violation that a failure of a type is, or null where the constraints demand nothing that it could violate.
 *
 * @param words - of what failed, where it is a handshake
 */
export function violationBy(type: ResultType, constraints: TransportConstraints, words: string): Violation | null {
  const violation = violationsOf(constraints, sessionWith(type)).find((one) => one.type === type);
  if (type !== 'validation-failure') return violation ?? null;
  if (constraints.tls !== 'required') return null;
  return { type, required: violation?.required ?? 'TLS', found: safeText(words, MAX_WORDS) };
}

/** The reply for a recipient of mail that no host could take. It names the first setting that is itself violated so, as that of the engine does. */
export function bounceReply(replyProfile: ReplyProfile, determinedBy: RecipientDecision['determinedBy'], violation: Violation): SmtpReply {
  const session = sessionWith(violation.type);
  const culprit =
    determinedBy.find(({ constraints }) => violationsOf(constraints, session).some(({ type }) => type === violation.type)) ??
    determinedBy.find(({ constraints }) => constraints.tls === 'required');
  return toReply(violation, 'outbound', culprit === undefined ? { profile: replyProfile } : { profile: replyProfile, setting: culprit.setting });
}

/** A connection that violates whatever can be violated by a type, and nothing else. */
function sessionWith(type: ResultType): Session {
  if (type === 'starttls-not-supported') return { tls: false };
  return {
    tls: true,
    version: type === 'validation-failure' ? '' : 'TLSv1.3',
    certificate: { trusted: type !== 'certificate-not-trusted', hostnameMatches: type !== 'certificate-host-mismatch', expired: type === 'certificate-expired' },
  };
}

const MAX_WORDS = 80;
