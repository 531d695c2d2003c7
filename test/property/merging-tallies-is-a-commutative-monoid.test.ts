// S-17.5: in whatever order and grouping tallies are merged, the same comes of it; and a tally of everything is the merger of tallies of its parts.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Decision } from '../../src/index.js';
import { mergeTallies, testingTally } from '../../src/rollout/index.js';
import { HitRate, RUNS } from './runs.js';
import { engineOf, situations } from './situation.js';

it('tallies merge in any order and grouping', () => {
  const counted = new HitRate();
  fc.assert(
    fc.property(situations(), fc.nat(5), ({ policyCase, cases }, cut) => {
      const engine = engineOf(policyCase);
      const decisions = cases.map(({ message, direction }): Decision => engine.evaluate(message, direction));
      const [a, b, c] = [decisions.slice(0, cut), decisions.slice(cut, cut + 1), decisions.slice(cut + 1)].map((part) => testingTally(part)) as [Tally, Tally, Tally];
      const all = testingTally(decisions);
      counted.count(all.settings.length > 0);
      expect(mergeTallies(mergeTallies(a, b), c)).toEqual(all);
      expect(mergeTallies(c, mergeTallies(b, a))).toEqual(all);
      expect(mergeTallies(all, testingTally([]))).toEqual(all);
      expect(JSON.parse(JSON.stringify(all))).toEqual(all);
    }),
    { numRuns: Math.max(20, Math.ceil(RUNS / 6)) },
  );
  expect(counted.share).toBeGreaterThan(0.1);
});

type Tally = ReturnType<typeof testingTally>;
