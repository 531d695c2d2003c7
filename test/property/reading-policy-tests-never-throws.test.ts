// S-18.1: whatever stands in a document of policy tests, it is read or refused with places, and what is read runs.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePolicyTests, runPolicyTests } from '../../src/testing/index.js';
import type { PolicyTestsInput } from '../../src/testing/index.js';
import { HitRate, RUNS } from './runs.js';

const numRuns = Math.max(200, Math.ceil(RUNS / 2));
const VALID: PolicyTestsInput = {
  replyProfile: 'postfix',
  defaults: { direction: 'outbound', from: 'me@corp.test', session: 'good' },
  cases: [
    { name: 'a', to: 'x@bank.example', expect: { outcome: 'deliver', constraints: { tls: 'required' }, route: 'mx', reply: '550 5.7.10', settings: ['a', { id: 'b', orgUnit: '/' }], testing: { c: 'bounce' }, violations: [] } },
    { name: 'b', to: ['x@bank.example', 'y@bank.example'], expect: { recipients: { 'x@bank.example': 'bounce', 'y@bank.example': { orgUnit: '/' } } }, each: [{ session: 'TLSv1.1, expired' }, { session: { tls: false } }] },
    { name: 'c', direction: 'inbound', to: 'me@corp.test', from: ['a@b.example'], authentication: { dkim: ['pass:b.example'], spf: 'fail' }, expect: 'reject' },
  ],
};

it('anything at all is read or refused', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true, withDate: true, withMap: true }), (input) => {
      const parsed = parsePolicyTests(input);
      expect(parsed.ok ? parsed.tests.tests : parsed.issues).not.toEqual([]);
    }),
    { numRuns },
  );
});

it('a document with one part replaced is read and runs, or is refused at a place', () => {
  const paths = pathsOf(VALID);
  const rate = new HitRate();
  const values = fc.oneof(fc.constantFrom<unknown>(null, '', 0, -1, true, [], {}, [null], 'none', 'mx', undefined, { __proto__: null }), fc.string(), fc.jsonValue({ maxDepth: 1 }));
  fc.assert(
    fc.property(fc.constantFrom(...paths), values, (path, value) => {
      const parsed = parsePolicyTests(replaced(VALID, path, value));
      rate.count(parsed.ok);
      if (parsed.ok) expect(runPolicyTests({}, parsed.tests).results).toHaveLength(parsed.tests.tests.length);
      else for (const { message, path: place } of parsed.issues) expect([message, Array.isArray(place)]).toEqual([expect.stringMatching(/./), true]);
    }),
    { numRuns },
  );
  // Some replacements are as good as what they replace; most are not.
  expect(rate.share).toBeGreaterThan(0.02);
  expect(rate.share).toBeLessThan(0.9);
});

function pathsOf(value: unknown): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, below]) => pathsOf(below).map((path) => [Array.isArray(value) ? Number(key) : key, ...path]))];
}

function replaced(value: unknown, [key, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const record = copy as Record<string | number, unknown>;
  record[key] = replaced(record[key], rest, by);
  return copy;
}
