// Entries that could be taken for one another (S-11.4, S-14.4).

import type { AddressListEntry } from '../../model/address-list-entry.js';
import type { Address, AddressText } from '../../model/address.js';
import { toUnicode } from '../../model/idna.js';
import { byCodeUnits } from '../../model/text.js';
import { caselessSkeleton } from '../../explain/confusables.js';
import { EntriesByDomain } from '../../explain/entries-by-domain.js';
import { indexLookAlikes } from '../../explain/look-alike.js';
import type { LookAlikeIndex } from '../../explain/look-alike.js';
import { quoted } from '../../explain/visible-text.js';
import { domainOfEntry, entrySubject } from '../linted-policy.js';
import type { LintedPolicy } from '../linted-policy.js';
import type { Report } from '../report.js';

/** Of each two it is said once, at the one that is more likely the impostor. */
export function checkLookAlikes(policy: LintedPolicy, report: Report): void {
  const names = new EntriesByDomain(policy.entries);
  const index = indexLookAlikes(names, (domain) => policy.organizationOf(domain) ?? null);
  const search: Search = { names, index, skeletonOf: skeletons(), policy, report };
  for (const domain of index.suspects()) {
    for (const number of names.at(domain)) {
      if (!report.wants('look-alike-entry') && !report.wants('similar-entry')) return;
      const entry = names.entry(number);
      if (entry !== undefined) checkEntry(entry, names.list(number), search);
    }
  }
}

interface Search {
  readonly names: EntriesByDomain;
  readonly index: LookAlikeIndex;
  readonly skeletonOf: (domain: string) => string;
  readonly policy: LintedPolicy;
  readonly report: Report;
}

function checkEntry(entry: AddressListEntry, list: number, search: Search): void {
  const { index, policy, report } = search;
  const subject = entrySubject(entry, list, policy);
  const alike = report.wants('look-alike-entry') ? toldOf(entry, index.ofSameSkeleton(addressOf(entry)), search) : NOTHING;
  if (alike.length > 0) {
    const message = `${shown(entry)} looks like ${namesOf(alike)}; one of them may be an impostor`;
    report.add('look-alike-entry', subject, message, 'compare them with the names that the partners use, and remove the wrong one');
  }
  const similar = report.wants('similar-entry') ? toldOf(entry, index.ofOneSlip(addressOf(entry)), search).filter((other) => !isConfusable(entry, other, search)) : NOTHING;
  if (similar.length > 0) {
    const message = `${shown(entry)} is one slip of the pen from ${namesOf(similar)}`;
    report.add('similar-entry', subject, message, 'make sure that all of them are meant');
  }
}

const NOTHING: readonly AddressListEntry[] = Object.freeze([]);
const MOST_SHOWN = 3;
const MOST_COUNTED = 100;
/** More look-alikes of one entry than these are not looked at: where thousands of names come close to each other, some of them say enough. */
const MOST_COMPARED = 500;

/** Those of the candidates that are told at this entry, each once. */
function toldOf(entry: AddressListEntry, candidates: Iterable<number>, { names }: Search): AddressListEntry[] {
  const told = new Map<string, AddressListEntry>();
  let compared = 0;
  for (const number of candidates) {
    if (++compared > MOST_COMPARED) break;
    const other = names.entry(number);
    if (other !== undefined && isTold(entry, other)) told.set(other.value, other);
  }
  return [...told.values()].sort((a, b) => byCodeUnits(a.value, b.value));
}

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
function isConfusable(entry: AddressListEntry, other: AddressListEntry, { skeletonOf, policy: { organizationOf } }: Search): boolean {
  const [domain, otherDomain] = [domainOfEntry(entry), domainOfEntry(other)];
  if (skeletonOf(domain) === skeletonOf(otherDomain)) return true;
  const [organization, otherOrganization] = [organizationOf(domain), organizationOf(otherDomain)];
  return typeof organization === 'string' && typeof otherOrganization === 'string' && skeletonOf(organization) === skeletonOf(otherOrganization);
}

/** Each domain is looked at once, though it may come close to many. */
function skeletons(): Search['skeletonOf'] {
  const known = new Map<string, string>();
  return (domain) => {
    const skeleton = known.get(domain) ?? caselessSkeleton(toUnicode(domain));
    known.set(domain, skeleton);
    return skeleton;
  };
}

/** For a domain or wildcard: anybody there. */
function addressOf(entry: AddressListEntry): Address {
  const domain = domainOfEntry(entry);
  return { text: (entry.kind === 'address' ? entry.value : domain) as AddressText, domain };
}

/** The first few, and how many more there are, as far as that was counted. */
function namesOf(entries: readonly AddressListEntry[]): string {
  const more = entries.length - MOST_SHOWN;
  const rest = more > MOST_COUNTED ? ['and many more'] : more > 0 ? [`and ${more} more`] : [];
  return [...entries.slice(0, MOST_SHOWN).map(shown), ...rest].join(', ');
}

/** A-labels hide what a reader of the mail sees. */
function shown(entry: AddressListEntry): string {
  const domain = domainOfEntry(entry);
  const displayed = entry.value.slice(0, entry.value.length - domain.length) + toUnicode(domain);
  return displayed === entry.value ? quoted(entry.value) : `${quoted(entry.value)} (displayed as ${quoted(displayed)})`;
}
