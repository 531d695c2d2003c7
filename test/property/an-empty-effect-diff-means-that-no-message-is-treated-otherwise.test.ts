// S-13: if two policies differ in no effect, no message gets other constraints, another route, outcome or testing result; and whatever a message shows,
// an effect says.

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compilePolicy } from '../../src/index.js';
import type { Direction, RecipientDecision } from '../../src/index.js';
import { policyEffects } from '../../src/effects/policy-effects.js';
import type { PolicyEffect } from '../../src/effects/policy-effects.js';
import type { Treatment } from '../../src/effects/treatment.js';
import { publicSuffixOrganizationalDomain } from '../../src/evaluate/organizational-domain.js';
import { changeSituations, treatment } from './change-situation.js';
import type { ChangeSituation } from './change-situation.js';
import { HitRate, RUNS } from './runs.js';

it('what a message shows, the effects say', () => {
  const [empty, shown, single] = [new HitRate(), new HitRate(), new HitRate()];
  fc.assert(
    fc.property(changeSituations(), (situation) => {
      if (situation === null) return;
      const effects = effectsOf(situation);
      empty.count(effects.length === 0);
      const differences = differencesIn(situation);
      shown.count(differences.length > 0);
      for (const difference of differences) {
        expect(effects.map((effect) => effect.direction)).toContain(difference.direction);
        single.count(difference.isSingle);
        if (difference.isSingle) expect(effects.some((effect) => says(effect, difference)) ? [] : [difference, effects]).toEqual([]);
      }
    }),
    { numRuns: Math.max(40, Math.ceil(RUNS / 4)) },
  );
  expect(empty.share).toBeGreaterThan(0.1);
  expect(shown.share).toBeGreaterThan(0.15);
  expect(single.share).toBeGreaterThan(0.5);
});

function effectsOf({ before, after, options }: ChangeSituation): PolicyEffect[] {
  const { orgUnitOf, organizationalDomain = publicSuffixOrganizationalDomain } = options;
  return policyEffects(before, after, { orgUnitOf, organizationalDomain });
}

interface Difference {
  readonly direction: Direction;
  readonly before: RecipientDecision;
  readonly after: RecipientDecision;
  /** The recipient's treatment is that of one correspondent: several authors add theirs up. */
  readonly isSingle: boolean;
}

/** The recipients that the policies treat otherwise. */
function differencesIn({ before, after, options, cases }: ChangeSituation): Difference[] {
  const [first, second] = [compilePolicy(before, options), compilePolicy(after, options)];
  return cases.flatMap(({ message, direction }) => {
    const [a, b] = [first.evaluate(message, direction), second.evaluate(message, direction)];
    const isSingle = a.author === null || !a.author.known || a.author.mailboxes.length === 1;
    return a.recipients.flatMap((recipient, index): Difference[] => {
      const other = b.recipients[index];
      if (other === undefined) throw new Error('both policies decide about the same recipients');
      const same = recipient.outcome === other.outcome && isDeepStrictEqual(treatment(recipient), treatment(other));
      return same ? [] : [{ direction, before: recipient, after: other, isSingle }];
    });
  });
}

/** The route of an address literal can be its own and one that the policy names, so it is not looked at here. */
function says(effect: PolicyEffect, { direction, before, after }: Difference): boolean {
  return (
    effect.direction === direction &&
    effect.orgUnits.some((units) => units.before === before.orgUnit && units.after === after.orgUnit) &&
    isTreatedAs(effect.before, before) &&
    isTreatedAs(effect.after, after)
  );
}

function isTreatedAs(treated: Treatment, { recipient, constraints, route, testing }: RecipientDecision): boolean {
  const observed = (matches: readonly { setting: string; orgUnit: string }[]): string[] => [...new Set(matches.map(({ setting, orgUnit }) => `${orgUnit} ${setting}`))].sort();
  const sameRoute = recipient.includes('[') || isDeepStrictEqual(treated.route, route?.kind === 'host' ? route : null);
  return sameRoute && isDeepStrictEqual(treated.constraints, constraints) && isDeepStrictEqual(observed(treated.testing), observed(testing));
}
