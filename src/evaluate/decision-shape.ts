// Whether a value is a decision: it may come from a queue, and enforcing anything else is misuse (S-12.4, S-12.5).

import type { Decision } from '../model/decision.js';
import { readElements, readProperty } from '../model/property.js';
import { isTransportConstraints } from '../model/transport.js';
import { isReplyProfile } from './reply.js';

/** @throws TypeError unless the value has all that `enforce` reads of a decision */
export function assertDecision(value: unknown): asserts value is Decision {
  const problem = problemOf(value);
  if (problem !== null) throw new TypeError(`enforce needs a decision of evaluate, or one that went through JSON: ${problem}`);
}

function problemOf(value: unknown): string | null {
  const direction = readProperty(value, 'direction');
  if (direction !== 'inbound' && direction !== 'outbound') return '`direction` must be `inbound` or `outbound`';
  if (!isReplyProfile(readProperty(value, 'replyProfile'))) return '`replyProfile` must be one of the reply profiles';
  const deliveries = readElements(readProperty(value, 'deliveries'));
  if (deliveries?.every(isDelivery) !== true) return '`deliveries` must be an array of deliveries';
  const recipients = readElements(readProperty(value, 'recipients'));
  if (recipients === null || recipients.length === 0) return '`recipients` must be an array with at least one recipient';
  const seen = new Set<unknown>();
  const wrong = recipients.findIndex((recipient) => !isRecipient(recipient, seen));
  return wrong === -1 ? null : `\`recipients[${wrong}]\` must be the decision on a recipient`;
}

function isDelivery(value: unknown): boolean {
  return readElements(readProperty(value, 'recipients'))?.every((index) => Number.isSafeInteger(index)) === true;
}

const OUTCOMES: readonly unknown[] = ['deliver', 'pending', 'bounce', 'reject'];

/** @param seen - arrays that were looked at: recipients of one decision share them */
function isRecipient(value: unknown, seen: Set<unknown>): boolean {
  return (
    OUTCOMES.includes(readProperty(value, 'outcome')) &&
    isTransportConstraints(readProperty(value, 'constraints')) &&
    isMatches(readProperty(value, 'determinedBy'), seen) &&
    isMatches(readProperty(value, 'testing'), seen)
  );
}

function isMatches(value: unknown, seen: Set<unknown>): boolean {
  if (seen.has(value)) return true;
  seen.add(value);
  return readElements(value)?.every((match) => typeof readProperty(match, 'setting') === 'string' && isTransportConstraints(readProperty(match, 'constraints'))) === true;
}
