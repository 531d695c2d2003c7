// S-12.6: a decision is plain data that its reader owns: whatever the reader does to it, the next decision is the same, and so is any
// that was enforced.

import { expect, it } from 'vitest';
import { enforce } from '../../src/index.js';
import type { Decision, Session } from '../../src/index.js';
import { assertLaw, engineOf } from './situation.js';

it('defacing a decision changes no later one, and a decision survives structuredClone', () => {
  assertLaw(({ policyCase, cases }, seen) => {
    const engine = engineOf(policyCase);
    for (const { message, direction } of cases) {
      const decision = seen(engine.evaluate(message, direction));
      const kept = structuredClone(decision);
      expect(kept).toEqual(decision);
      deface(decision);
      deface(engine.effectiveSettings('/'));
      for (const list of engine.addressLists) deface([...list.entries()]);
      expect(engine.evaluate(message, direction)).toEqual(kept);
    }
  });
});

it('whatever the reader does to an enforced decision, the given one is as it was, and the other way round', () => {
  assertLaw(({ policyCase, cases }, seen) => {
    const engine = engineOf(policyCase);
    for (const { message, direction } of cases) {
      const { session, ...unconnected } = message;
      const decision = seen(engine.evaluate(unconnected, direction));
      expectApart(structuredClone(decision), session as Session);
      expectApart(decision, session as Session);
    }
  });
});

function expectApart(given: Decision, session: Session): void {
  const [kept, expected] = [structuredClone(given), structuredClone(enforce(given, session))];
  deface(enforce(given, session));
  expect(given).toEqual(kept);
  const enforced = enforce(given, session);
  expect(enforced).toEqual(expected);
  deface(given);
  expect(enforced).toEqual(expected);
}

function deface(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const member of Object.values(value)) deface(member);
  for (const key of Object.keys(value)) Reflect.set(value, key, 'defaced');
  if (Array.isArray(value) && !Object.isFrozen(value)) value.push('defaced');
}
