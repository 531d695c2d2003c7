// S-15.1: before, after, and what differs.
import { expect, it } from 'vitest';
import { policyChange } from '../../../src/change/policy-change.js';
import { policyFrom } from './policies.js';

it('S-15.1: a change has both policies and what differs', () => {
  const [before, after] = [policyFrom({}), policyFrom({ domains: ['o.example'] })];
  const change = policyChange(before, after);
  expect(change.before).toBe(before);
  expect(change.after).toBe(after);
  expect(change.changes).toEqual([{ kind: 'domain-added', domain: 'o.example' }]);
  expect(policyChange(null, after)).toMatchObject({ before: null, changes: change.changes });
  expect(policyChange(after, after).changes).toEqual([]);
  expect(Object.isFrozen(change)).toBe(true);
});
