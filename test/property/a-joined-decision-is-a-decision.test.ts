// S-17.2: a decision of several policies is one as any other: enforcing it, even after JSON, is evaluating with the session, its deliveries hold every
// recipient once, and explaining agrees with evaluating.

import { expect, it } from 'vitest';
import { enforce } from '../../src/index.js';
import type { Decision, Message, Session } from '../../src/index.js';
import { hitsARule } from './situation.js';
import { assertTimelineLaw, timesOf } from './timeline-case.js';
import type { TimelineCase } from './timeline-case.js';

it('enforcing a joined decision is evaluating with the session', () => {
  assertJoined(({ evaluate, message }) => {
    const { session, ...unconnected } = message;
    const decision = evaluate(unconnected);
    const expected = evaluate(message);
    const stored = JSON.parse(JSON.stringify(decision)) as Decision;
    expect(enforce(decision, session as Session)).toEqual(expected);
    expect(enforce(stored, session as Session)).toEqual(expected);
    return expected;
  });
});

it('the deliveries of a joined decision hold every recipient exactly once, with its route and constraints', () => {
  assertJoined(({ evaluate, message }) => {
    const decision = evaluate(message);
    const { deliveries, recipients, direction } = decision;
    const indexes = deliveries.flatMap((delivery) => delivery.recipients).sort((a, b) => a - b);
    expect(indexes).toEqual(direction === 'outbound' ? recipients.map((_, index) => index) : []);
    for (const { recipients: own, route, constraints, maxAttempts } of deliveries) {
      for (const index of own) expect(recipients[index]).toMatchObject({ route, constraints, maxAttempts });
    }
    return decision;
  });
});

it('explaining agrees with evaluating', () => {
  assertJoined(({ evaluate, explain, message, versions }) => {
    const { decision, versions: explained } = explain(message);
    expect(decision).toEqual(evaluate(message));
    expect(explained.map(({ version }) => version)).toEqual(versions);
    return decision;
  });
});

interface Joined {
  readonly evaluate: (message: Message) => Decision;
  readonly explain: (message: Message) => ReturnType<ReturnType<TimelineCase['timeline']['at']>['explain']>;
  readonly message: Message;
  readonly versions: readonly unknown[];
}

/** Looks at windows only. */
function assertJoined(law: (joined: Joined) => Decision): void {
  assertTimelineLaw((timelineCase, hit) => {
    const { timeline, cases } = timelineCase;
    for (const time of timesOf(timelineCase)) {
      const engine = timeline.at(time);
      if (engine.versions.length === 1) continue;
      for (const { message, direction } of cases) {
        const evaluate = (given: Message): Decision => engine.evaluate(given, direction);
        hit(law({ evaluate, explain: (given) => engine.explain(given, direction), message, versions: engine.versions }).recipients.some(hitsARule));
      }
    }
  }, 0.2);
}
