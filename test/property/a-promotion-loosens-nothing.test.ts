// S-17.6: whatever the numbers say, promoting a setting loosens nothing: where it would take the place of a stricter one it stays in testing mode.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffPolicies } from '../../src/diff/index.js';
import { parsePolicy } from '../../src/index.js';
import type { Policy, PolicyInput } from '../../src/index.js';
import { promote } from '../../src/rollout/index.js';
import type { SettingPlace } from '../../src/rollout/index.js';
import { policyCases } from '../arbitraries/policy.js';
import { HitRate, RUNS } from './runs.js';
import { copyOf } from './situation.js';

const LENIENT = { leastRecipients: 1, leastSpan: 0, greatestFailureShare: 1, greatestPendingShare: 1 };

it('a promotion loosens nothing, and what it refuses would often have loosened something', () => {
  const [promoted, rightlyRefused] = [new HitRate(), new HitRate()];
  fc.assert(
    fc.property(fc.noBias(policyCases()), ({ policy }) => {
      for (const place of placesOf(policy)) {
        const [tested, enforced] = [withMode(policy, place, 'testing'), withMode(policy, place, 'enforce')];
        if (tested === null || enforced === null) continue;
        const result = promote(tested, place, { counts: [{ ...place, ...GOOD }] }, LENIENT);
        const loosened = diffPolicies(tested, enforced).effects.some(({ tendency }) => tendency === 'loosened' || tendency === 'mixed');
        promoted.count(result.ok);
        if (result.ok) expect(loosened).toBe(false);
        else rightlyRefused.count(loosened);
      }
    }),
    { numRuns: Math.max(20, Math.ceil(RUNS / 20)) },
  );
  expect(promoted.share).toBeGreaterThan(0.5);
  expect(promoted.share).toBeLessThan(0.95);
  expect(rightlyRefused.share).toBeGreaterThan(0.2);
});

const GOOD = { messages: 1, recipients: 1, wouldBe: { deliver: 1, pending: 0, bounce: 0, reject: 0 }, resultTypes: {}, partners: [], first: 0, last: 0 };

function placesOf({ orgUnits = [] }: PolicyInput): SettingPlace[] {
  return orgUnits.flatMap(({ path, settings = [] }) => settings.map(({ id }) => ({ orgUnit: path, setting: id })));
}

/** Null where the setting cannot be so. */
function withMode(policy: PolicyInput, { orgUnit, setting }: SettingPlace, mode: 'testing' | 'enforce'): Policy | null {
  const copy = copyOf(policy);
  const found = copy.orgUnits?.find(({ path }) => path === orgUnit)?.settings?.find(({ id }) => id === setting);
  Object.assign(found ?? {}, { mode, enabled: true });
  const parsed = parsePolicy(copy);
  return parsed.ok ? parsed.policy : null;
}
