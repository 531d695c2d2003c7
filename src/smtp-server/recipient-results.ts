// LMTP (RFC 2033): the message goes on for the recipients who may have it, and every recipient has an answer of their own.

import type { SMTPServerDataResult, SMTPServerSession } from './smtp-server-types.js';
import type { RecipientDecision } from '../model/decision.js';
import type { Answer, Callback } from './answers.js';
import { refusalOf } from './message-decision.js';
import { forOneRecipient, replyError } from './reply-error.js';

export type DataCallback = Callback<[message?: string | SMTPServerDataResult[]]>;
export type DataAnswer = Answer<[message?: string | SMTPServerDataResult[]]>;

/**
 * Leaves in the envelope the recipients who may have the message, until it is answered.
 *
 * @returns the callback for whoever takes the message: what it says of the recipients who are left is put together with the refusals of the others
 */
export function forAcceptedRecipients(session: SMTPServerSession, refusals: readonly (Error | null)[], callback: DataCallback): DataCallback {
  const { envelope } = session;
  session.envelope = { ...envelope, rcptTo: envelope.rcptTo.filter((_, index) => refusals[index] === null) };
  return (error, result) => {
    session.envelope = envelope;
    const results = resultsOf(error, result);
    callback(null, refusals.map((refusal) => refusal ?? results()));
  };
}

/** In the order of the recipients; null for those who may have the message. */
export function recipientRefusals(recipients: readonly RecipientDecision[], prefixes: boolean): (Error | null)[] {
  return recipients.map((recipient) => {
    const reply = refusalOf(recipient);
    return reply === null ? null : replyError(forOneRecipient(reply), prefixes);
  });
}

/** The result of one recipient after another, whatever form they were given in. A recipient of whom nothing was said was not accepted. */
function resultsOf(error: Error | null | undefined, result: string | readonly SMTPServerDataResult[] | undefined): () => SMTPServerDataResult {
  if (error) return () => error;
  if (result === undefined || typeof result === 'string') return () => result ?? 'OK: message accepted';
  let next = 0;
  return () => result[next++] ?? new Error('Error: no result for this recipient');
}
