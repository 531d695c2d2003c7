// What of a policy the tests touch (S-18.5).
import { describe, expect, it } from 'vitest';
import { policyTestCoverage } from '../../../src/testing/index.js';
import type { PolicyTestInput } from '../../../src/testing/index.js';
import { INBOUND, OUTBOUND, POLICY, policyOf, reportOf } from './sample-tests.js';

function coverageOf(...cases: Omit<PolicyTestInput, 'name'>[]): ReturnType<typeof policyTestCoverage> {
  return policyTestCoverage(policyOf(), [reportOf({ cases: cases.map((fields, index) => ({ name: `case ${index}`, ...fields })) })]);
}

describe('policyTestCoverage', () => {
  it('names what no test touches; settings that are not enabled do not count', () => {
    expect(coverageOf({ ...OUTBOUND, expect: 'pending' })).toEqual({
      settings: { total: 4, touched: 1, percent: 25, untouched: [{ setting: 'auditors', orgUnit: '/' }, { setting: 'confidential', orgUnit: '/' }, { setting: 'watched', orgUnit: '/Sales' }] },
      orgUnits: { total: 2, touched: 1, percent: 50, untouched: ['/Sales'] },
      addressLists: { total: 2, touched: 1, percent: 50, untouched: ['auditors'] },
      entries: { total: 4, touched: 1, percent: 25, untouched: [{ addressList: 'auditors', entry: 'audit.example' }, { addressList: 'banks', entry: '*.bank.example' }, { addressList: 'banks', entry: 'notices@ledger.example' }] },
    });
  });

  it('counts settings in testing mode and those without a list, and several documents together', () => {
    const first = reportOf({ cases: [{ name: 'a', ...INBOUND, to: 'ann@corp.test', expect: 'pending' }] });
    const second = reportOf({ cases: [{ name: 'a', ...OUTBOUND, to: 'x@audit.example', secureTransport: true, expect: 'pending' }] });
    const { settings, orgUnits, addressLists, entries } = policyTestCoverage(policyOf(), [first, second]);
    expect([settings.percent, orgUnits.percent, addressLists.percent, entries.percent]).toEqual([100, 100, 100, 50]);
  });

  it('counts tests that failed: the decision touched what it touched', () => {
    expect(coverageOf({ ...OUTBOUND, expect: 'deliver' }).settings.touched).toBe(1);
  });

  it('takes the match of an unknown author for the list, and for no entry', () => {
    const { addressLists, entries } = coverageOf({ ...INBOUND, from: [], expect: 'pending' });
    expect([addressLists.untouched, entries.touched]).toEqual([['auditors'], 0]);
  });

  it('never rounds up to all, and says all where there is nothing', () => {
    const lists = { many: Array.from({ length: 3000 }, (_, index) => `d${index}.example`), two: ['z.example'] };
    const policy = { addressLists: lists, orgUnits: [{ path: '/', settings: [{ id: 'all', appliesTo: ['outbound' as const], addressLists: ['many'] }] }] };
    const to = lists.many.slice(1).map((domain) => `a@${domain}`);
    const report = reportOf({ cases: [{ name: 'a', ...OUTBOUND, to, expect: 'pending' }] }, policy);
    expect(policyTestCoverage(policyOf(policy), [report]).entries).toEqual({ total: 3001, touched: 2999, percent: 99.9, untouched: [{ addressList: 'many', entry: 'd0.example' }, { addressList: 'two', entry: 'z.example' }] });
    expect(policyTestCoverage(policyOf({}), []).settings).toEqual({ total: 0, touched: 0, percent: 100, untouched: [] });
  });

  it('names the first of many', () => {
    const policy = { addressLists: { many: Array.from({ length: 3000 }, (_, index) => `d${index}.example`) } };
    const { entries } = policyTestCoverage(policyOf(policy), []);
    expect([entries.total, entries.touched, entries.untouched.length]).toEqual([3000, 0, 20]);
  });

  it('refuses what is no parsed policy', () => {
    expect(() => policyTestCoverage(POLICY as never, [])).toThrow(TypeError);
  });
});
