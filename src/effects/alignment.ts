// Which domain could vouch for an author under relaxed alignment alone (S-5.2): the one thing in which policies that differ in alignment differ.

import { parseAddress } from '../model/address.js';
import { parseDomain } from '../model/domain.js';
import { organizationOf, untold } from '../evaluate/authentication.js';
import type { OrganizationalDomain } from '../evaluate/organizational-domain.js';
import type { TwoPolicies } from './two-policies.js';

export function differInAlignment({ before, after }: TwoPolicies): boolean {
  return before.content.alignment !== after.content.alignment;
}

/**
 * Another domain that aligns with the author's, or of which that cannot be told; null where there is none, as for a public suffix and an address literal
 * (S-5.5).
 */
export function alignedDomain(author: string, organizationalDomain: OrganizationalDomain): string | null {
  const domain = domainOf(author);
  const own = organizationOf(domain, organizationalDomain);
  if (own === null) return null;
  const near = own === untold ? domain : own;
  const others = [near, `mail.${near}`, `m.${near}`, `mail.${domain}`, 'aligned.example'].filter((other) => other !== domain && parseDomain(other) !== null);
  return others.find((other) => mayAlign(own, organizationOf(other, organizationalDomain))) ?? null;
}

/** What cannot be told could be so (S-12.3). */
function mayAlign(own: string | typeof untold, other: string | null | typeof untold): boolean {
  return own === untold || other === untold || other === own;
}

export function domainOf(address: string): string {
  return parseAddress(address, true)?.domain ?? '';
}
