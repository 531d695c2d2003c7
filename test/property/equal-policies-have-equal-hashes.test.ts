// S-16.1: two policies have one hash if and only if they have one canonical document, however they were written.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { policyHash } from '../../src/audit/index.js';
import { compilePolicy, parsePolicy, policyDocument } from '../../src/index.js';
import { openSnapshot, snapshotOf } from '../../src/snapshot/index.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { policyCases } from '../arbitraries/policy.js';
import { changeDocument } from '../arbitraries/small-change.js';
import { HitRate, RUNS } from './runs.js';

it('equal policies have equal hashes, and others have others', () => {
  const equal = new HitRate();
  fc.assert(
    fc.property(fc.noBias(fc.tuple(policyCases(), choiceRows(60))), ([{ policy, written }, numbers]) => {
      const [one, other] = [parsePolicy(policy), parsePolicy(written)];
      if (!one.ok || !other.ok) throw new Error('the generator made a policy that is not valid');
      const hash = policyHash(one.policy);
      expect(policyHash(other.policy)).toBe(hash);
      expect(policyHash(openSnapshot(snapshotOf(compilePolicy(other.policy))).policy)).toBe(hash);
      const document = policyDocument(one.policy);
      changeDocument(new Choices(numbers), document);
      const changed = parsePolicy(document);
      if (!changed.ok) return;
      const isEqual = JSON.stringify(policyDocument(changed.policy)) === JSON.stringify(policyDocument(one.policy));
      expect(policyHash(changed.policy) === hash).toBe(isEqual);
      equal.count(isEqual);
    }),
    { numRuns: Math.max(40, Math.ceil(RUNS / 4)) },
  );
  expect(equal.share).toBeGreaterThan(0.05);
  expect(equal.share).toBeLessThan(0.95);
});
