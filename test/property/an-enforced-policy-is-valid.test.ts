// S-7.6: with every setting enforced a valid policy stays valid, and decides as the document that says so.

import { expect, it } from 'vitest';
import { compilePolicy, parsePolicy, policyDocument } from '../../src/index.js';
import type { PolicyInput } from '../../src/index.js';
import { enforcedPolicy } from '../../src/policy/enforced-policy.js';
import { assertLaw, copyOf, engineOf, optionsOf } from './situation.js';

it('a policy whose testing mode is over is valid, and decides as its document read anew', () => {
  let ended = 0;
  assertLaw(({ policyCase, cases }, seen) => {
    const before = engineOf(policyCase);
    const enforced = enforcedPolicy(before.policy);
    const anew = parsePolicy(withoutModes(policyCase.policy));
    if (!anew.ok) throw new Error(anew.issues.map(({ message }) => message).join('\n'));
    expect(policyDocument(enforced)).toEqual(policyDocument(anew.policy));
    const [now, read] = [compilePolicy(enforced, optionsOf(policyCase)), compilePolicy(anew.policy, optionsOf(policyCase))];
    for (const { message, direction } of cases) {
      const decision = seen(now.evaluate(message, direction));
      expect(decision).toEqual(read.evaluate(message, direction));
      expect(decision.recipients.flatMap(({ testing }) => testing)).toEqual([]);
      if (before.evaluate(message, direction).recipients.some(({ testing }) => testing.length > 0)) ended += 1;
    }
  });
  expect(ended).toBeGreaterThan(0);
});

function withoutModes(document: PolicyInput): PolicyInput {
  const policy = copyOf(document);
  for (const { settings = [] } of policy.orgUnits ?? []) for (const setting of settings) delete setting.mode;
  return policy;
}
