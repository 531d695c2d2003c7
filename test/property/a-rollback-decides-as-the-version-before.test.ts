// S-17.4: a rollback is one call; inside its window nothing is weaker than what it rolls back, and after it everything is as the version before decided.

import { expect, it } from 'vitest';
import { join } from '../../src/index.js';
import type { Decision } from '../../src/index.js';
import { assertTimelineLaw } from './timeline-case.js';

it('after its window a rollback decides as the version before', () => {
  assertTimelineLaw(({ timeline, versions, cases, choices }, hit) => {
    const [first, second, third] = versions as [(typeof versions)[0], (typeof versions)[0], (typeof versions)[0]];
    const at = third.from + choices.below(60);
    const back = timeline.rollback({ at });
    const end = Math.max(at + third.until - third.from, ...versions.map(({ until }) => until));
    const furtherBack = back.rollback({ at: end });
    const furtherEnd = end + third.until - third.from;
    expect(timeline.versions).toHaveLength(3);
    for (const { message, direction } of cases) {
      const decided = [first, second, third].map(({ engine }) => engine.evaluate(message, direction)) as [Decision, Decision, Decision];
      expect(back.at(end).evaluate(message, direction)).toEqual(decided[1]);
      expect(furtherBack.at(furtherEnd).evaluate(message, direction)).toEqual(decided[0]);
      if (end > at && third.until > third.from) {
        const { constraints } = back.at(at).evaluate(message, direction);
        expect(join(constraints, join(decided[1].constraints, decided[2].constraints))).toEqual(constraints);
      }
      hit(JSON.stringify(decided[1]) !== JSON.stringify(decided[2]));
    }
  }, 0.1);
});
