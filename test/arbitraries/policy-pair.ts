// Pairs of policies: small and whole ones, after a few edits or drawn anew.

import type { PolicyInput } from '../../src/model/document.js';
import { canonical, isMixed, type PolicyPair } from '../reference/policy-pair.js';
import type { Choices } from './choices.js';
import { organizationalDomain } from './domain.js';
import { CHANGE_CHOICES, changedPolicy } from './policy-change.js';
import { POLICY_CHOICES, policyCase } from './policy.js';
import { changeDocument } from './small-change.js';
import { SMALL_POLICY_CHOICES, smallPolicy } from './small-policy.js';

export interface PairCase extends PolicyPair {
  /** As they are written: what `src` takes. */
  readonly written: { readonly before: PolicyInput; readonly after: PolicyInput };
}

/** How many choices a pair takes at most, more or less. */
export const PAIR_CHOICES = POLICY_CHOICES + 2 * SMALL_POLICY_CHOICES + CHANGE_CHOICES;

/** Either can be invalid. */
export function pairCase(choices: Choices): PairCase {
  if (choices.chance(15)) {
    const { policy, orgUnitOf, organizationalDomain: custom } = policyCase(choices);
    return pairOf(policy, changedPolicy(choices, policy), orgUnitOf ?? undefined, custom ?? organizationalDomain);
  }
  const policy = smallPolicy(choices);
  const answers = choices.chance(30) ? new Map<string, unknown>(['ann@corp.test', 'bob@corp.test'].map((user) => [user, choices.pick(['/Sales', '/', '/nowhere', undefined])])) : undefined;
  return pairOf(policy, otherPolicy(choices, policy), answers, organizationalDomain);
}

function otherPolicy(choices: Choices, policy: PolicyInput): PolicyInput {
  const kind = choices.below(8);
  if (kind === 7) return smallPolicy(choices);
  if (kind < 4) return changedPolicy(choices, policy);
  const changed = structuredClone(policy);
  for (let count = choices.pick([1, 2, 4, 8]); count > 0; count--) changeDocument(choices, changed);
  return changed;
}

/** A function that tells spellings apart is not looked through where case counts in one policy alone (S-13.2). */
export function pairOf(before: PolicyInput, after: PolicyInput, orgUnitOf?: ReadonlyMap<string, unknown>, organization = organizationalDomain): PairCase {
  const pair = { before: canonical(before), after: canonical(after), organizationalDomain: remembering(organization), written: { before, after } };
  return orgUnitOf === undefined || isMixed(pair) ? pair : { ...pair, orgUnitOf };
}

/** The oracle asks the same again and again. */
function remembering(organization: PolicyPair['organizationalDomain']): PolicyPair['organizationalDomain'] {
  const answers = new Map<string, string | null>();
  return (domain) => {
    const known = answers.get(domain);
    if (known !== undefined) return known;
    const answer = organization(domain);
    answers.set(domain, answer);
    return answer;
  };
}
