// Which entries an address could be taken for (S-11.4). They look alike when they have the same UTS 39 skeleton (as U-labels, without case), or
// when their registrable domains have it or differ in one slip of the pen; an address entry looks like addresses of its own local part only, or
// of the same skeleton as a whole. For explanations and lint only; nothing is matched by it (S-3.3, S-11.2).

import { isAddressLiteral } from '../model/address-literal.js';
import type { Address } from '../model/address.js';
import { isBelow } from '../model/domain.js';
import { toUnicode } from '../model/idna.js';
import { caselessSkeleton } from './confusables.js';
import type { EntriesByDomain } from './entries-by-domain.js';
import { writtenLocalPart } from './listed-name.js';
import { nameMap } from './name-map.js';
import { NumberMap } from './number-map.js';
import { indexSpellings } from './spelling.js';

export interface LookAlikeIndex {
  /** The numbers of the entries that the address looks like, in no particular order and with repetition. */
  of(address: Address): number[];
  /** Those of the same skeleton, as a whole or in the registrable domain, one by one. */
  ofSameSkeleton(address: Address): Iterable<number>;
  /** Those whose registrable domain is one slip away, one by one. */
  ofOneSlip(address: Address): Iterable<number>;
  /** The numbers of the domains that share their skeleton, come close in their registrable domain, or have addresses alike: no other entry looks like one. */
  suspects(): ReadonlySet<number>;
}

/**
 * Linear in the entries; a query looks at the entries it finds and at few others.
 *
 * @see clause S-11.4
 */
export function indexLookAlikes(entries: EntriesByDomain, organizationalDomain: (domain: string) => string | null): LookAlikeIndex {
  const skeletons = new NumberMap();
  const organizations = new NumberMap();
  const registrables: string[] = [];
  for (const [domain, number] of entries.domains()) {
    skeletons.add(domainSkeleton(domain), number);
    const registrable = registrableDomain(domain, organizationalDomain);
    if (registrable !== null && organizations.add(registrable, number)) registrables.push(registrable);
  }
  // The skeleton of an address is that of its local part, `@` included, and that of its domain: nothing joins across an `@`.
  const bySkeleton = nameMap(entries, (domain) => skeletons.get(domain), caselessSkeleton);
  const byRegistrable = nameMap(entries, (registrable) => organizations.get(registrable));
  const similar = indexRegistrables(registrables);
  const ofSameSkeleton = function* (address: Address): Generator<number> {
    const localPart = writtenLocalPart(address);
    for (const number of bySkeleton.each(localPart, domainSkeleton(address.domain))) {
      const name = entries.name(number);
      if (name.domain !== address.domain || ![localPart, ''].includes(name.localPart)) yield number;
    }
    const registrable = registrableDomain(address.domain, organizationalDomain);
    if (registrable !== null) for (const other of similar.inSkeleton(registrable)) yield* byRegistrable.each(localPart, other);
  };
  const ofOneSlip = function* (address: Address): Generator<number> {
    const registrable = registrableDomain(address.domain, organizationalDomain);
    if (registrable !== null) for (const other of similar.inSpelling(registrable)) yield* byRegistrable.each(writtenLocalPart(address), other);
  };
  return {
    of: (address) => [...ofSameSkeleton(address), ...ofOneSlip(address)],
    ofSameSkeleton,
    ofOneSlip,
    suspects: () => {
      const close = [...similar.suspects()].flatMap((number) => organizations.get(registrables[number] ?? ''));
      return new Set([...[...skeletons.shared()].flat(), ...close, ...domainsOfAddressesAlike(entries)]);
    },
  };
}

/** Domains with two addresses whose local parts have one skeleton. */
function* domainsOfAddressesAlike(entries: EntriesByDomain): Generator<number> {
  for (const [, domain] of entries.domains()) {
    const localParts = new Set<string>();
    for (const entry of entries.at(domain)) localParts.add(entries.name(entry).localPart);
    localParts.delete('');
    // Most domains have one entry.
    if (localParts.size > 1 && new Set([...localParts].map(caselessSkeleton)).size < localParts.size) yield domain;
  }
}

interface SimilarRegistrables {
  /** The others of the same skeleton. */
  inSkeleton(registrable: string): Iterable<string>;
  /** Those that are one slip away. */
  inSpelling(registrable: string): Iterable<string>;
  /** The numbers of those that are similar to another of them. */
  suspects(): Iterable<number>;
}

function indexRegistrables(registrables: readonly string[]): SimilarRegistrables {
  const bySkeleton = new NumberMap();
  registrables.forEach((registrable, number) => bySkeleton.add(caselessSkeleton(registrable), number));
  const spellings = indexSpellings(registrables);
  return {
    inSkeleton: function* (registrable) {
      for (const number of bySkeleton.each(caselessSkeleton(registrable))) {
        const other = registrables[number];
        if (other !== undefined && other !== registrable) yield other;
      }
    },
    inSpelling: (registrable) => spellings.eachOneSlipFrom(registrable),
    suspects: () => [...[...bySkeleton.shared()].flat(), ...spellings.neighbours()],
  };
}

function domainSkeleton(domain: string): string {
  return caselessSkeleton(toUnicode(domain));
}

/** As U-labels. The function may be the caller's own: whatever it throws or makes up counts as no answer. */
function registrableDomain(domain: string, organizationalDomain: (domain: string) => unknown): string | null {
  if (isAddressLiteral(domain)) return null;
  try {
    const answer = organizationalDomain(domain);
    return typeof answer === 'string' && (answer === domain || isBelow(domain, answer)) ? toUnicode(answer) : null;
  } catch {
    return null;
  }
}
