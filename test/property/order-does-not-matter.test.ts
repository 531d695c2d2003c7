// S-1.3: neither the order of keys nor that of entries, settings or org units ever changes a decision.

import { expect, it } from 'vitest';
import type { PolicyInput } from '../../src/index.js';
import type { Choices } from '../arbitraries/choices.js';
import { assertLaw, engineOf } from './situation.js';

it('a policy in another order decides alike', () => {
  assertLaw(({ policyCase, cases, choices }, seen) => {
    const engine = engineOf(policyCase);
    const other = engineOf(policyCase, shuffled(policyCase.policy, choices) as PolicyInput);
    for (const { message, direction } of cases) expect(other.evaluate(message, direction)).toEqual(seen(engine.evaluate(message, direction)));
  });
});

function shuffled(value: unknown, choices: Choices): unknown {
  if (Array.isArray(value)) return inOtherOrder(value.map((element) => shuffled(element, choices)), choices);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, shuffled(member, choices)] as const);
  return Object.fromEntries(inOtherOrder(members, choices));
}

function inOtherOrder<Item>(items: readonly Item[], choices: Choices): Item[] {
  const rest = [...items];
  const ordered: Item[] = [];
  while (rest.length > 0) ordered.push(...rest.splice(choices.below(2) === 0 ? rest.length - 1 : choices.below(rest.length), 1));
  return ordered;
}
