// What one recipient's answers come to: delivered, bounced or for the caller's queue, and the decision as it was carried out (S-9.4, S-10.2).

import { judgeAttempt } from '../attempt/attempt-outcome.js';
import { fieldsOfFailure } from '../evaluate/dsn-fields.js';
import { Judge } from '../evaluate/judgement.js';
import { readSession } from '../evaluate/session.js';
import type { SessionReading } from '../evaluate/session.js';
import type { RecipientDecision, ReplyProfile, SmtpReply } from '../model/decision.js';
import { safeText } from '../model/safe-text.js';
import type { Tried } from './answer.js';
import type { RecipientResult, RecipientToRetry } from './send-result.js';

export interface RecipientOutcome {
  readonly result: RecipientResult;
  /** As it was carried out. */
  readonly decision: RecipientDecision;
}

/** @param tried - what the recipient met, place by place; a place that had to be left out failed for now */
export function recipientOutcome(decision: RecipientDecision, tried: readonly Tried[], profile: ReplyProfile): RecipientOutcome {
  const decisive = tried.find(({ settled }) => settled) ?? judgeAttempt(tried).decisive;
  if (decisive === null) return toRetry(decision, 'no mail host was tried');
  const { host } = decisive;
  switch (decisive.outcome) {
    case 'deliver': {
      const { peer, reply } = decisive;
      const { recipient } = decision;
      return { result: { outcome: 'delivered', recipient, host, ...peer, reply }, decision: judged(decision, readSession(peer.session), profile) };
    }
    case 'bounce':
      return violated(judged(decision, decisive.reading, profile), host);
    case 'undeliverable':
      return refused(decision, decisive.reply, host);
    case 'defer':
      return toRetry(decision, `${host}: ${decisive.reason}`, { host, reply: decisive.reply, mayBeDelivered: decisive.settled });
    case 'out-of-reach':
      return toRetry(decision, `${host}: ${decisive.reason}`, { host });
  }
}

export function toRetry(decision: RecipientDecision, reason: string, more: Partial<Pick<RecipientToRetry, 'host' | 'reply' | 'mayBeDelivered'>> = {}): RecipientOutcome {
  return { result: { outcome: 'retry', recipient: decision.recipient, reason, host: null, reply: null, mayBeDelivered: false, ...more }, decision };
}

/** There is nowhere to send it, for good. */
export function withoutRoute(decision: RecipientDecision, reply: SmtpReply): RecipientOutcome {
  const { recipient } = decision;
  const safe = { ...reply, text: safeText(reply.text, MAX_TEXT) };
  return { result: { outcome: 'bounced', recipient, cause: 'no-route', violations: [], host: null, reply: safe, fields: fieldsOfFailure(recipient, safe, null) }, decision };
}

const MAX_TEXT = 500;

function refused(decision: RecipientDecision, reply: SmtpReply, host: string): RecipientOutcome {
  const { recipient } = decision;
  return { result: { outcome: 'bounced', recipient, cause: 'refusal', violations: [], host, reply, fields: fieldsOfFailure(recipient, reply, host) }, decision };
}

function violated(decision: RecipientDecision, host: string): RecipientOutcome {
  const { recipient, violations, reply } = decision;
  // A delivery that is stricter than its recipient, which no engine makes: what bounces has to say why.
  if (reply === null) return toRetry(decision, `${host}: the delivery requires what the recipient does not`, { host });
  return { result: { outcome: 'bounced', recipient, cause: 'violation', violations, host, reply, fields: fieldsOfFailure(recipient, reply, host) }, decision };
}

function judged(decision: RecipientDecision, reading: SessionReading, profile: ReplyProfile): RecipientDecision {
  return { ...decision, ...new Judge(reading, 'outbound', profile).judge(decision) };
}
