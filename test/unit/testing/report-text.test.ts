// Reports and coverage in words (S-18.4, S-18.5).
import { describe, expect, it } from 'vitest';
import { policyTestCoverage, renderPolicyTestCoverage, renderPolicyTestReport } from '../../../src/testing/index.js';
import { OUTBOUND, policyOf, reportOf } from './sample-tests.js';

describe('renderPolicyTestReport', () => {
  it('has a line for each test, and a sum', () => {
    expect(renderPolicyTestReport(reportOf({ cases: [{ name: 'the bank gets TLS', ...OUTBOUND, session: 'none', expect: 'bounce' }] }))).toBe('pass  the bank gets TLS\n1 test: 1 passed, 0 failed\n');
  });

  it('shows of a failure what was expected, what was found, and why', () => {
    const text = renderPolicyTestReport(
      reportOf({ cases: [{ name: 'a', ...OUTBOUND, to: ['orders@bank.example', 'b@mail.audit.example'], session: 'none', expect: { outcome: 'deliver', recipients: { 'b@mail.audit.example': { settings: 'auditor' } } } }] }),
      { placeOf: ({ path }) => `tests.yaml ${path.join('.')}` },
    );
    expect(text).toContain(
      [
        'FAIL  a  tests.yaml cases.0',
        '      outcome',
        '        expected  deliver',
        '        found     bounce',
        '      settings of `b@mail.audit.example`',
        '        expected  auditor',
        '        found     none',
        '      the policy has no setting `auditor`; did you mean `auditors`?',
        '      why:',
        '        Outbound mail: bounce for 1 of 2 recipients',
      ].join('\n'),
    );
    expect(text).toContain('`mail.audit.example` is a subdomain of entry `audit.example`; entries match exactly');
    expect(text).toMatch(/\n1 test: 0 passed, 1 failed\n$/);
  });

  it('is painted as the caller likes', () => {
    const paint = { good: (text: string) => `+${text}+`, bad: (text: string) => `-${text}-`, faint: (text: string) => text };
    const report = reportOf({ cases: [{ name: 'a', ...OUTBOUND, session: 'none', expect: 'bounce' }, { name: 'b', ...OUTBOUND, session: 'none', expect: 'deliver' }] });
    const text = renderPolicyTestReport(report, { paint });
    expect(text).toContain('+pass+  a\n-FAIL-  b\n      outcome\n        expected  +deliver+\n        found     -bounce-\n');
    expect(text).toMatch(/2 tests: -1 passed, 1 failed-\n$/);
  });

  it('steers no terminal', () => {
    const report = reportOf({ cases: [{ name: 'a\u001B[2J', ...OUTBOUND, session: 'none', expect: { settings: 'x\u0007', orgUnit: '\u202E/' } }] });
    const text = renderPolicyTestReport(report, { placeOf: () => 'f\u001B' });
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F\u202E]/);
    expect(text).toContain('FAIL  a\\x{1B}[2J  f\\x{1B}');
  });
});

describe('renderPolicyTestCoverage', () => {
  it('has a line for each kind, and below it what no test touches', () => {
    const report = reportOf({ cases: [{ name: 'a', ...OUTBOUND, expect: 'pending' }] });
    expect(renderPolicyTestCoverage(policyTestCoverage(policyOf(), [report]))).toBe(
      [
        'Coverage',
        '  settings       1 of 4  25.0 %',
        '    not touched: `auditors` of `/`',
        '    not touched: `confidential` of `/`',
        '    not touched: `watched` of `/Sales`',
        '  org units      1 of 2  50.0 %',
        '    not touched: `/Sales`',
        '  address lists  1 of 2  50.0 %',
        '    not touched: `auditors`',
        '  entries        1 of 4  25.0 %',
        '    not touched: `audit.example` of `auditors`',
        '    not touched: `*.bank.example` of `banks`',
        '    not touched: `notices@ledger.example` of `banks`',
        '',
      ].join('\n'),
    );
  });

  it('counts what it does not name', () => {
    const policy = policyOf({ addressLists: { many: Array.from({ length: 3000 }, (_, index) => `d${index}.example`) } });
    expect(renderPolicyTestCoverage(policyTestCoverage(policy, []))).toContain('  entries        0 of 3,000  0.0 %\n');
    expect(renderPolicyTestCoverage(policyTestCoverage(policy, []))).toMatch(/\n {4}and 2,980 more\n$/);
  });
});
