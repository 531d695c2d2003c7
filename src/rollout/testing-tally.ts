// What settings in testing mode would have done to real mail, counted (S-17.5). A tally is plain data: kept as JSON, merged from several nodes.

import type { Decision, RecipientDecision, TestingMatch } from '../model/decision.js';
import { byCodeUnits } from '../model/text.js';

export interface TestingTally {
  /** Sorted by org unit and setting; those that nothing matched are not there. */
  readonly settings: readonly TestingCount[];
}

/** Recipients of messages that one setting in testing mode matched, by what would have come of them. */
export interface TestingCount {
  readonly setting: string;
  /** Where it is defined. */
  readonly orgUnit: string;
  readonly delivered: number;
  /** The session was not known: nothing can be said. */
  readonly pending: number;
  readonly bounced: number;
  readonly rejected: number;
  /** Addresses of partners whose mail would have been bounced or rejected: the first {@link MOST_PARTNERS} by code units, of however many. */
  readonly partners: readonly string[];
}

/** How many partners a count names. */
const MOST_PARTNERS = 20;

/**
 * Counts what settings in testing mode would have done.
 *
 * @param decisions - of `evaluate` with a session, or of `enforce`: without a session everything is pending
 * @example testingTally(decisions).settings[0] // { setting: 'partners', orgUnit: '/', delivered: 120, pending: 0, bounced: 2, rejected: 0, partners: [...] }
 * @see clauses S-7.6, S-17.5
 */
export function testingTally(decisions: Iterable<Decision>): TestingTally {
  const counts = new Counts();
  for (const decision of decisions) for (const recipient of decision.recipients) countRecipient(counts, recipient);
  return counts.tally();
}

/**
 * The tally of everything that either counted. In any order and grouping the same comes of it.
 *
 * @example tallies.reduce(mergeTallies, testingTally([]))
 */
export function mergeTallies(a: TestingTally, b: TestingTally): TestingTally {
  const counts = new Counts();
  for (const count of [...a.settings, ...b.settings]) counts.add(count);
  return counts.tally();
}

/** A setting that matched by several lists counts once a recipient. */
function countRecipient(counts: Counts, { testing }: RecipientDecision): void {
  const matched = new Map<string, TestingMatch[]>();
  for (const match of testing) matched.set(keyOf(match), [...(matched.get(keyOf(match)) ?? []), match]);
  for (const matches of matched.values()) {
    const [{ setting, orgUnit, wouldBe }] = matches as [TestingMatch];
    const violates = wouldBe === 'bounce' || wouldBe === 'reject';
    counts.add({
      setting,
      orgUnit,
      delivered: Number(wouldBe === 'deliver'),
      pending: Number(wouldBe === 'pending'),
      bounced: Number(wouldBe === 'bounce'),
      rejected: Number(wouldBe === 'reject'),
      partners: violates ? matches.flatMap(({ address }) => address ?? []) : [],
    });
  }
}

class Counts {
  private readonly byName = new Map<string, TestingCount & { partners: string[] }>();

  add(count: TestingCount): void {
    const known = this.byName.get(keyOf(count));
    this.byName.set(keyOf(count), known === undefined ? { ...count, partners: firstOf(count.partners) } : sumOf(known, count));
  }

  tally(): TestingTally {
    return { settings: [...this.byName.values()].sort((a, b) => byCodeUnits(a.orgUnit, b.orgUnit) || byCodeUnits(a.setting, b.setting)) };
  }
}

function sumOf(a: TestingCount & { partners: string[] }, b: TestingCount): TestingCount & { partners: string[] } {
  return {
    setting: a.setting,
    orgUnit: a.orgUnit,
    delivered: a.delivered + b.delivered,
    pending: a.pending + b.pending,
    bounced: a.bounced + b.bounced,
    rejected: a.rejected + b.rejected,
    partners: b.partners.length === 0 ? a.partners : firstOf([...a.partners, ...b.partners]),
  };
}

function firstOf(partners: readonly string[]): string[] {
  return [...new Set(partners)].sort(byCodeUnits).slice(0, MOST_PARTNERS);
}

function keyOf({ setting, orgUnit }: { readonly setting: string; readonly orgUnit: string }): string {
  return `${orgUnit}\n${setting}`;
}
