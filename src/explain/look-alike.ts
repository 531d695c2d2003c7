// Which entries an address could be taken for. They look alike when they have the same UTS 39 skeleton (as U-labels, without case), or when
// their registrable domains have it or differ in one slip of the pen; an address entry looks like addresses of its own local part only, or
// of the same skeleton as a whole. For explanations and lint only; nothing is matched by it (S-3.3, S-11.2).

import { isAddressLiteral } from '../model/address-literal.js';
import type { Address } from '../model/address.js';
import { isBelow } from '../model/domain.js';
import { toUnicode } from '../model/idna.js';
import { caselessSkeleton } from './confusables.js';
import type { ListedName } from './listed-name.js';
import { writtenLocalPart } from './listed-name.js';
import { NameMap } from './name-map.js';
import { indexSpellings } from './spelling.js';

export interface LookAlikeIndex {
  /** The names that the address looks like, in no particular order and with repetition. */
  of(address: Address): ListedName[];
}

/** Linear in the names; a query looks at the names it finds and at no others. */
export function indexLookAlikes(names: readonly ListedName[], organizationalDomain: (domain: string) => string | null): LookAlikeIndex {
  const bySkeleton = new Map<string, ListedName[]>();
  const byRegistrable = new NameMap();
  const byRegistrableSkeleton = new NameMap();
  const registrables = new Set<string>();
  for (const name of names) {
    append(bySkeleton, wholeSkeleton(name.localPart, name.domain), name);
    const registrable = registrableDomain(name.domain, organizationalDomain);
    if (registrable === null) continue;
    registrables.add(registrable);
    byRegistrable.add(name, registrable);
    byRegistrableSkeleton.add(name, caselessSkeleton(registrable));
  }
  const spellings = indexSpellings(registrables);
  return {
    of: (address) => {
      const localPart = writtenLocalPart(address);
      const same = [wholeSkeleton('', address.domain), wholeSkeleton(localPart, address.domain)].flatMap((key) => bySkeleton.get(key) ?? []);
      const alike = same.filter((name) => name.domain !== address.domain || ![localPart, ''].includes(name.localPart));
      const registrable = registrableDomain(address.domain, organizationalDomain);
      if (registrable === null) return alike;
      const ownNames = new Set(byRegistrable.get(localPart, [registrable]));
      const sameRegistrable = byRegistrableSkeleton.get(localPart, [caselessSkeleton(registrable)]).filter((name) => !ownNames.has(name));
      return [...alike, ...sameRegistrable, ...byRegistrable.get(localPart, spellings.oneSlipFrom(registrable))];
    },
  };
}

function append(map: Map<string, ListedName[]>, key: string, name: ListedName): void {
  const present = map.get(key);
  if (present === undefined) map.set(key, [name]);
  else present.push(name);
}

function wholeSkeleton(localPart: string, domain: string): string {
  return caselessSkeleton(localPart + toUnicode(domain));
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
