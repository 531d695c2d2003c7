// The same decision, now that the connection is known. It needs nothing but the decision's public data (S-12.5).

import type { Decision } from '../model/decision.js';
import type { Session } from '../model/message.js';
import { ownCopy } from '../model/own-copy.js';
import { assertDecision } from './decision-shape.js';
import { Judge, replyAfterData, worstOutcome } from './judgement.js';
import { readSession } from './session.js';

/**
 * The same decision, now that the connection is known: outcomes, violations and replies for every recipient, or for those of one delivery.
 *
 * @param decision - of `evaluate`, or one that went through JSON and a queue
 * @param session - what the connection was; null or undefined is not known, anything unreadable is no TLS
 * @param options - for whom the session speaks; left out: for every recipient
 * @param options.delivery - index into `decision.deliveries`; the recipients of the others stay as they are
 * @returns a new decision; the given one is left alone
 * @throws TypeError for what is not a decision, and for a delivery that it does not have
 * @example enforce(decision, { tls: false }).outcome // 'bounce' where TLS is required
 * @see clauses S-9.2, S-9.3, S-9.7, S-12.5
 */
export function enforce(decision: Decision, session: Session, options?: { delivery?: number }): Decision {
  assertDecision(decision);
  const concerned = recipientsOf(decision, options?.delivery);
  // The given decision belongs to its reader, and so does the new one (S-12.6).
  const own = ownCopy(decision);
  const judge = new Judge(readSession(session), own.direction, own.replyProfile);
  const recipients = own.recipients.map((recipient, index) => (concerned(index) ? { ...recipient, ...judge.judge(recipient) } : recipient));
  return { ...own, outcome: worstOutcome(recipients), recipients, reply: replyAfterData(recipients) };
}

/** Without naming a delivery, a session speaks for every recipient (S-9.7). */
function recipientsOf(decision: Decision, delivery: number | undefined): (index: number) => boolean {
  if (delivery === undefined) return () => true;
  const named = Number.isInteger(delivery) ? decision.deliveries[delivery] : undefined;
  if (named === undefined) {
    throw new TypeError(`there is no delivery ${String(delivery)}; this ${decision.direction} decision has ${decision.deliveries.length}, counted from 0`);
  }
  const indexes = new Set(named.recipients);
  return (index) => indexes.has(index);
}
