// S-17.1, S-17.2: outside windows a timeline decides as the policy of the time; while a change travels no constraint is weaker than that of any policy that
// counts, and none is stricter than all of them together.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compilePolicy, enforce, join, opportunistic } from '../../src/index.js';
import type { Decision, Direction, Message, PolicyEngine, RecipientDecision } from '../../src/index.js';
import { policyTimeline } from '../../src/rollout/index.js';
import { changeSituations } from './change-situation.js';
import { HitRate, RUNS } from './runs.js';
import { hitsARule } from './situation.js';

const HOUR = 3_600_000;

it('a change that tightens acts at once, one that loosens when its window is over', () => {
  const [differing, matching] = [new HitRate(), new HitRate()];
  fc.assert(
    fc.property(changeSituations(), (situation) => {
      if (situation === null) return;
      const { before, after, options, cases } = situation;
      const timeline = policyTimeline([{ policy: after, from: 10 * HOUR, propagation: 2 * HOUR }, { policy: before, from: 0 }], options);
      const [older, newer] = [compilePolicy(before, options), compilePolicy(after, options)];
      for (const { message, direction, unreadable } of cases) {
        const decide = (engine: Pick<PolicyEngine, 'evaluate'>): Decision => engine.evaluate(message, direction);
        expect(decide(timeline.at(10 * HOUR - 1))).toEqual(decide(older));
        expect(decide(timeline.at(12 * HOUR))).toEqual(decide(newer));
        const [was, is] = [decide(older), decide(newer)];
        differing.count(was.recipients.some(({ constraints }, index) => JSON.stringify(constraints) !== JSON.stringify(is.recipients[index]?.constraints)));
        matching.count(is.recipients.some(hitsARule));
        for (const time of [10 * HOUR, 12 * HOUR - 1]) expectJoined(decide(timeline.at(time)), was, is);
        if (!unreadable) expectEnforceable(timeline.at(11 * HOUR), message, direction);
      }
    }),
    { numRuns: Math.max(30, Math.ceil(RUNS / 6)) },
  );
  expect(differing.share).toBeGreaterThan(0.03);
  expect(matching.share).toBeGreaterThan(0.2);
});

/** From a queue as well, with a session or none before. */
function expectEnforceable(policies: Pick<PolicyEngine, 'evaluate'>, message: Message, direction: Direction): void {
  const session = { tls: true, version: 'TLSv1.2', certificate: { trusted: true, hostnameMatches: false } } as const;
  const queued = JSON.parse(JSON.stringify(policies.evaluate(message, direction))) as Decision;
  expect(enforce(queued, session)).toEqual(JSON.parse(JSON.stringify(policies.evaluate({ ...message, session }, direction))));
}

function expectJoined(joined: Decision, was: Decision, is: Decision): void {
  expect(joined.recipients.map(({ constraints }) => constraints)).toEqual(is.recipients.map(({ constraints }, index) => join(constraints, was.recipients[index]?.constraints ?? opportunistic)));
  expect(joined.recipients.map(({ orgUnit, testing }) => [orgUnit, testing.map(({ setting }) => setting)])).toEqual(is.recipients.map(({ orgUnit, testing }) => [orgUnit, testing.map(({ setting }) => setting)]));
  if (joined.direction === 'outbound') expect(joined.deliveries.flatMap(({ recipients }) => recipients).sort((a, b) => a - b)).toEqual(joined.recipients.map((_one, index) => index));
  for (const { recipients, constraints, route } of joined.deliveries) {
    for (const index of recipients) expect([joined.recipients[index]?.constraints, joined.recipients[index]?.route]).toEqual([constraints, route]);
  }
  joined.recipients.forEach((recipient, index) => expectDetermined(recipient, [is.recipients[index], was.recipients[index]]));
}

/** What determined either is there, once. */
function expectDetermined({ determinedBy }: RecipientDecision, parts: readonly (RecipientDecision | undefined)[]): void {
  const texts = determinedBy.map((match) => JSON.stringify(match));
  expect(new Set(texts).size).toBe(texts.length);
  expect(new Set(texts)).toEqual(new Set(parts.flatMap((part) => part?.determinedBy.map((match) => JSON.stringify(match)) ?? [])));
}
