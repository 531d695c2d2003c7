// S-13.4, S-13.5: an effect comes with a message that both policies treat as it says.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compilePolicy } from '../../src/index.js';
import type { CompileOptions, PolicyEngine } from '../../src/index.js';
import { policyEffects } from '../../src/effects/policy-effects.js';
import type { PolicyEffect } from '../../src/effects/policy-effects.js';
import { publicSuffixOrganizationalDomain } from '../../src/evaluate/organizational-domain.js';
import { changeSituations, treatment } from './change-situation.js';
import { assertUntil, HitRate, RUNS } from './runs.js';

it('the example of an effect is treated by both policies as the effect says', () => {
  const rates = { loosened: new HitRate(), tightened: new HitRate(), mixed: new HitRate(), same: new HitRate() };
  const [inbound, routes, testing] = [new HitRate(), new HitRate(), new HitRate()];
  assertUntil(
    fc.property(changeSituations(), (situation) => {
      if (situation === null) return;
      const { before, after, options } = situation;
      const { orgUnitOf, organizationalDomain = publicSuffixOrganizationalDomain } = options;
      for (const effect of policyEffects(before, after, { orgUnitOf, organizationalDomain })) {
        for (const tendency of ['loosened', 'tightened', 'mixed', 'same'] as const) rates[tendency].count(effect.tendency === tendency);
        inbound.count(effect.direction === 'inbound');
        routes.count(effect.routeChanges);
        testing.count(effect.testingChanges);
        expectShown(effect, (compileOptions) => [compilePolicy(before, compileOptions), compilePolicy(after, compileOptions)], options);
      }
    }),
    Math.max(40, Math.ceil(RUNS / 4)),
    () => rates.mixed.share > 0,
  );
  expect(Math.min(rates.loosened.share, rates.tightened.share, rates.same.share, inbound.share, routes.share, testing.share)).toBeGreaterThan(0.02);
  expect(rates.mixed.share).toBeGreaterThan(0);
});

function expectShown(effect: PolicyEffect, engines: (options: CompileOptions) => [PolicyEngine, PolicyEngine], options: CompileOptions): void {
  const { message, placed } = effect.example;
  const placing = placed === null ? options : { ...options, orgUnitOf: (address: string) => (address === placed.address ? placed.orgUnit : undefined) };
  const decisions = engines(placing).map((engine) => engine.evaluate(message, effect.direction));
  const [before, after] = decisions.map(({ recipients: [recipient] }) => recipient);
  if (before === undefined || after === undefined) throw new Error('an example has one recipient');
  expect(treatment(before)).not.toEqual(treatment(after));
  expect([before.constraints, after.constraints]).toEqual([effect.before.constraints, effect.after.constraints]);
  expect([before.outcome, after.outcome]).toEqual([effect.example.before, effect.example.after]);
  expect(effect.orgUnits).toContainEqual({ before: before.orgUnit, after: after.orgUnit });
  if (effect.tendency !== 'same') expect(before.outcome).not.toBe(after.outcome);
}
