// S-13: if two policies differ in no effect, no message gets other constraints, another route, outcome or testing result; and whatever a message shows,
// an effect says.

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compilePolicy } from '../../src/index.js';
import { policyEffects } from '../../src/effects/policy-effects.js';
import { publicSuffixOrganizationalDomain } from '../../src/evaluate/organizational-domain.js';
import { changeSituations, treatment } from './change-situation.js';
import type { ChangeSituation } from './change-situation.js';
import { HitRate, RUNS } from './runs.js';

it('what a message shows, the effects say', () => {
  const [empty, shown] = [new HitRate(), new HitRate()];
  fc.assert(
    fc.property(changeSituations(), (situation) => {
      if (situation === null) return;
      const effects = effectsOf(situation);
      empty.count(effects.length === 0);
      const differing = differences(situation);
      for (const direction of differing) expect(effects.map((effect) => effect.direction)).toContain(direction);
      shown.count(differing.length > 0);
    }),
    { numRuns: Math.max(40, Math.ceil(RUNS / 2)) },
  );
  expect(empty.share).toBeGreaterThan(0.1);
  expect(shown.share).toBeGreaterThan(0.15);
});

function effectsOf({ before, after, options }: ChangeSituation): ReturnType<typeof policyEffects> {
  const { orgUnitOf, organizationalDomain = publicSuffixOrganizationalDomain } = options;
  return policyEffects(before, after, { orgUnitOf, organizationalDomain });
}

/** The directions of the messages that the policies treat otherwise. */
function differences({ before, after, options, cases }: ChangeSituation): string[] {
  const [first, second] = [compilePolicy(before, options), compilePolicy(after, options)];
  return cases
    .filter(({ message, direction }) => {
      const [a, b] = [first.evaluate(message, direction), second.evaluate(message, direction)];
      return a.outcome !== b.outcome || !isDeepStrictEqual(a.recipients.map(treatment), b.recipients.map(treatment));
    })
    .map(({ direction }) => direction);
}
