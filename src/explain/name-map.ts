// Listed entries by some form of their domain and by local part. Domain entries concern every local part, address entries their own.

import { append } from '../model/multimap.js';
import type { EntriesByDomain } from './entries-by-domain.js';

const NO_ENTRIES: readonly number[] = Object.freeze([]);

export interface NameMap {
  /** The numbers of the entries under the key that concern addresses of this local part. Asked first, a key takes time linear in what is under it. */
  get(localPart: string, key: string): readonly number[];
  /** The same one by one: whoever needs only the first few does not wait for the others. */
  each(localPart: string, key: string): Iterable<number>;
}

/**
 * @param domainsOf - the numbers of the domains under a key
 * @param formOf - the form in which local parts are compared; that of '' is ''
 */
export function nameMap(entries: EntriesByDomain, domainsOf: (key: string) => readonly number[], formOf: (localPart: string) => string = asItIs): NameMap {
  /** Of the keys that were asked for: most never are. */
  const known = new Map<string, ReadonlyMap<string, readonly number[]>>();
  const under = (key: string): ReadonlyMap<string, readonly number[]> => {
    const byLocalPart = known.get(key) ?? readEntries(entries, domainsOf(key), formOf);
    if (byLocalPart.size > 0) known.set(key, byLocalPart);
    return byLocalPart;
  };
  const each = function* (localPart: string, key: string): Generator<number> {
    const byLocalPart = under(key);
    yield* byLocalPart.get('') ?? NO_ENTRIES;
    if (localPart !== '') yield* byLocalPart.get(formOf(localPart)) ?? NO_ENTRIES;
  };
  return { get: (localPart, key) => (localPart === '' ? (under(key).get('') ?? NO_ENTRIES) : [...each(localPart, key)]), each };
}

function readEntries(entries: EntriesByDomain, domains: readonly number[], formOf: (localPart: string) => string): Map<string, number[]> {
  const byLocalPart = new Map<string, number[]>();
  for (const domain of domains) {
    for (const entry of entries.at(domain)) append(byLocalPart, formOf(entries.name(entry).localPart), entry);
  }
  return byLocalPart;
}

function asItIs(localPart: string): string {
  return localPart;
}
