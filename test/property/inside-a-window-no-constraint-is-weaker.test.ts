// S-17.1, S-17.2: inside a window no constraint is weaker than any policy that counts has it, so a tightening acts from its first millisecond and a
// loosening when its window ends.

import { expect, it } from 'vitest';
import { join } from '../../src/index.js';
import type { Decision, PolicyEngine, RecipientDecision, TransportConstraints } from '../../src/index.js';
import { policyTimeline } from '../../src/rollout/index.js';
import { assertTimelineLaw, enginesAt, timesOf } from './timeline-case.js';

it('inside a window constraints are the join of those of every policy that counts', () => {
  let stricterThanEach = 0;
  assertTimelineLaw((timelineCase, hit) => {
    for (const time of timesOf(timelineCase)) {
      const engines = enginesAt(timelineCase, time);
      for (const { message, direction } of timelineCase.cases) {
        const decision = timelineCase.timeline.at(time).evaluate(message, direction);
        const each = engines.map((engine) => engine.evaluate(message, direction));
        const newest = each.at(-1)!;
        decision.recipients.forEach((recipient, index) => {
          const own = each.map(({ recipients }) => recipients[index]!);
          checkJoined(recipient, own);
          if (own.every(({ constraints }) => !same(constraints, recipient.constraints))) stricterThanEach += 1;
        });
        expect(decision.constraints).toEqual(each.map(({ constraints }) => constraints).reduce(join));
        expect({ author: decision.author, replyProfile: decision.replyProfile, direction: decision.direction }).toEqual({ author: newest.author, replyProfile: newest.replyProfile, direction });
        hit(engines.length > 1 && differ(each));
      }
    }
  }, 0.1);
  expect(stricterThanEach).toBeGreaterThan(0);
});

function checkJoined(joined: RecipientDecision, each: readonly RecipientDecision[]): void {
  const newest = each.at(-1)!;
  for (const { constraints } of each) expect(join(constraints, joined.constraints)).toEqual(joined.constraints);
  expect(joined.constraints).toEqual(each.map(({ constraints }) => constraints).reduce(join));
  expect(joined.secureTransport).toBe(each.some(({ secureTransport }) => secureTransport));
  expect([joined.orgUnit, joined.orgUnitSource, joined.testing]).toEqual([newest.orgUnit, newest.orgUnitSource, newest.testing]);
  const texts = (matches: readonly unknown[]): string[] => matches.map((match) => JSON.stringify(match));
  const united = new Set(each.flatMap(({ determinedBy }) => texts(determinedBy)));
  expect(joined.determinedBy).toHaveLength(united.size);
  expect(new Set(texts(joined.determinedBy))).toEqual(united);
  expect(each.map(({ route }) => route)).toContainEqual(joined.route);
}

it('a tightening acts from the first millisecond, and a loosening when the window ends', () => {
  const seen = { tightened: 0, loosened: 0 };
  assertTimelineLaw(({ versions, cases, choices }, hit) => {
    const [before, after] = choices.pick([[0, 1], [1, 2], [2, 0]]).map((index) => versions[index]!.engine) as [PolicyEngine, PolicyEngine];
    const propagation = 1 + choices.below(100);
    const timeline = policyTimeline([{ engine: before, from: 0 }, { engine: after, from: 10, propagation }]);
    for (const { message, direction } of cases) {
      const [old, now] = [before, after].map((engine) => engine.evaluate(message, direction).constraints) as [TransportConstraints, TransportConstraints];
      const at = (time: number): TransportConstraints => timeline.at(time).evaluate(message, direction).constraints;
      expect([at(9), at(10 + propagation)]).toEqual([old, now]);
      for (const time of [10, 10 + propagation - 1]) expect(at(time)).toEqual(join(old, now));
      const isTighter = !same(old, now) && same(join(old, now), now);
      const isLooser = !same(old, now) && same(join(old, now), old);
      if (isTighter) seen.tightened += 1;
      if (isLooser) seen.loosened += 1;
      hit(isTighter || isLooser);
    }
  }, 0.1);
  expect(Math.min(seen.tightened, seen.loosened)).toBeGreaterThan(0);
});

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function differ(decisions: readonly Decision[]): boolean {
  return decisions.some((decision) => !same(decision, decisions[0]));
}
