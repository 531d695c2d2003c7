// What holds for the policy as a whole: the organisation's own domains, and its options.

import type { PolicyInput } from '../model/document.js';
import type { Policy } from '../model/policy.js';
import { edit } from './edited-policy.js';
import { noRemarks } from './edit-result.js';
import type { EditResult } from './edit-result.js';
import { checkGiven, checkOptions } from './given-values.js';

/** Options of the policy as a whole; what is left out stays as it is. */
export interface PolicyOptions extends Partial<Pick<PolicyInput, 'alignment' | 'unknownAuthor' | 'caseSensitiveLocalParts'>> {
  /** The name of a route; null: none. */
  alternateSecureRoute?: string | null;
}

/**
 * Sets the organisation's own domains: afterwards it has those given, and no other.
 *
 * @param domains - exact, without wildcards
 * @returns the policy with the domains, or the issues: those of `parsePolicy`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for domains that are left out
 * @example setDomains(policy, ['example.com', 'example.org'])
 * @see clauses S-4.5, S-15.2
 */
export function setDomains(policy: Policy, domains: readonly string[]): EditResult {
  checkGiven(domains, 'the domains');
  return edit(policy, 'settings', ({ document }) => {
    document.domains = domains as string[];
    return noRemarks;
  });
}

/**
 * Sets options of the policy as a whole. Whether local parts keep their case decides which entries and users are equal: where case counts no longer,
 * entries that are equal then become one, and users that are equal then are refused.
 *
 * @param options - what is left out stays as it is
 * @returns the policy with the options, or the issues: those of `parsePolicy`
 * @throws TypeError for a policy that `parsePolicy` did not make, and for options that are no object or that there are not
 * @example setOptions(policy, { alignment: 'strict', alternateSecureRoute: null })
 * @see clauses S-2.2, S-4.3, S-5.2, S-7.5, S-15.2
 */
export function setOptions(policy: Policy, options: PolicyOptions): EditResult {
  const { alternateSecureRoute, ...others } = checkOptions(options, 'a policy', OPTIONS);
  return edit(policy, others.caseSensitiveLocalParts === undefined ? 'settings' : 'everything', ({ document }) => {
    Object.assign(document, others);
    if (alternateSecureRoute === null) delete document.alternateSecureRoute;
    else if (alternateSecureRoute !== undefined) document.alternateSecureRoute = alternateSecureRoute;
    return noRemarks;
  });
}

const OPTIONS: readonly string[] = ['alternateSecureRoute', 'alignment', 'unknownAuthor', 'caseSensitiveLocalParts'];
