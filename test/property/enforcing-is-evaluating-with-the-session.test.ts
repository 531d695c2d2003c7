// S-9.7, S-12.5: enforcing a decision, even one that went through JSON, gives what evaluating with that session would have given.

import { expect, it } from 'vitest';
import { enforce } from '../../src/index.js';
import type { Session } from '../../src/index.js';
import { assertLaw, engineOf } from './situation.js';

it('enforce agrees with evaluate on every session', () => {
  assertLaw(({ policyCase, cases }, seen) => {
    const engine = engineOf(policyCase);
    for (const { message, direction } of cases) {
      const { session, ...unconnected } = message;
      const decision = engine.evaluate(unconnected, direction);
      const stored: unknown = JSON.parse(JSON.stringify(decision));
      const expected = seen(engine.evaluate(message, direction));
      expect(enforce(decision, session as Session)).toEqual(expected);
      expect(enforce(stored as typeof decision, session as Session)).toEqual(expected);
    }
  });
});

it('enforcing delivery by delivery, in any order, is enforcing at once', () => {
  assertLaw(({ policyCase, cases, choices }, seen) => {
    const engine = engineOf(policyCase);
    for (const { message } of cases) {
      const { session, ...unconnected } = message;
      const decision = seen(engine.evaluate(unconnected, 'outbound'));
      const order = decision.deliveries.map((_, delivery) => ({ delivery, rank: choices.below(100) })).sort((a, b) => a.rank - b.rank);
      const enforced = order.reduce((soFar, { delivery }) => enforce(soFar, session as Session, { delivery }), decision);
      expect(enforced).toEqual(enforce(decision, session as Session));
    }
  });
});
