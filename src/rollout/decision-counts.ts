// What one decision adds to the counts of testing mode.

import { violationsOf } from '../evaluate/violations.js';
import { parseAddress } from '../model/address.js';
import type { Decision, Outcome, RecipientDecision, ResultType, TestingMatch } from '../model/decision.js';
import type { Session } from '../model/message.js';
import type { Direction } from '../model/transport.js';
import { firstPartners, frozenCount, OUTCOMES } from './testing-count.js';
import type { TestingCount } from './testing-count.js';

/** @param session - for result types; undefined where the caller does not say */
export function countsOf(decision: Decision, at: number | null, session: Session | undefined): TestingCount[] {
  const seen = new Map<string, RecipientMatch[]>();
  for (const recipient of decision.recipients) {
    for (const [key, match] of worstMatches(recipient)) {
      const present = seen.get(key);
      if (present === undefined) seen.set(key, [match]);
      else present.push(match);
    }
  }
  return [...seen.values()].flatMap((matches) => countOf(matches, decision.direction, at, session) ?? []);
}

interface RecipientMatch {
  readonly match: TestingMatch;
  /** Every match of the setting for the recipient. */
  readonly partners: readonly string[];
}

/** A setting counts a recipient once, however many entries matched, with the worst that it would have done. */
function worstMatches({ testing }: RecipientDecision): Map<string, RecipientMatch> {
  const worst = new Map<string, RecipientMatch>();
  for (const match of testing) {
    if (!OUTCOMES.includes(match.wouldBe)) throw new TypeError('a match in testing mode must say what it `wouldBe`; give a decision of evaluate or enforce');
    const key = definitionKey(match);
    const present = worst.get(key);
    const partners = [...(present?.partners ?? []), ...partnerOf(match)];
    const isWorse = present === undefined || severity(match.wouldBe) > severity(present.match.wouldBe);
    worst.set(key, { match: isWorse ? match : present.match, partners });
  }
  return worst;
}

/** No path of an org unit has a control character (S-6.1). */
export function definitionKey({ setting, orgUnit }: { readonly setting: string; readonly orgUnit: string }): string {
  return `${orgUnit}\n${setting}`;
}

function countOf(matches: readonly RecipientMatch[], direction: Direction, at: number | null, session: Session | undefined): TestingCount | null {
  const [one] = matches;
  if (one === undefined) return null;
  const { setting, orgUnit } = one.match;
  const wouldBe: Record<Outcome, number> = { deliver: 0, pending: 0, bounce: 0, reject: 0 };
  const resultTypes: Partial<Record<ResultType, number>> = {};
  const partners: string[] = [];
  for (const { match, partners: own } of matches) {
    wouldBe[match.wouldBe] += 1;
    if (!isStopped(match.wouldBe)) continue;
    partners.push(...own);
    if (session === undefined) continue;
    for (const { type } of violationsOf(match.constraints, session, direction)) resultTypes[type] = (resultTypes[type] ?? 0) + 1;
  }
  const recipients = matches.length;
  return frozenCount({ setting, orgUnit, messages: 1, recipients, wouldBe, resultTypes, partners: firstPartners(partners), first: at, last: at });
}

/** Outbound the recipient's domain, inbound the author's; none where the partner is unknown. */
function partnerOf({ address }: TestingMatch): string[] {
  const parsed = typeof address === 'string' ? parseAddress(address, true) : null;
  return parsed === null ? [] : [parsed.domain];
}

function isStopped(outcome: Outcome): boolean {
  return severity(outcome) === STOPPED;
}

const STOPPED = 2;

/** `deliver` < `pending` < `bounce`, `reject`, which never meet. */
function severity(outcome: Outcome): number {
  switch (outcome) {
    case 'deliver':
      return 0;
    case 'pending':
      return 1;
    case 'bounce':
    case 'reject':
      return STOPPED;
  }
}
