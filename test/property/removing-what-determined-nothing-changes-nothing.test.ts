// S-8.2: a setting that determined nothing, and that stands in no other's place, can be removed and nothing changes.

import { expect, it } from 'vitest';
import type { PolicyInput } from '../../src/index.js';
import { assertLaw, copyOf, engineOf, engineOfChanged } from './situation.js';

it('removing a setting that a decision does not name leaves that decision as it is', () => {
  let removed = 0;
  assertLaw(({ policyCase, cases, choices }, seen) => {
    const candidates = removableIds(policyCase.policy);
    if (candidates.length === 0) return;
    const id = choices.pick(candidates);
    const after = engineOfChanged(policyCase, without(policyCase.policy, id));
    if (after === null) return;
    const before = engineOf(policyCase);
    for (const { message, direction } of cases) {
      const decision = seen(before.evaluate(message, direction));
      if (decision.recipients.some(({ determinedBy, testing }) => [...determinedBy, ...testing].some(({ setting }) => setting === id))) continue;
      expect(after.evaluate(message, direction)).toEqual(decision);
      removed += 1;
    }
  });
  expect(removed).toBeGreaterThan(20);
});

/** Ids that are defined once and disabled nowhere: removing one uncovers nothing. */
function removableIds({ orgUnits = [] }: PolicyInput): string[] {
  const ids = orgUnits.flatMap(({ settings = [] }) => settings.map(({ id }) => id));
  const disabled = orgUnits.flatMap(({ disable = [] }) => disable);
  return ids.filter((id) => ids.filter((other) => other === id).length === 1 && !disabled.includes(id));
}

function without(policy: PolicyInput, id: string): PolicyInput {
  const changed = copyOf(policy);
  for (const unit of changed.orgUnits ?? []) if (unit.settings !== undefined) unit.settings = unit.settings.filter((setting) => setting.id !== id);
  return changed;
}
