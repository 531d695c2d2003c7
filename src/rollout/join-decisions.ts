// Several policies count: the join of their decisions on one message, recipient by recipient (S-17.2).

import { groupDeliveries } from '../evaluate/deliveries.js';
import { joinOf, Judge, onViolation, replyAfterData, worstOutcome } from '../evaluate/judgement.js';
import { readSessionOf } from '../evaluate/message-property.js';
import { readSession } from '../evaluate/session.js';
import { parseAddress } from '../model/address.js';
import type { Address } from '../model/address.js';
import type { Decision, RecipientDecision } from '../model/decision.js';
import { isOwnRoute } from '../model/route.js';
import type { Direction } from '../model/transport.js';
import { UnitedMatches } from './united-matches.js';

/** @param decisions - each policy's on the message, the oldest policy's first; one at least @param message - for its session */
export function joinDecisions(decisions: readonly Decision[], message: unknown): Decision {
  const newest = decisions.at(-1);
  if (newest === undefined) throw new TypeError('there is no decision to join');
  if (decisions.length === 1) return newest;
  const { direction, replyProfile, author } = newest;
  const joiner = new RecipientJoiner(direction, new Judge(readSession(readSessionOf(message)), direction, replyProfile));
  const unknown: number[] = [];
  const recipients = rowsOf(decisions).map((row, index) => {
    const address = parseAddress(row.newest.recipient, false);
    if (address === null) unknown.push(index);
    return joiner.join(row, address);
  });
  return {
    direction,
    replyProfile,
    outcome: worstOutcome(recipients),
    constraints: joinOf(recipients),
    recipients,
    deliveries: direction === 'outbound' ? groupDeliveries(recipients, unknown) : [],
    author,
    reply: replyAfterData(recipients),
  };
}

/** What each policy decides for one recipient. */
interface Row {
  readonly newest: RecipientDecision;
  /** The newest policy's first. */
  readonly all: readonly RecipientDecision[];
}

/**
 * The policies read one envelope, so they have as many recipients each, unless the message gives another answer each time that it is read: then
 * nobody is left out.
 */
function rowsOf(decisions: readonly Decision[]): Row[] {
  const newestFirst = [...decisions].reverse();
  const length = Math.max(...decisions.map(({ recipients }) => recipients.length));
  const rows: Row[] = [];
  for (let index = 0; index < length; index++) {
    const all = newestFirst.flatMap(({ recipients }) => recipients[index] ?? []);
    const [newest] = all;
    if (newest !== undefined) rows.push({ newest, all });
  }
  return rows;
}

class RecipientJoiner {
  private readonly matches = new UnitedMatches();
  private readonly direction: Direction;
  private readonly judge: Judge;

  constructor(direction: Direction, judge: Judge) {
    this.direction = direction;
    this.judge = judge;
  }

  join({ newest, all }: Row, address: Address | null): RecipientDecision {
    const constraints = joinOf(all);
    const determinedBy = this.matches.of(all.map((each) => each.determinedBy));
    const judgement = this.judge.judge({ constraints, determinedBy, testing: newest.testing });
    const { route, routeConflicts } = all.find((each) => namesRoute(each, address)) ?? newest;
    return {
      recipient: newest.recipient,
      orgUnit: newest.orgUnit,
      orgUnitSource: newest.orgUnitSource,
      outcome: judgement.outcome,
      constraints,
      secureTransport: all.some(({ secureTransport }) => secureTransport),
      route,
      routeConflicts,
      onViolation: onViolation(this.direction),
      maxAttempts: this.direction === 'outbound' && constraints.tls === 'required' ? 1 : null,
      determinedBy,
      testing: judgement.testing,
      violations: judgement.violations,
      reply: judgement.reply,
    };
  }
}

/** Whether the policy sends the mail elsewhere than to the recipient's own domain; routes are compared by value (S-8.4). */
function namesRoute({ route, routeConflicts }: RecipientDecision, address: Address | null): boolean {
  if (route === null) return false;
  return routeConflicts.length > 0 || address === null || !isOwnRoute(route, address.domain);
}
