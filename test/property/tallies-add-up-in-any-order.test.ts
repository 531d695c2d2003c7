// S-17.5: tallies of several nodes add up in any order and grouping, survive JSON, and count what testing observed.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testingTally } from '../../src/rollout/index.js';
import type { TestingFacts, TestingTally } from '../../src/rollout/index.js';
import type { Decision, Session } from '../../src/index.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { HitRate, RUNS } from './runs.js';
import { engineOf, situations } from './situation.js';

it('tallies add up in any order, and survive JSON', () => {
  const rate = new HitRate();
  const added = (tally: TestingTally, [decision, facts]: readonly [Decision, TestingFacts]): TestingTally => tally.add(decision, facts);
  fc.assert(
    fc.property(situations(), choiceRows(60), ({ policyCase, cases }, numbers) => {
      const choices = new Choices(numbers);
      const engine = engineOf(policyCase);
      const seen = cases.map(({ message, direction }): [Decision, TestingFacts] => {
        const session: Session | undefined = message.session;
        return [engine.evaluate(message, direction), { ...(choices.chance(70) && { at: choices.below(1000) }), ...(choices.chance(70) && session !== undefined && { session }) }];
      });
      const all = seen.reduce(added, testingTally());
      const nodes = [0, 1, 2].map((node) => seen.filter((_, index) => index % 3 === node).reduce(added, testingTally())) as [TestingTally, TestingTally, TestingTally];
      const [a, b, c] = nodes;
      expect(a.merge(b).merge(c).counts).toEqual(all.counts);
      expect(c.merge(b.merge(a)).counts).toEqual(all.counts);
      expect(b.merge(a).counts).toEqual(a.merge(b).counts);
      expect([...seen].reverse().reduce(added, testingTally()).counts).toEqual(all.counts);
      const stored = JSON.parse(JSON.stringify(all)) as TestingTally;
      expect(testingTally(stored).counts).toEqual(all.counts);
      expect(a.merge(JSON.parse(JSON.stringify(b)) as TestingTally).counts).toEqual(a.merge(b).counts);
      expect(recipientsCounted(all)).toBe(recipientsTested(seen.map(([decision]) => decision)));
      rate.count(all.counts.length > 0);
    }),
    { numRuns: Math.max(40, Math.ceil(RUNS / 12)) },
  );
  expect(rate.share).toBeGreaterThanOrEqual(0.1);
});

function recipientsCounted({ counts }: TestingTally): number {
  return counts.reduce((sum, { wouldBe: { deliver, pending, bounce, reject } }) => sum + deliver + pending + bounce + reject, 0);
}

/** A recipient once for every setting, wherever it is defined. */
function recipientsTested(decisions: readonly Decision[]): number {
  const recipients = decisions.flatMap((decision) => decision.recipients);
  return recipients.reduce((sum, { testing }) => sum + new Set(testing.map(({ setting, orgUnit }) => JSON.stringify([setting, orgUnit]))).size, 0);
}
