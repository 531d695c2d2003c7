// Which domain could vouch for an author under relaxed alignment alone (S-5.2): the one thing in which policies that differ in alignment differ.

import { parseAddress } from '../model/address.js';
import type { AddressListEntry } from '../model/address-list-entry.js';
import { parseDomain } from '../model/domain.js';
import { organizationOf, untold } from '../evaluate/authentication.js';
import type { OrganizationalDomain } from '../evaluate/organizational-domain.js';
import type { TwoPolicies } from './two-policies.js';

/**
 * Another domain that aligns with the author's, or of which that cannot be told; null where there is none, as for a public suffix and an address literal
 * (S-5.5), and where the policies do not differ in alignment.
 */
export type AlignedDomain = (author: string) => string | null;

export function differInAlignment({ before, after }: TwoPolicies): boolean {
  return before.content.alignment !== after.content.alignment;
}

/** Looked for near the author's domain, and among those that either policy names: only the caller's function may know that they are one organisation. */
export function alignedDomains(policies: TwoPolicies, organizationalDomain: OrganizationalDomain): AlignedDomain {
  if (!differInAlignment(policies)) return () => null;
  let named: NamedOrganizations | null = null;
  return (author) => {
    const domain = domainOf(author);
    const own = organizationOf(domain, organizationalDomain);
    if (own === null) return null;
    const near = nearby(domain, own).find((other) => mayAlign(own, organizationOf(other, organizationalDomain)));
    if (near !== undefined) return near;
    named ??= namedOrganizations(policies, organizationalDomain);
    return [...(named.get(own) ?? []), ...(named.get(untold) ?? [])].find((other) => other !== domain) ?? null;
  };
}

function nearby(domain: string, own: string | typeof untold): string[] {
  const near = own === untold ? domain : own;
  return [near, `mail.${near}`, `m.${near}`, `mail.${domain}`, 'aligned.example'].filter((other) => other !== domain && parseDomain(other) !== null);
}

/** What cannot be told could be so (S-12.3). */
function mayAlign(own: string | typeof untold, other: string | null | typeof untold): boolean {
  return own === untold || other === untold || other === own;
}

/** Domains of each organisation: two, so that one of them is another than the author's. */
type NamedOrganizations = ReadonlyMap<string | typeof untold, ReadonlySet<string>>;

function namedOrganizations(policies: TwoPolicies, organizationalDomain: OrganizationalDomain): NamedOrganizations {
  const organizations = new Map<string | typeof untold, Set<string>>();
  for (const domain of namedDomains(policies)) {
    const organization = organizationOf(domain, organizationalDomain);
    if (organization === null) continue;
    const domains = organizations.get(organization) ?? new Set();
    if (domains.size < 2) organizations.set(organization, domains.add(domain));
  }
  return organizations;
}

function* namedDomains({ before, after }: TwoPolicies): Generator<string> {
  for (const { index, content } of [before, after]) {
    yield* content.domains;
    for (const entries of index.entriesByList()) for (const entry of entries) if (entry.kind !== 'everyone') yield domainOfEntry(entry);
  }
}

function domainOfEntry({ kind, value }: AddressListEntry): string {
  if (kind === 'address') return domainOf(value);
  return kind === 'subdomains' ? value.slice(2) : value;
}

export function domainOf(address: string): string {
  return parseAddress(address, true)?.domain ?? '';
}
