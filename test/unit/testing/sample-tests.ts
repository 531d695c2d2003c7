// A policy and its tests, for tests of what runs them.

import { expect } from 'vitest';
import { parsePolicy } from '../../../src/index.js';
import type { Policy, PolicyInput } from '../../../src/index.js';
import { parsePolicyTests, runPolicyTests } from '../../../src/testing/index.js';
import type { PolicyTest, PolicyTestInput, PolicyTestReport, PolicyTestResult, PolicyTestsInput } from '../../../src/testing/index.js';

export const POLICY: PolicyInput = {
  domains: ['corp.test'],
  addressLists: {
    banks: ['bank.example', '*.bank.example', { value: 'notices@ledger.example', requireAuthentication: false }],
    auditors: ['audit.example'],
  },
  routes: { gateway: { host: 'gateway.audit.example', port: 587 }, 'the-mx': { host: 'relay.example', mxLookup: true } },
  orgUnits: [
    {
      path: '/',
      settings: [
        { id: 'banks', appliesTo: ['inbound', 'outbound'], addressLists: ['banks'], require: { minTlsVersion: 'TLSv1.2' } },
        { id: 'auditors', appliesTo: ['outbound'], addressLists: ['auditors'], route: 'gateway' },
        { id: 'confidential', appliesTo: ['outbound-secure-transport'], require: { minTlsVersion: 'TLSv1.3', caSignedCertificate: false, validateHostname: false } },
        { id: 'off', enabled: false, appliesTo: ['inbound'], addressLists: ['auditors'] },
      ],
    },
    {
      path: '/Sales',
      disable: ['auditors'],
      settings: [{ id: 'watched', mode: 'testing', appliesTo: ['inbound'], addressLists: ['banks'], require: { clientCertificate: true } }],
    },
  ],
  users: { 'ann@corp.test': '/Sales' },
};

export const INBOUND = { direction: 'inbound', from: 'cards@bank.example', to: 'clerk@corp.test', authentication: 'pass' } as const;
export const OUTBOUND = { direction: 'outbound', from: 'clerk@corp.test', to: 'orders@bank.example' } as const;

export function policyOf(input: PolicyInput = POLICY): Policy {
  const parsed = parsePolicy(input);
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('\n'));
  return parsed.policy;
}

export function testsOf(input: PolicyTestsInput): readonly PolicyTest[] {
  const parsed = parsePolicyTests(input);
  expect(parsed).toMatchObject({ ok: true });
  return parsed.ok ? parsed.tests.tests : [];
}

/** The only test of a document with one case. */
export function testOf(fields: Omit<PolicyTestInput, 'name'>): PolicyTest {
  const [only, ...others] = testsOf({ cases: [{ name: 'case', ...fields }] });
  expect(others).toEqual([]);
  return only!;
}

export function reportOf(input: PolicyTestsInput, policy: PolicyInput = POLICY): PolicyTestReport {
  const parsed = parsePolicyTests(input);
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('\n'));
  return runPolicyTests(policy, parsed.tests);
}

export function resultOf(fields: Omit<PolicyTestInput, 'name'>): PolicyTestResult {
  return reportOf({ cases: [{ name: 'case', ...fields }] }).results[0]!;
}

/** `field: expected, found`, with the recipient where there is one. */
export function differencesIn(fields: Omit<PolicyTestInput, 'name'>): string[] {
  return resultOf(fields).differences.map(({ recipient, field, expected, found }) => `${recipient === null ? '' : `${recipient} `}${field}: ${expected}, ${found}`);
}
