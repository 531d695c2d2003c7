// A snapshot is the policy that it was made of: every question has the same answer, and verifying it finds nothing.

import { expect, it } from 'vitest';
import { policyDocument } from '../../src/index.js';
import type { PolicyEngine } from '../../src/index.js';
import { openSnapshot, snapshotOf, verifySnapshot } from '../../src/snapshot/index.js';
import { spellAddress } from '../arbitraries/address.js';
import { assertLaw, engineOf, optionsOf } from './situation.js';
import { HitRate } from './runs.js';

const listsOf = (engine: PolicyEngine): unknown => engine.addressLists.map((list) => ({ ...list, entries: [...list.entries()], search: list.search('EXAMPLE') }));

it('an opened snapshot answers as the engine that it was made of', () => {
  const users = new HitRate();
  const matching = new HitRate();
  assertLaw(({ policyCase, cases, choices }, seen) => {
    const engine = engineOf(policyCase, policyCase.written);
    const buffer = snapshotOf(engine, { shared: choices.chance(50) } as { shared: true });
    verifySnapshot(buffer);
    const opened = openSnapshot(buffer, optionsOf(policyCase));
    for (const { message, direction } of cases) {
      const decision = opened.evaluate(message, direction);
      expect(decision).toEqual(seen(engine.evaluate(message, direction)));
      expect(JSON.stringify(opened.explain(message, direction))).toBe(JSON.stringify(engine.explain(message, direction)));
      for (const { orgUnitSource } of decision.recipients) users.count(orgUnitSource === 'users');
    }
    expect(opened.orgUnits).toEqual(engine.orgUnits);
    for (const path of engine.orgUnits) expect(opened.effectiveSettings(path)).toEqual(engine.effectiveSettings(path));
    expect(JSON.stringify(listsOf(opened))).toBe(JSON.stringify(listsOf(engine)));
    for (const witness of policyCase.witnesses) {
      const address = spellAddress(choices, witness, policyCase.policy.caseSensitiveLocalParts === true);
      const found = opened.matching(address);
      expect(found).toEqual(engine.matching(address));
      matching.count(found.length > 0);
    }
    expect(policyDocument(opened.policy)).toEqual(policyDocument(engine.policy));
    expect(new Uint8Array(snapshotOf(opened))).toEqual(new Uint8Array(buffer));
  });
  expect(users.share).toBeGreaterThan(0.2);
  expect(matching.share).toBeGreaterThan(0.9);
});
