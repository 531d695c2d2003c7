// A policy whose testing mode is over: every setting enforced, everything else as it was (S-7.6).
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/engine.js';
import type { PolicyInput } from '../../../src/index.js';
import { enforcedPolicy } from '../../../src/policy/enforced-policy.js';
import { contentOf, policyDocument } from '../../../src/policy/parsed-policy.js';

const document: PolicyInput = {
  addressLists: { partners: ['partner.example'] },
  orgUnits: [
    { path: '/', settings: [{ id: 'a', mode: 'testing', appliesTo: ['outbound'], addressLists: ['partners'] }] },
    { path: '/sales', settings: [{ id: 'a', mode: 'testing', enabled: false, appliesTo: ['outbound'], addressLists: ['partners'] }, { id: 'b', appliesTo: ['inbound'], addressLists: ['partners'] }] },
  ],
};

describe('an enforced policy', () => {
  it('is the policy without its modes; what is not enabled stays so', () => {
    const { policy } = compilePolicy(document);
    const expected = structuredClone(policyDocument(policy));
    for (const { settings = [] } of expected.orgUnits ?? []) for (const setting of settings) delete setting.mode;
    expect(policyDocument(enforcedPolicy(policy))).toEqual(expected);
    expect(expected.orgUnits?.[1]?.settings?.map(({ enabled }) => enabled)).toEqual([false, undefined]);
  });

  it('leaves the policy that it was made of as it was, and shares its lists', () => {
    const { policy } = compilePolicy(document);
    const before = policyDocument(policy);
    const { index, users } = contentOf(enforcedPolicy(policy));
    expect(policyDocument(policy)).toEqual(before);
    expect(index).toBe(contentOf(policy).index);
    expect(users).toBe(contentOf(policy).users);
  });

  it('can be compiled, and observes nothing', () => {
    const engine = compilePolicy(enforcedPolicy(compilePolicy(document).policy));
    const [recipient] = engine.evaluate({ envelope: { mailFrom: 'ann@us.example', rcptTo: ['bob@partner.example'] } }, 'outbound').recipients;
    expect(recipient).toMatchObject({ constraints: { tls: 'required' }, determinedBy: [{ setting: 'a', orgUnit: '/' }], testing: [] });
  });

  it('is made of nothing but a policy', () => {
    expect(() => enforcedPolicy({} as never)).toThrow(TypeError);
  });
});
