// One delivery: every mail host and every address of it, until all its recipients have their last word (S-9.4).

import type { Delivery, RecipientDecision, ReplyProfile, SmtpReply } from '../model/decision.js';
import { sameFor } from './answer.js';
import type { Answer, Answers, Tried } from './answer.js';
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
  const send: Attempt = (endpoint, open) => exchange(endpoint, { message, recipients: open, constraints }, settings);
  const { tried, ended } = await tryPlaces(found.places, sendable, send, settings.stop);
  const unfinished = ended ? ENDED : found.leftOut ? LEFT_OUT : null;
  return (recipient) => {
    const own = tried.get(recipient.recipient);
    return own === undefined ? withoutRoute(recipient, NO_ADDRESS) : recipientOutcome(recipient, own, unfinished, profile);
  };
}

/** Bad destination mailbox address syntax, of RFC 3463. */
const NO_ADDRESS: SmtpReply = { code: 553, enhancedCode: '5.1.3', text: 'this is no address that mail can be sent to' };

const LEFT_OUT = 'its mail hosts have more addresses than were tried';

function isSendable(recipient: string): boolean {
  return recipient !== '' && recipient.trim() === recipient && !BREAKS_PATH.test(recipient);
}

function withoutPlace(recipient: RecipientDecision, places: Exclude<Places, { kind: 'found' }>): RecipientOutcome {
  return places.kind === 'none' ? withoutRoute(recipient, places.reply) : toRetry(recipient, places.reason);
}

interface Trial {
  /** What each recipient met, in the order of the places. */
  readonly tried: ReadonlyMap<string, readonly Tried[]>;
  /** Before every place was tried. */
  readonly ended: boolean;
}

type Attempt = (endpoint: Endpoint, open: readonly string[]) => Promise<Answers>;

/** One place after another, each for the recipients that have no last word yet. */
async function tryPlaces(places: readonly Place[], recipients: ReadonlySet<string>, attempt: Attempt, stop: AbortSignal): Promise<Trial> {
  const tried = new Map<string, Tried[]>(Array.from(recipients, (recipient) => [recipient, []]));
  const open = new Set(recipients);
  for (const { host, address, port } of places) {
    if (open.size === 0) break;
    if (stop.aborted) return { tried, ended: true };
    const answers = typeof address === 'string' ? await attempt({ host, address, port }, [...open]) : sameFor(open, noAddress(address.failure));
    for (const [recipient, answer] of answers) {
      tried.get(recipient)?.push({ host, ...answer });
      if (answer.settled) open.delete(recipient);
    }
  }
  return { tried, ended: false };
}

function noAddress(reason: string): Answer {
  return { outcome: 'out-of-reach', reason: `no address: ${reason}`, settled: false };
}
