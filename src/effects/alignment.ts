// Which domain could vouch for an author under relaxed alignment alone (S-5.2): the one thing in which policies that differ in alignment differ.

import { isAddressLiteral } from '../model/address-literal.js';
import { parseAddress } from '../model/address.js';
import { parseDomain } from '../model/domain.js';
import type { OrganizationalDomain } from '../evaluate/organizational-domain.js';
import type { TwoPolicies } from './two-policies.js';

export function differInAlignment({ before, after }: TwoPolicies): boolean {
  return before.content.alignment !== after.content.alignment;
}

/** Another domain of the author's organisation; null where there can be none, as for a public suffix and an address literal (S-5.5). */
export function alignedDomain(author: string, organizationalDomain: OrganizationalDomain): string | null {
  const domain = domainOf(author);
  const organization = isAddressLiteral(domain) ? null : organizationalDomain(domain);
  if (organization === null) return null;
  return [organization, `mail.${organization}`, `m.${organization}`].find((other) => other !== domain && parseDomain(other) !== null) ?? null;
}

export function domainOf(address: string): string {
  return parseAddress(address, true)?.domain ?? '';
}
