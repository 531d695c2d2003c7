// The JSON Schema of the policy document. The file beside this test is the one that was looked at; regenerate it on purpose only.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addressListEntryObject, policyFrame, policyJsonSchema, shapeIssues } from '../../../src/policy/schema.js';

describe('policyJsonSchema', () => {
  it('is as it was reviewed', () => {
    const reviewed = JSON.parse(readFileSync(new URL('./fixtures/policy.schema.json', import.meta.url), 'utf8')) as unknown;
    expect(policyJsonSchema()).toEqual(reviewed);
  });
});

describe('shapeIssues', () => {
  it('finds nothing in a good value', () => {
    expect(shapeIssues(policyFrame, {})).toEqual([]);
    expect(shapeIssues(policyFrame, { addressLists: { any: Symbol('thing') } })).toEqual([]);
  });

  it('tells unknown keys with the known ones, and values with what is wanted', () => {
    expect(shapeIssues(addressListEntryObject, { x: 1, y: 2, value: 3 })).toEqual([
      { kind: 'invalid-value', path: ['value'], wanted: 'a domain, an address, `*.example.com` or `*`', words: [] },
      { kind: 'unknown-key', path: [], keys: ['x', 'y'], known: ['value', 'requireAuthentication'] },
    ]);
    expect(shapeIssues(addressListEntryObject, 7)).toEqual([
      { kind: 'invalid-value', path: [], wanted: 'an object with `value`, and `requireAuthentication` if it is false', words: [] },
    ]);
    expect(shapeIssues(policyFrame, { alignment: 'x' })).toEqual([{ kind: 'invalid-value', path: ['alignment'], wanted: 'one of `relaxed`, `strict`', words: ['relaxed', 'strict'] }]);
  });
});
