// S-13.6: of a setting that is said to change nothing, removing it changes no decision; of one that is said to match nobody, no decision about an address
// that can be read names it. S-14.3: those that are said to be removable can be removed together.

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compilePolicy, parsePolicy } from '../../src/index.js';
import type { PolicyInput } from '../../src/index.js';
import { settingEffects } from '../../src/effects/setting-effects.js';
import { publicSuffixOrganizationalDomain } from '../../src/evaluate/organizational-domain.js';
import { treatment } from './change-situation.js';
import { assertUntil, HitRate, RUNS } from './runs.js';
import { optionsOf, situations } from './situation.js';

it('a setting that changes nothing can be removed, and one that matches nobody is named by no decision', () => {
  const [idle, unmatched, kept] = [new HitRate(), new HitRate(), new HitRate()];
  assertUntil(
    fc.property(situations(), ({ policyCase, cases }) => {
      const { organizationalDomain = publicSuffixOrganizationalDomain, ...others } = optionsOf(policyCase);
      const options = { ...others, organizationalDomain };
      const parsed = parsePolicy(policyCase.policy);
      if (!parsed.ok) throw new Error('the policy should be valid');
      const engine = compilePolicy(parsed.policy, options);
      const decisions = cases.map(({ message, direction, read }) => ({ message, direction, read, decision: engine.evaluate(message, direction) }));
      const effects = settingEffects(parsed.policy, { orgUnitOf: options.orgUnitOf, organizationalDomain });
      const removable = effects.filter((effect) => effect.removable);
      const left = parsePolicy(removable.reduce((policy, { orgUnit, setting }) => without(policy, orgUnit, setting), policyCase.policy));
      if (removable.length > 1 && left.ok) {
        const other = compilePolicy(left.policy, options);
        for (const { message, direction, decision } of decisions) expect(other.evaluate(message, direction).recipients.map(treatment)).toEqual(decision.recipients.map(treatment));
      }
      for (const { orgUnit, setting, changesNothing, matches, removable: canGo } of effects) {
        if (changesNothing) kept.count(!canGo);
        else expect(canGo).toBe(false);
        idle.count(changesNothing);
        unmatched.count(!matches);
        if (!matches) {
          for (const { decision } of decisions) {
            const named = decision.recipients.flatMap(({ determinedBy, testing }) => [...determinedBy, ...testing]).filter((match) => match.setting === setting && match.orgUnit === orgUnit);
            expect(named.filter(({ address }) => address !== null)).toEqual([]);
          }
        }
        const rest = parsePolicy(without(policyCase.policy, orgUnit, setting));
        if (!changesNothing || !rest.ok) continue;
        const other = compilePolicy(rest.policy, options);
        for (const { message, direction, decision } of decisions) {
          expect(isDeepStrictEqual(other.evaluate(message, direction).recipients.map(treatment), decision.recipients.map(treatment))).toBe(true);
        }
      }
    }),
    Math.max(20, Math.ceil(RUNS / 6)),
    () => unmatched.share > 0 && kept.share > 0,
  );
  expect(idle.share).toBeGreaterThan(0.05);
  expect(unmatched.share).toBeGreaterThan(0);
  expect(kept.share).toBeGreaterThan(0);
});

function without(policy: PolicyInput, orgUnit: string, setting: string): PolicyInput {
  const orgUnits = (policy.orgUnits ?? []).map((unit) => (unit.path === orgUnit ? { ...unit, settings: (unit.settings ?? []).filter(({ id }) => id !== setting) } : unit));
  return { ...policy, orgUnits };
}
