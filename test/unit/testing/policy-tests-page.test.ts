// docs/policy-tests.md keeps its word: its test files are read and pass, and it names every word for a session and every key.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parsePolicyTests, runPolicyTests } from '../../../src/testing/index.js';
import { policyTestJsonSchema } from '../../../src/testing/policy-test-schema.js';
import { SESSION_WORDS } from '../../../src/testing/session-words.js';

const page = readFileSync(new URL('../../../docs/policy-tests.md', import.meta.url), 'utf8');
const files = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map((block) => parse(block[1]!) as unknown);

/** Banks are as the examples have them. */
const policy = {
  addressLists: { banks: ['bank.example'] },
  orgUnits: [{ path: '/', settings: [{ id: 'banks', appliesTo: ['inbound' as const, 'outbound' as const], addressLists: ['banks'], require: { minTlsVersion: 'TLSv1.2' as const } }] }],
};

describe('the page about policy tests', () => {
  it('shows test files', () => {
    expect(files.length).toBe(3);
  });

  it.each(files.map((file, index) => [index + 1, file]))('shows a file that is read and passes (%i)', (_number, file) => {
    const parsed = parsePolicyTests(file);
    expect(parsed).toMatchObject({ ok: true });
    const failed = parsed.ok ? runPolicyTests(policy, parsed.tests).results.filter(({ passed }) => !passed) : [];
    expect(failed.map(({ test, differences }) => [test.name, differences])).toEqual([]);
  });

  it.each(SESSION_WORDS)('names the word %s', (word) => {
    expect(page).toContain(`\`${word}\``);
  });

  it('names every key', () => {
    const keys = new Set(JSON.stringify(policyTestJsonSchema()).match(/"properties":\{.*/g)?.join('').match(/"(\w+)":\{/g)?.map((key) => key.slice(1, -3)));
    const words = ['direction', 'from', 'headers', 'mailFrom', 'to', 'authentication', 'secureTransport', 'session', 'outcome', 'constraints', 'reply', 'route', 'orgUnit', 'settings', 'testing', 'violations', 'recipients', 'replyProfile', 'defaults', 'each', 'name'];
    expect(words.filter((word) => !keys.has(word) || !new RegExp(`\\b${word}\\b`).test(page))).toEqual([]);
  });
});
