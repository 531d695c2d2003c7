// S-15.1: the changes of a document are empty if and only if the canonical documents are equal, and made in the document before they give the document after.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { documentChanges } from '../../src/change/document-changes.js';
import { parsePolicy, policyDocument } from '../../src/index.js';
import type { Policy, PolicyInput } from '../../src/index.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { policyCases } from '../arbitraries/policy.js';
import { changeDocument } from '../arbitraries/small-change.js';
import { modelOf, replay } from './document-model.js';
import { HitRate, RUNS } from './runs.js';

it('a small change of a document is all that is found', () => {
  const [valid, equal] = [new HitRate(), new HitRate()];
  fc.assert(
    fc.property(fc.noBias(policyCases()), fc.noBias(fc.array(choiceRows(30), { minLength: 8, maxLength: 8 })), ({ policy }, rows) => {
      const before = parsed(policy)!;
      for (const row of rows) {
        const document = policyDocument(before);
        changeDocument(new Choices(row), document);
        const after = parsed(document);
        valid.count(after !== null);
        if (after !== null) equal.count(checkChanges(before, after));
      }
    }),
    { numRuns: Math.max(20, Math.ceil(RUNS / 6)) },
  );
  expect(valid.share).toBeGreaterThan(0.4);
  expect(equal.share).toBeGreaterThan(0.05);
  expect(equal.share).toBeLessThan(0.6);
});

it('everything is found between two policies that have nothing to do with each other', () => {
  fc.assert(
    fc.property(fc.noBias(policyCases()), fc.noBias(policyCases()), (one, other) => {
      const [before, after] = [parsed(one.policy)!, parsed(other.policy)!];
      checkChanges(before, after);
      checkChanges(null, after);
      expect(checkChanges(after, parsed(other.written)!)).toBe(true);
    }),
    { numRuns: Math.max(20, Math.ceil(RUNS / 12)) },
  );
});

/** Whether the documents are equal. */
function checkChanges(before: Policy | null, after: Policy): boolean {
  const changes = documentChanges(before, after);
  const [was, is] = [before === null ? {} : policyDocument(before), policyDocument(after)];
  const equal = JSON.stringify(was) === JSON.stringify(is);
  expect(changes.length === 0).toBe(equal);
  const model = modelOf(was);
  replay(model, changes);
  expect(model).toEqual(modelOf(is));
  return equal;
}

function parsed(document: PolicyInput): Policy | null {
  const result = parsePolicy(document);
  return result.ok ? result.policy : null;
}
