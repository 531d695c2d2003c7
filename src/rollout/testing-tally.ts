// Counts of what settings in testing mode would have done: added up message by message, on several nodes, and kept as JSON (S-17.5).

import { assertDecision } from '../evaluate/decision-shape.js';
import type { Decision } from '../model/decision.js';
import type { Session } from '../model/message.js';
import { describeValue, quote } from '../model/quotation.js';
import { countsOf, definitionKey } from './decision-counts.js';
import { checkInstant } from './instant.js';
import type { Instant } from './instant.js';
import { readTallyData } from './tally-data.js';
import { addCounts, byDefinition } from './testing-count.js';
import type { TestingCount } from './testing-count.js';

/** What is known beside the decision. */
export interface TestingFacts {
  /** When the message was seen. Without it no time span is known, and nothing is promoted that must have been tested for a time. */
  readonly at?: Instant;
  /** The session of the decision, for result types. */
  readonly session?: Session;
}

/** A tally as JSON has it. */
export interface TestingTallyData {
  readonly counts: readonly TestingCount[];
}

/** Immutable: what adds to a tally gives another. */
export interface TestingTally extends TestingTallyData {
  /** By setting and the org unit that defines it. Settings that matched nobody have none. */
  readonly counts: readonly TestingCount[];
  /** What is counted of a setting, or null where it matched nobody. */
  count(setting: string, orgUnit: string): TestingCount | null;
  /**
   * A tally with one more decision: of `evaluate` with a session, or of `enforce`. Add each message once, when its session is known.
   * @throws TypeError for what is no decision, and for facts that are not what they should be
   */
  add(decision: Decision, facts?: TestingFacts): TestingTally;
  /** The tallies of two nodes or two days together. @throws TypeError for what is no tally */
  merge(other: TestingTally | TestingTallyData): TestingTally;
  /** Plain data, which `testingTally` takes. */
  toJSON(): TestingTallyData;
}

/**
 * A tally of what settings in testing mode would have done.
 *
 * @param data - a tally that went through JSON; default: nothing counted yet
 * @throws TypeError for what is no tally
 * @example
 * const tally = testingTally().add(enforce(decision, session), { at: Date.now(), session });
 * tally.count('partners', '/')?.wouldBe.bounce;
 * @see clauses S-7.6, S-17.5
 */
export function testingTally(data: TestingTallyData = { counts: [] }): TestingTally {
  return tallyOf(added(new Map(), readTallyData(data)));
}

type Counts = ReadonlyMap<string, TestingCount>;

function tallyOf(counts: Counts): TestingTally {
  const sorted = Object.freeze([...counts.values()].sort(byDefinition));
  const tally: TestingTally = Object.freeze({
    counts: sorted,
    count: (setting: string, orgUnit: string) => counts.get(definitionKey({ setting, orgUnit })) ?? null,
    add: (decision: Decision, facts: TestingFacts = {}) => {
      assertDecision(decision);
      const { at, session } = checkFacts(facts);
      const more = countsOf(decision, at === undefined ? null : checkInstant(at, '`at`'), session);
      return more.length === 0 ? tally : tallyOf(added(counts, more));
    },
    merge: (other: TestingTally | TestingTallyData) => tallyOf(added(counts, readTallyData(other))),
    toJSON: () => ({ counts: sorted }),
  });
  return tally;
}

function added(counts: Counts, more: readonly TestingCount[]): Counts {
  const sum = new Map(counts);
  for (const count of more) {
    const key = definitionKey(count);
    const present = sum.get(key);
    sum.set(key, present === undefined ? count : addCounts(present, count));
  }
  return sum;
}

const FACTS: readonly string[] = ['at', 'session'];

/** A misspelt fact would be one that is quietly not there (S-12.4). */
function checkFacts(facts: TestingFacts): TestingFacts {
  if (typeof facts !== 'object' || (facts as TestingFacts | null) === null) throw new TypeError(`the facts of a decision are an object with ${FACTS.join(', ')}, not ${describeValue(facts)}`);
  const unknown = Object.keys(facts).find((key) => !FACTS.includes(key));
  if (unknown !== undefined) throw new TypeError(`there is no fact ${quote(unknown)} of a decision; there are ${FACTS.join(', ')}`);
  return facts;
}
