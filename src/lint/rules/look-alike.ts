// Entries that could be taken for one another (S-11.4, S-14.4).

import type { AddressListEntry } from '../../model/address-list-entry.js';
import type { Address, AddressText } from '../../model/address.js';
import { toUnicode } from '../../model/idna.js';
import { byCodeUnits } from '../../model/text.js';
import { caselessSkeleton } from '../../explain/confusables.js';
import { EntriesByDomain } from '../../explain/entries-by-domain.js';
import { indexLookAlikes } from '../../explain/look-alike.js';
import type { LookAlikeIndex } from '../../explain/look-alike.js';
import { few, quoted } from '../../explain/visible-text.js';
import { domainOfEntry, entrySubject } from '../linted-policy.js';
import type { LintedPolicy } from '../linted-policy.js';
import type { Report } from '../report.js';

/** Of each two it is said once, at the one that is more likely the impostor. */
export function checkLookAlikes(policy: LintedPolicy, report: Report): void {
  const names = new EntriesByDomain(policy.entries);
  const index = indexLookAlikes(names, (domain) => policy.organizationOf(domain) ?? null);
  for (const domain of index.suspects()) {
    for (const number of names.at(domain)) {
      if (!report.wants('look-alike-entry') && !report.wants('similar-entry')) return;
      checkEntry(number, names, index, policy, report);
    }
  }
}

function checkEntry(number: number, names: EntriesByDomain, index: LookAlikeIndex, policy: LintedPolicy, report: Report): void {
  const entry = names.entry(number);
  if (entry === undefined) return;
  const others = new Map<string, AddressListEntry>();
  for (const other of index.of(addressOf(entry))) {
    const found = names.entry(other);
    if (found !== undefined && isTold(entry, found)) others.set(found.value, found);
  }
  const sorted = [...others.values()].sort((a, b) => byCodeUnits(a.value, b.value));
  const alike = sorted.filter((other) => isConfusable(entry, other, policy));
  const similar = sorted.filter((other) => !alike.includes(other));
  const subject = entrySubject(entry, names.list(number), policy);
  if (alike.length > 0) {
    const message = `${shown(entry)} looks like ${few(alike.map(shown), MOST_SHOWN).join(', ')}; one of them may be an impostor`;
    report.add('look-alike-entry', subject, message, 'compare them with the names that the partners use, and remove the wrong one');
  }
  if (similar.length > 0) {
    const message = `${shown(entry)} is one slip of the pen from ${few(similar.map(shown), MOST_SHOWN).join(', ')}`;
    report.add('similar-entry', subject, message, 'make sure that all of them are meant');
  }
}

const MOST_SHOWN = 3;

/** An internationalised name is the likelier impostor; else the later one. An address looks like domains, and no domain looks like an address. */
function isTold(entry: AddressListEntry, other: AddressListEntry): boolean {
  if (entry.kind === 'address' && other.kind !== 'address') return true;
  const [international, otherInternational] = [isInternational(entry), isInternational(other)];
  return international === otherInternational ? entry.value > other.value : international;
}

function isInternational({ value }: AddressListEntry): boolean {
  return value.includes('xn--') || /[^\0-\x7f]/.test(value);
}

/** The same skeleton, as a whole or in the registrable domain: anything else is a slip. */
function isConfusable(entry: AddressListEntry, other: AddressListEntry, { organizationOf }: LintedPolicy): boolean {
  const [domain, otherDomain] = [domainOfEntry(entry), domainOfEntry(other)];
  if (skeletonOf(domain) === skeletonOf(otherDomain)) return true;
  const [organization, otherOrganization] = [organizationOf(domain), organizationOf(otherDomain)];
  return typeof organization === 'string' && typeof otherOrganization === 'string' && skeletonOf(organization) === skeletonOf(otherOrganization);
}

function skeletonOf(domain: string): string {
  return caselessSkeleton(toUnicode(domain));
}

/** For a domain or wildcard: anybody there. */
function addressOf(entry: AddressListEntry): Address {
  const domain = domainOfEntry(entry);
  return { text: (entry.kind === 'address' ? entry.value : domain) as AddressText, domain };
}

/** A-labels hide what a reader of the mail sees. */
function shown(entry: AddressListEntry): string {
  const domain = domainOfEntry(entry);
  const displayed = entry.value.slice(0, entry.value.length - domain.length) + toUnicode(domain);
  return displayed === entry.value ? quoted(entry.value) : `${quoted(entry.value)} (displayed as ${quoted(displayed)})`;
}
