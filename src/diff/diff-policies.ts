// What changed between two policies, and what it means (S-13).

import { documentChanges } from '../change/document-changes.js';
import type { PolicyChange } from '../change/policy-change.js';
import { PolicyError } from '../model/diagnostic.js';
import type { PolicyInput } from '../model/document.js';
import type { Policy } from '../model/policy.js';
import { quote } from '../model/quotation.js';
import { parsePolicy } from '../policy/parse-policy.js';
import { publicSuffixOrganizationalDomain } from '../evaluate/organizational-domain.js';
import { policyEffects } from '../effects/policy-effects.js';
import type { PolicyEffect } from '../effects/policy-effects.js';

/** What the policy documents cannot say, as for `compilePolicy`; the same for both. */
export interface DiffOptions {
  /** The org unit of a user who is in `users` of one policy alone. Left out: the root (S-6.2). */
  readonly orgUnitOf?: (address: string) => string | undefined;
  /** Instead of the Public Suffix List (S-5.2). */
  readonly organizationalDomain?: (domain: string) => string | null;
}

/** A change of policy, and what it means. */
export interface PolicyDiff extends PolicyChange {
  /** The policy that was given first; of a document, what `parsePolicy` makes of it. Never null. */
  readonly before: Policy;
  /** Every effect, those that loosen first. Empty: no message is treated otherwise, whatever changed in the document. */
  readonly effects: readonly PolicyEffect[];
}

/**
 * What changed between two policies, in the words of the admin console, and what it means: for every org unit, direction and class of correspondents
 * whether the constraints tighten, loosen or stay, whether the route and the results of testing mode change, each with a message that shows it.
 *
 * It is complete: every class of correspondents that either policy can tell from the others is looked at. If `effects` is empty, no message gets other
 * constraints, another route, outcome or testing result. It takes time in the number of entries, and in that of org units with settings of their own.
 *
 * @param before - a policy, or the document of one
 * @param after - what takes its place, in either form as well
 * @param options - what no document says; left out: a user whom one policy alone lists is at the root of the other (S-6.2), and the Public Suffix List counts
 * @throws PolicyError for a document that is not valid
 * @throws TypeError for options that are not what they should be (S-12.4)
 * @example
 * const { changes, effects } = diffPolicies(inForce, proposed);
 * if (effects.some(({ loosens }) => loosens)) throw new Error('the change protects less than before');
 * @see clause S-13
 */
export function diffPolicies(before: PolicyInput | Policy, after: PolicyInput | Policy, options: DiffOptions = {}): PolicyDiff {
  const { orgUnitOf, organizationalDomain = publicSuffixOrganizationalDomain } = checkOptions(options);
  const [older, newer] = [policyOf(before), policyOf(after)];
  return { before: older, after: newer, changes: documentChanges(older, newer), effects: policyEffects(older, newer, { orgUnitOf, organizationalDomain }) };
}

function policyOf(policy: PolicyInput | Policy): Policy {
  const parsed = parsePolicy(policy);
  if (!parsed.ok) throw new PolicyError(parsed.issues);
  return parsed.policy;
}

const OPTIONS: readonly string[] = ['orgUnitOf', 'organizationalDomain'];

function checkOptions(options: DiffOptions): DiffOptions {
  if (typeof options !== 'object' || (options as DiffOptions | null) === null) throw new TypeError(`the options of diffPolicies are an object with ${OPTIONS.join(', ')}`);
  const unknown = Object.keys(options).find((key) => !OPTIONS.includes(key));
  if (unknown !== undefined) throw new TypeError(`diffPolicies has no option ${quote(unknown)}; it has ${OPTIONS.join(', ')}`);
  const noFunction = Object.entries(options).find(([, value]: [string, unknown]) => value !== undefined && typeof value !== 'function');
  if (noFunction !== undefined) throw new TypeError(`${quote(noFunction[0])} must be a function`);
  return options;
}
