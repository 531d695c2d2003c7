// S-18.7: what the arbitraries of smtp-tls-policy/testing draw belongs together: policies are valid, and of their messages most match a setting.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compilePolicy, parsePolicy } from '../../src/index.js';
import type { Decision } from '../../src/index.js';
import { arbitraries } from '../../src/testing/index.js';
import { policyCases } from '../arbitraries/policy.js';
import { HitRate, RUNS } from './runs.js';
import { hitsARule } from './situation.js';

const { message, policyAndMessage } = arbitraries(fc);
const MESSAGES = 4;

it('a policy and a message drawn together: valid, and at least 40 % of the messages match a setting', () => {
  const all = new HitRate();
  const byDirection = { inbound: new HitRate(), outbound: new HitRate() };
  fc.assert(
    fc.property(policyAndMessage(), ({ policy, message: drawn, direction }) => {
      expect(parsePolicy(policy)).toMatchObject({ ok: true });
      const hit = isHit(compilePolicy(policy).evaluate(drawn, direction));
      all.count(hit);
      byDirection[direction].count(hit);
    }),
    { numRuns: RUNS },
  );
  expect(all.share).toBeGreaterThanOrEqual(0.4);
  expect([byDirection.inbound.share, byDirection.outbound.share].filter((share) => share < 0.4)).toEqual([]);
});

it('messages drawn for any policy: at least 40 % match a setting, if one of that direction ever does', () => {
  const rate = new HitRate();
  fc.assert(
    fc.property(policyCases(), fc.constantFrom('inbound', 'outbound'), fc.nat(), ({ policy }, direction, seed) => {
      const engine = compilePolicy(policy);
      const hits = fc.sample(message(policy, direction), { numRuns: MESSAGES, seed }).map((drawn) => isHit(engine.evaluate(drawn, direction)));
      if (hits.includes(true)) hits.forEach((hit) => rate.count(hit));
    }),
    { numRuns: Math.max(20, Math.ceil(RUNS / MESSAGES / 2)) },
  );
  expect(rate.share).toBeGreaterThanOrEqual(0.4);
});

function isHit({ recipients }: Decision): boolean {
  return recipients.some(hitsARule);
}
