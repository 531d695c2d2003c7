// One delivery: every mail host and every address of it, until all its recipients have their last word (S-21.3).

import type { Delivery, RecipientDecision, ReplyProfile, SmtpReply } from '../model/decision.js';
import { deferred, sameFor } from './answer.js';
import type { Answers, Tried } from './answer.js';
import { exchange } from './exchange.js';
import { BREAKS_PATH } from './outbound-message.js';
import type { PreparedMessage } from './outbound-message.js';
import { findPlaces } from './places.js';
import type { Place, Places } from './places.js';
import { recipientOutcome, toRetry, withoutRoute } from './recipient-outcome.js';
import type { RecipientOutcome } from './recipient-outcome.js';
import type { SendSettings } from './send-options.js';
import { ENDED, wordsOf } from './smtp-connection.js';
import type { Endpoint } from './smtp-connection.js';

export interface DeliveryOrder {
  readonly delivery: Delivery;
  /** Those of the delivery. */
  readonly recipients: readonly RecipientDecision[];
  readonly message: PreparedMessage;
  readonly profile: ReplyProfile;
}

/** It never rejects: whatever goes wrong here, the recipients of other deliveries need their results. */
export async function runDelivery(order: DeliveryOrder, settings: SendSettings): Promise<ReadonlyMap<RecipientDecision, RecipientOutcome>> {
  const { recipients } = order;
  const failed = (error: unknown): OutcomeOf => (recipient) => toRetry(recipient, `the delivery failed: ${wordsOf(error)}`);
  const outcomeOf = await carryOut(order, settings).catch(failed);
  return new Map(recipients.map((recipient) => [recipient, outcomeOf(recipient)]));
}

type OutcomeOf = (recipient: RecipientDecision) => RecipientOutcome;

async function carryOut({ delivery, recipients, message, profile }: DeliveryOrder, settings: SendSettings): Promise<OutcomeOf> {
  const { route, constraints } = delivery;
  const sendable = new Set(recipients.map(({ recipient }) => recipient).filter(isSendable));
  if (route === null || sendable.size === 0) return (recipient) => withoutRoute(recipient, NO_ADDRESS);
  const found = await findPlaces(route, settings);
  if (found.kind !== 'found') return (recipient) => withoutPlace(recipient, found);
  const send: Attempt = (endpoint, open) => exchange(endpoint, { message, recipients: open, constraints }, settings).catch(failedFor(open));
  const tried = await tryPlaces(found.places, sendable, send, settings.stop);
  return (recipient) => {
    const own = tried.get(recipient.recipient);
    return own === undefined ? withoutRoute(recipient, NO_ADDRESS) : recipientOutcome(recipient, own, profile);
  };
}

/** What other hosts said before stands. */
function failedFor(recipients: readonly string[]): (error: unknown) => Answers {
  return (error) => sameFor(recipients, deferred(wordsOf(error)));
}

/** Bad destination mailbox address syntax, of RFC 3463. */
const NO_ADDRESS: SmtpReply = { code: 553, enhancedCode: '5.1.3', text: 'this is no address that mail can be sent to' };

function isSendable(recipient: string): boolean {
  return recipient !== '' && recipient.trim() === recipient && !BREAKS_PATH.test(recipient);
}

function withoutPlace(recipient: RecipientDecision, places: Exclude<Places, { kind: 'found' }>): RecipientOutcome {
  return places.kind === 'none' ? withoutRoute(recipient, places.reply) : toRetry(recipient, places.reason);
}

/** By recipient, in the order of the places. */
type Trials = ReadonlyMap<string, readonly Tried[]>;

type Attempt = (endpoint: Endpoint, open: readonly string[]) => Promise<Answers>;

/** One place after another, each for the recipients that have no last word yet. */
async function tryPlaces(places: readonly Place[], recipients: ReadonlySet<string>, attempt: Attempt, stop: AbortSignal): Promise<Trials> {
  const tried = new Map<string, Tried[]>(Array.from(recipients, (recipient) => [recipient, []]));
  const open = new Set(recipients);
  for (const place of places) {
    const answers = await answersAt(place, [...open], attempt, stop);
    for (const [recipient, answer] of answers) {
      tried.get(recipient)?.push({ host: place.host, ...answer });
      if (answer.settled) open.delete(recipient);
    }
  }
  return tried;
}

async function answersAt({ host, port, at }: Place, open: readonly string[], attempt: Attempt, stop: AbortSignal): Promise<Answers> {
  if (open.length === 0) return NONE;
  switch (at.kind) {
    case 'address':
      return stop.aborted ? sameFor(open, deferred(ENDED)) : attempt({ host, address: at.address, port }, open);
    case 'no-address':
      return sameFor(open, { outcome: 'out-of-reach', reason: at.reason, settled: false });
    case 'left-out':
      return sameFor(open, deferred('its mail hosts have more addresses than may be tried'));
  }
}

const NONE: Answers = new Map();
