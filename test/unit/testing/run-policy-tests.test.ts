// Tests against a policy: results, explanations and the codes of replies (S-18.4).
import { describe, expect, it } from 'vitest';
import { compilePolicy, PolicyError, renderExplanation } from '../../../src/index.js';
import { parsePolicyTests, runPolicyTests } from '../../../src/testing/index.js';
import { INBOUND, OUTBOUND, POLICY, policyOf, reportOf, resultOf } from './sample-tests.js';

describe('runPolicyTests', () => {
  it('counts what passed and what failed, in the order of the document', () => {
    const report = reportOf({ cases: [{ name: 'a', ...OUTBOUND, session: 'none', expect: 'bounce' }, { name: 'b', ...OUTBOUND, session: 'none', expect: 'deliver' }, { name: 'c', ...INBOUND, session: 'good', expect: 'deliver' }] });
    expect([report.passed, report.failed]).toEqual([2, 1]);
    expect(report.results.map(({ test, passed }) => [test.name, passed])).toEqual([['a', true], ['b', false], ['c', true]]);
  });

  it('explains what failed, near misses included, and nothing else', () => {
    const failed = resultOf({ ...INBOUND, from: 'cards@mail.ledger.example', session: 'none', expect: 'reject' });
    expect(failed.explanation).toBe(renderExplanation(compilePolicy(POLICY).explain(failed.test.message, 'inbound')));
    expect(resultOf({ ...INBOUND, from: 'cards@b4nk.example', session: 'none', expect: 'reject' }).explanation).toContain('`b4nk.example` looks like entry `bank.example`');
    expect(resultOf({ ...INBOUND, session: 'none', expect: 'reject' })).toMatchObject({ passed: true, explanation: null, differences: [], hints: [] });
  });

  it('says where a session is missing', () => {
    const hint = 'the test does not say what the connection was, so nothing is decided; add `session`, such as `good` or `none`';
    expect(resultOf({ ...OUTBOUND, expect: 'bounce' }).hints).toEqual([hint]);
    expect(resultOf({ ...OUTBOUND, expect: { violations: 'certificate-expired' } }).hints).toEqual([hint]);
    expect(resultOf({ ...INBOUND, expect: { reply: 550 } }).hints).toEqual([hint]);
    expect(resultOf({ ...OUTBOUND, expect: { orgUnit: '/Sales' } }).hints).toEqual([]);
    expect(resultOf({ ...OUTBOUND, session: 'good', expect: 'bounce' }).hints).toEqual([]);
  });

  it('holds the decision of the engine', () => {
    const { test, decision } = resultOf({ ...OUTBOUND, session: 'expired', expect: 'bounce' });
    expect(decision).toEqual(compilePolicy(POLICY).evaluate(test.message, 'outbound'));
  });

  it('takes the reply profile of the tests before that of the options', () => {
    const cases = [{ name: 'a', ...OUTBOUND, session: 'none', expect: { reply: '550 5.7.4' } }];
    const [plain, postfix] = [parsePolicyTests({ cases }), parsePolicyTests({ replyProfile: 'postfix', cases })];
    if (!plain.ok || !postfix.ok) throw new Error('the tests should be valid');
    expect(runPolicyTests(POLICY, plain.tests).failed).toBe(1);
    expect(runPolicyTests(POLICY, plain.tests, { replyProfile: 'postfix' }).failed).toBe(0);
    expect(runPolicyTests(policyOf(), postfix.tests, { replyProfile: 'exchange' }).failed).toBe(0);
  });

  it('takes the options of compilePolicy', () => {
    const parsed = parsePolicyTests({ cases: [{ name: 'a', ...OUTBOUND, expect: { orgUnit: '/Sales' } }] });
    if (!parsed.ok) throw new Error('the tests should be valid');
    expect(runPolicyTests(POLICY, parsed.tests, { orgUnitOf: () => '/Sales' }).failed).toBe(0);
  });

  it('refuses a policy that is not valid', () => {
    const parsed = parsePolicyTests({ cases: [{ name: 'a', ...OUTBOUND, expect: 'deliver' }] });
    expect(() => parsed.ok && runPolicyTests({ alignment: 'loose' } as never, parsed.tests)).toThrow(PolicyError);
  });
});
