// The handle of a parsed policy: unforgeable, immutable, and never mistaken for an empty document (S-1.3).
import { beforeEach, describe, expect, it } from 'vitest';
import type { Policy, PolicyContent } from '../../../src/model/policy.js';
import { contentOf, isPolicy, makePolicy, policyDocument } from '../../../src/policy/parsed-policy.js';
import { contentFrom, errorCodes } from './report.js';

let content: PolicyContent;
let policy: Policy;
beforeEach(() => {
  content = contentFrom({ domains: ['a.example'] });
  policy = makePolicy(content);
});

describe('a policy', () => {
  it('gives its content and its document', () => {
    expect(isPolicy(policy)).toBe(true);
    expect(contentOf(policy)).toBe(content);
    expect(policyDocument(policy)).toEqual({ domains: ['a.example'] });
  });

  it('is frozen', () => {
    expect(Object.isFrozen(policy)).toBe(true);
    expect(Reflect.ownKeys(policy)).toEqual(['parsedPolicy']);
  });

  it('is written as its document in JSON', () => {
    expect(JSON.stringify({ policy })).toBe('{"policy":{"domains":["a.example"]}}');
  });

  it.each<[string, () => unknown]>([
    ['an empty object', () => ({})],
    ['null', () => null],
    ['nothing', () => undefined],
    ['text', () => 'policy'],
    ['a document', () => ({ domains: ['a.example'] })],
    ['an object with its prototype', () => Object.create(Object.getPrototypeOf(policy) as object) as unknown],
    ['a proxy of one', () => new Proxy(policy, {})],
  ])('is not %s', (_what, make) => {
    const value = make();
    expect(isPolicy(value)).toBe(false);
    expect(() => contentOf(value as Policy)).toThrow(new TypeError('the value is not a parsed policy; pass the `policy` that parsePolicy returned'));
    expect(() => policyDocument(value as Policy)).toThrow(TypeError);
  });

  it('inside a document is no plain JSON', () => {
    expect(errorCodes({ orgUnits: policy })).toEqual(['not-plain-json']);
  });
});
