// S-9.4: an attempt bounces exactly if a host violated, none could be used and every host was reached, in whatever order they were tried.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgeAttempt } from '../../src/attempt/attempt-outcome.js';
import type { AddressOutcome, TriedAddress } from '../../src/attempt/attempt-outcome.js';
import { HitRate, RUNS } from './runs.js';

const OUTCOMES: readonly AddressOutcome[] = ['deliver', 'bounce', 'undeliverable', 'defer', 'out-of-reach'];

/** Few hosts, so that addresses share one; `deliver` and `defer` seldom, as each of them settles the matter. */
const address: fc.Arbitrary<TriedAddress> = fc.record({
  host: fc.constantFrom('mx1', 'mx2', 'mx3'),
  outcome: fc.oneof({ weight: 6, arbitrary: fc.constantFrom<AddressOutcome>('bounce', 'undeliverable', 'out-of-reach') }, { weight: 1, arbitrary: fc.constantFrom(...OUTCOMES) }),
});
const attempt = fc.array(address, { maxLength: 6 });

it('an attempt bounces exactly if a host violated, none could be used, and every one was reached', () => {
  const bounces = new HitRate();
  fc.assert(
    fc.property(attempt, (tried) => {
      const { outcome, decisive } = judgeAttempt(tried);
      const hosts = new Set(tried.map(({ host }) => host));
      const reached = (name: string): boolean => tried.some(({ host, outcome: one }) => host === name && one !== 'out-of-reach');
      const has = (wanted: AddressOutcome): boolean => tried.some(({ outcome: one }) => one === wanted);
      const settled = !has('deliver') && !has('defer') && [...hosts].every(reached);
      expect(outcome === 'bounce').toBe(settled && has('bounce'));
      expect(outcome === 'deliver').toBe(has('deliver'));
      expect(outcome === 'undeliverable').toBe(settled && !has('bounce') && has('undeliverable'));
      expect(decisive === null).toBe(tried.length === 0);
      bounces.count(outcome === 'bounce');
    }),
    { numRuns: RUNS },
  );
  expect(bounces.share).toBeGreaterThan(0.15);
});

it('the order in which addresses are tried does not matter', () => {
  fc.assert(
    fc.property(attempt.chain((tried) => fc.tuple(fc.constant(tried), fc.shuffledSubarray(tried, { minLength: tried.length }))), ([tried, shuffled]) => {
      expect(judgeAttempt(shuffled).outcome).toBe(judgeAttempt(tried).outcome);
    }),
    { numRuns: RUNS },
  );
});

it('one more host that takes the mail delivers it, and one that could not be reached makes no bounce', () => {
  const hits = new HitRate();
  fc.assert(
    fc.property(attempt, (tried) => {
      const before = judgeAttempt(tried).outcome;
      expect(judgeAttempt([...tried, { host: 'mx4', outcome: 'deliver' }]).outcome).toBe('deliver');
      expect(judgeAttempt([...tried, { host: 'mx4', outcome: 'out-of-reach' }]).outcome).toBe(before === 'deliver' ? 'deliver' : 'defer');
      hits.count(before === 'bounce' || before === 'undeliverable');
    }),
    { numRuns: RUNS },
  );
  expect(hits.share).toBeGreaterThan(0.2);
});
