// YAML and JSON of pages, read by the library.
import { expect, it } from 'vitest';
import { dataProblems } from './data.js';

it.each([
  ['a policy', 'yaml', 'domains: [a.example]\n', []],
  ['a part of one, with lists that stand elsewhere', 'yaml', 'orgUnits: [{ path: /, settings: [{ id: a, appliesTo: [inbound], addressLists: [b] }] }]\n', []],
  ['a policy with a misspelt key', 'json', '{ "domains": [], "orgUnit": [] }', [/^no policy: unknown-key/]],
  ['policy tests', 'yaml', 'cases: [{ name: a, direction: outbound, from: a@a.example, to: b@b.example, session: none, expect: deliver }]\n', []],
  ['policy tests that expect what there is not', 'yaml', 'cases: [{ name: a, direction: outbound, from: a@a.example, to: b@b.example, session: none, expect: delivered }]\n', [/^no policy tests: /]],
  ['data of another kind', 'yaml', '- orgUnit: /\n', []],
  ['no YAML', 'yaml', 'a: [\n', [/^no yaml: /]],
  ['no JSON', 'json', '{ a: 1 }', [/^no json: /]],
] as const)('%s', (_what, language, text, problems) => {
  const found = dataProblems(language, text);
  expect(found).toHaveLength(problems.length);
  for (const [index, problem] of problems.entries()) expect(found[index]).toMatch(problem);
});
