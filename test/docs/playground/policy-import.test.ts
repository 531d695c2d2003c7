// Policies from files: JSON as it is, YAML as what it means, and what is neither with its place.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { importPolicy, isYamlPolicy, withLineFeeds } from '../../../docs/playground/policy-import.js';
import { MAX_POLICY_LENGTH } from '../../../docs/playground/policy-text.js';

const yaml = readFileSync(new URL('../../../examples/policy.yaml', import.meta.url), 'utf8');

describe('a file', () => {
  it('of JSON is taken as it is written', () => {
    const text = '{\n "domains" : [ "own.example" ] }';
    expect(importPolicy(text, 'policy.json')).toEqual({ ok: true, policy: text, note: null });
    expect(importPolicy(`\uFEFF${text}`, 'policy.json')).toEqual({ ok: true, policy: text, note: null });
    expect(importPolicy('{ "domains": [], "domains": [] }', 'policy.json')).toMatchObject({ ok: true, note: null });
  });

  it('of YAML becomes the JSON that it means', () => {
    const imported = importPolicy(yaml, 'policy.yaml');
    if (!imported.ok) throw new Error(imported.problem);
    expect(JSON.parse(imported.policy)).toEqual(parse(yaml));
    expect(imported.note).toContain('comments');
    expect(importPolicy('{ domains: [own.example] }', 'policy.yaml')).toMatchObject({ ok: true, policy: '{\n  "domains": [\n    "own.example"\n  ]\n}\n' });
  });

  it.each([
    ['broken JSON', '{\n "domains": [ "own.example" }', /^it, line 2, column \d+: expected a comma or `]`/],
    ['broken YAML', 'domains:\n  - [a\nb: 1', /^it, line \d+, column \d+: /],
    ['a list', '- a', /^it holds no policy/],
    ['nothing', '', /^it, line 1, column 1: the file is empty/],
    ['YAML whose aliases make it larger than a page should hold', `a: &a ${'x'.repeat(100_000)}\nb: [${Array(50).fill('*a').join(',')}]\n`, /^it has more than 2 MB as JSON/],
    ['YAML that repeats itself without end', 'a: &a\n  b: *a\n', /^it holds no policy: an alias/],
    ['a bomb of aliases', ['a: &a [x]', ...'bcdefg'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdef'.charAt(at)}`).join(',')}]`)].join('\n'), /^it, line 1, column 1: Excessive alias count/],
    ['more than 2 MB', ' '.repeat(MAX_POLICY_LENGTH + 1), /^it has more than 2 MB\. Use the command line/],
  ])('of %s is refused with the reason', (_, text, problem) => {
    expect(importPolicy(text, 'it')).toMatchObject({ ok: false, problem: expect.stringMatching(problem) });
  });
});

describe('a text that was pasted', () => {
  it.each([
    [yaml, true],
    ['domains: [own.example]', true],
    ['{ "domains": [] }', false],
    ['{ "domains": ', false],
    ['just words', false],
    ['- a list', false],
    ['', false],
    ['a: b\n'.repeat(MAX_POLICY_LENGTH), false],
    [`# a comment\n\n---\ndomains:\n${'  - own.example\n'.repeat(10_000)}`, true],
    [`${'just words\n'.repeat(10_000)}`, false],
    [`- a list\n${'- of words\n'.repeat(10_000)}`, false],
  ])('is offered as YAML only if it holds an object and is no JSON', (text, offered) => {
    expect(isYamlPolicy(text)).toBe(offered);
  });
});

it('a policy has its line breaks as an editor counts them', () => {
  expect(withLineFeeds('{\r\n\r}\n')).toBe('{\n\n}\n');
});
