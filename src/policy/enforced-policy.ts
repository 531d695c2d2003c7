// A policy as it will be when testing mode is over: the same, with every setting enforced (S-7.6).

import type { OrgUnit, Policy } from '../model/policy.js';
import { contentOf, makePolicy } from './parsed-policy.js';

/**
 * The policy with every setting enforced: each takes the place of what it overrides, and its route and requirements count.
 *
 * Whatever is valid stays so, and nothing is read again: no check of a document asks for the mode, and overriding a locked setting is an error in testing
 * mode too (S-7.6). Lists and users, of which there may be millions, are shared with the policy.
 *
 * @throws TypeError if the value is no policy that `parsePolicy` made
 * @see clause S-7.6
 */
export function enforcedPolicy(policy: Policy): Policy {
  const content = contentOf(policy);
  return makePolicy(Object.freeze({ ...content, orgUnits: Object.freeze(content.orgUnits.map(enforcedUnit)) }));
}

function enforcedUnit(unit: OrgUnit): OrgUnit {
  return Object.freeze({ ...unit, settings: Object.freeze(unit.settings.map((setting) => Object.freeze({ ...setting, mode: 'enforce' as const }))) });
}
