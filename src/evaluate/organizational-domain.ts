// The one door to psl: which domains belong to one organisation, by the Public Suffix List with its private section (S-5.5).

import psl from 'psl';
import { isAddressLiteral } from '../model/address-literal.js';

/** The organisational domain of a canonical domain, or null where the domain is a public suffix itself. */
export type OrganizationalDomain = (domain: string) => string | null;

/** RFC 7489 section 3.2, over the list that psl carries. */
export function publicSuffixOrganizationalDomain(domain: string): string | null {
  if (isAddressLiteral(domain)) return null;
  // psl answers nothing below `.local`, but an unknown top-level domain is a suffix of one label.
  return domain.endsWith('.local') ? lastTwoLabels(domain) : psl.get(domain);
}

function lastTwoLabels(domain: string): string {
  return domain.slice(domain.lastIndexOf('.', domain.length - '.local'.length - 1) + 1);
}
