// S-17.1: where one policy counts, a timeline decides exactly as that policy, and says until when.

import { expect, it } from 'vitest';
import { hitsARule } from './situation.js';
import { assertTimelineLaw, enginesAt, timesOf } from './timeline-case.js';

it('outside its windows a timeline decides as the policy of that time', () => {
  assertTimelineLaw((timelineCase, hit) => {
    const { timeline, cases } = timelineCase;
    for (const time of timesOf(timelineCase)) {
      const engines = enginesAt(timelineCase, time);
      const [engine] = engines;
      expect(timeline.at(time).versions.map(({ policy }) => policy)).toEqual(engines.map(({ policy }) => policy));
      if (engines.length > 1 || engine === undefined) continue;
      for (const { message, direction } of cases) {
        const decision = timeline.at(time).evaluate(message, direction);
        expect(decision).toEqual(engine.evaluate(message, direction));
        hit(decision.recipients.some(hitsARule));
      }
    }
  }, 0.2);
});

it('a timeline says when other policies will count', () => {
  assertTimelineLaw((timelineCase, hit) => {
    const { timeline } = timelineCase;
    const [start, end] = [timelineCase.versions[0]!.from, Math.max(...timelineCase.versions.map(({ until }) => until))];
    for (let time = start; time <= end; time++) {
      const { until, versions } = timeline.at(time);
      const next = Array.from({ length: end - time }, (_, index) => time + 1 + index).find((later) => timeline.at(later).versions !== versions);
      expect(until).toBe(next ?? null);
      hit(until !== null);
    }
  }, 0.2);
});
