// The decision on a message of which the header block is there: for good, or as far as sender authentication does not matter.

import type { SMTPServerSession } from './smtp-server-types.js';
import type { PolicyEngine } from '../engine.js';
import type { Decision, RecipientDecision, SmtpReply } from '../model/decision.js';
import type { Message, Session } from '../model/message.js';
import { NOTHING_PASSED } from '../reception/unvouched.js';
import { LOCAL_ERROR } from './reply-error.js';

/** What holds from MAIL to the answer to DATA: one engine, and one connection. */
export interface Transaction {
  readonly engine: PolicyEngine;
  readonly session: Session;
}

export function envelopeOf({ envelope: { mailFrom, rcptTo } }: SMTPServerSession): Message['envelope'] {
  return { mailFrom: mailFrom === false ? null : mailFrom.address, rcptTo: rcptTo.map(({ address }) => address) };
}

/** @param headers - null: longer than the bound */
export function messageOf(session: SMTPServerSession, headers: string | null, transaction: Transaction): Message {
  const facts = { envelope: envelopeOf(session), session: transaction.session };
  return headers === null ? { ...facts, from: MALFORMED } : { ...facts, headers };
}

/** A NUL: no From field has it (S-4.6). */
const MALFORMED = '\0';

/**
 * Whether authentication could change what becomes of a recipient. An author who is authenticated meets no more settings than one of whom nothing is
 * known, and no less than one whom nobody vouches for (S-5.3): where these two fare alike, so does every other.
 *
 * @param decision - on the message without any results
 */
export function dependsOnAuthentication(engine: PolicyEngine, message: Message, decision: Decision): boolean {
  if (decision.outcome === 'deliver') return false;
  const least = engine.evaluate({ ...message, authentication: NOTHING_PASSED }, 'inbound');
  return decision.recipients.some(({ outcome }, index) => outcome !== least.recipients[index]?.outcome);
}

/** Whatever is no clear yes is a no. */
export function refusalOf({ outcome, reply }: Pick<RecipientDecision, 'outcome' | 'reply'>): SmtpReply | null {
  return outcome === 'deliver' ? null : (reply ?? LOCAL_ERROR);
}
