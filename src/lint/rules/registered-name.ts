// Entries that are about the wrong domain by what is known of it: a public suffix, an own domain, a free-mail provider.

import { quote } from '../../model/quotation.js';
import { allEntries, domainOfEntry, entrySubject } from '../linted-policy.js';
import type { LintedPolicy } from '../linted-policy.js';
import type { Report } from '../report.js';

/** S-5.5: a suffix belongs to nobody who writes mail, and below it everybody can register. */
export function checkPublicSuffixes(policy: LintedPolicy, report: Report): void {
  for (const [entry, list] of allEntries(policy)) {
    if (!report.wants('public-suffix-entry')) return;
    if (entry.kind === 'everyone' || policy.organizationOf(domainOfEntry(entry)) !== null) continue;
    const suffix = quote(domainOfEntry(entry));
    const message =
      entry.kind === 'subdomains'
        ? `${quote(entry.value)} covers every domain that anybody has registered below the public suffix ${suffix}`
        : `${quote(entry.value)} is at the public suffix ${suffix}, which is no partner's domain`;
    report.add('public-suffix-entry', entrySubject(entry, list, policy), message, 'write the domain of the partner, below the suffix');
  }
}

/** S-4.5: outbound mail to an own domain is internal. */
export function checkOwnDomains(policy: LintedPolicy, report: Report): void {
  const own = policy.compiled.internalDomains;
  if (own === null) return;
  for (const [entry, list] of allEntries(policy)) {
    if (!report.wants('own-domain-entry')) return;
    if ((entry.kind !== 'domain' && entry.kind !== 'address') || !own.has(domainOfEntry(entry))) continue;
    const message =
      `${quote(domainOfEntry(entry))} is one of the own domains: mail to it is internal, so that outbound ${quote(entry.value)} never matches; ` +
      'inbound it matches mail that claims to come from the organisation itself';
    report.add('own-domain-entry', entrySubject(entry, list, policy), message, 'remove the entry, or take the domain out of `domains` if its mail leaves the organisation');
  }
}

/** The addresses of partners who have no domain of their own are entries as any other. */
export function checkFreeMail(policy: LintedPolicy, report: Report): void {
  for (const [entry, list] of allEntries(policy)) {
    if (!report.wants('free-mail-entry')) return;
    if ((entry.kind !== 'domain' && entry.kind !== 'subdomains') || !policy.options.freeMailDomains.has(domainOfEntry(entry))) continue;
    const message = `${quote(domainOfEntry(entry))} is a free-mail provider, where anybody can have an address; ${quote(entry.value)} says nothing of a partner`;
    report.add('free-mail-entry', entrySubject(entry, list, policy), message, 'write the addresses of the partners instead');
  }
}
