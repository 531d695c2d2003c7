// What is wrong with a policy, at its place in the text.
import { describe, expect, it } from 'vitest';
import { lintProblems, MAX_POLICY_LENGTH, readPolicyText } from '../../../docs/playground/policy-text.js';
import type { PolicyProblem } from '../../../docs/playground/policy-text.js';

describe('the problems of a policy', () => {
  it.each([
    ['of syntax', '{\n  "domains": [],\n}', 'syntax', '}', 3],
    ['of a text that ends too early', '{', 'syntax', '', 1],
    ['of an empty text', '', 'syntax', '', 1],
    ['of a key that stands twice', '{ "domains": [],\n"domains": [] }', 'duplicate-key', '"domains"', 2],
    ['of a key that nobody knows, at the key', '{ "adressLists": { "a": 1 } }', 'unknown-key', '"adressLists"', 1],
    ['of a key whose value is a text, at the key', '{ "adressLists": "a" }', 'unknown-key', '"adressLists"', 1],
    ['of a value, at the value', '{\n\n"alignment": "loose" }', 'invalid-value', '"loose"', 3],
    ['of an entry', '{ "addressLists": { "a": ["partner.example",\n "part ner.example"] } }', 'invalid-entry', '"part ner.example"', 2],
    ['of what is no text', '{ "caseSensitiveLocalParts": 12 }', 'invalid-value', '12', 1],
  ])('%s are errors there', (_, text, code, marked, line) => {
    const reading = readPolicyText(text);
    expect(reading.ok).toBe(false);
    const problem = reading.problems.find((one) => one.code === code);
    expect(problem).toMatchObject({ severity: 'error', line, fix: null });
    expect(markedBy(text, problem)).toBe(marked);
  });

  it('are warnings where it is valid, and what lint finds, with what helps', () => {
    const text = '{\n  "addressLists": { "unused": [], "suffix": ["co.uk"] },\n  "orgUnits": [{ "path": "/", "settings": [{ "id": "a", "appliesTo": ["outbound"], "addressLists": ["suffix"] }] }]\n}';
    const reading = readPolicyText(text);
    if (!reading.ok) throw new Error('the policy is valid');
    expect(reading.problems.map(({ severity, code, line }) => [severity, code, line])).toEqual([['warning', 'empty-list', 2], ['warning', 'unused-list', 2]]);
    const findings = lintProblems(reading);
    expect(findings.map(({ code }) => code)).toEqual(['empty-list', 'unused-list', 'public-suffix-entry']);
    expect(markedBy(text, findings[2])).toBe('"co.uk"');
    expect(findings[2]?.fix).not.toBeNull();
  });

  it('tell of lists that are too long to be read for lint', () => {
    const found = (count: number): PolicyProblem[] => {
      const reading = readPolicyText(JSON.stringify({ addressLists: { a: ['co.uk', ...Array.from({ length: count - 1 }, (_, at) => `p${at}.example`)] }, orgUnits: [{ path: '/', settings: [{ id: 'a', appliesTo: ['outbound'], addressLists: ['a'] }] }] }));
      if (!reading.ok) throw new Error('the policy is valid');
      return lintProblems(reading);
    };
    expect(found(10).map(({ code }) => code)).toContain('public-suffix-entry');
    expect(found(20_001)).toMatchObject([{ code: 'entries-not-read', fix: expect.stringContaining('smtp-tls-policy check') }]);
  });

  it('is its size alone if it is larger than a page should hold', () => {
    const reading = readPolicyText(' '.repeat(MAX_POLICY_LENGTH + 1));
    expect(reading).toMatchObject({ ok: false, problems: [{ code: 'too-large', from: 0, to: 0 }] });
  });
});

function markedBy(text: string, problem: PolicyProblem | undefined): string {
  return text.slice(problem?.from, problem?.to);
}
