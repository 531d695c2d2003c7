// Where the subjects of findings stand in the canonical document of a policy. Its entries need not be written out for that, though there may be millions.

import type { PolicyInput } from '../model/document.js';
import type { AddressListEntry } from '../model/address-list-entry.js';
import type { PolicyContent } from '../model/policy.js';
import { policyDocumentOf } from '../policy/policy-document.js';
import type { LintSubject } from './lint-finding.js';
import { placesIn, wantedEntries } from './document-places.js';
import type { Place } from './document-places.js';

/** The canonical document with an entry in place of all entries of a list, and without users: as far as warnings are about it (S-1.6). */
export function canonicalFrame(content: PolicyContent): PolicyInput {
  const frame = policyDocumentOf({ ...content, addressLists: [], users: new Map() });
  const addressLists = Object.fromEntries(content.addressLists.map(({ name, size }) => [name, { entries: size === 0 ? [] : ['*'] }]));
  return { ...frame, addressLists };
}

/** @param entries - of the lists, by their places */
export function canonicalPlaces(
  content: PolicyContent,
  entries: readonly (readonly AddressListEntry[])[],
  subjects: readonly LintSubject[],
): (subject: LintSubject) => Place {
  const wanted = wantedEntries(subjects);
  const known = new Map(content.addressLists.map(({ name }, list) => [name, entryPlaces(name, entries[list] ?? [], wanted.get(name) ?? new Set())]));
  const others = placesIn(canonicalFrame(content), subjects.filter(({ kind }) => kind !== 'entry'));
  return (subject) => {
    if (subject.kind === 'user') return { path: ['users', subject.user], within: null };
    return (subject.kind === 'entry' ? known.get(subject.addressList)?.get(subject.entry) : undefined) ?? others(subject);
  };
}

/** An entry is written as text, or as an object if it does not require authentication. */
function entryPlaces(name: string, entries: readonly AddressListEntry[], wanted: ReadonlySet<string>): Map<string, Place> {
  const places = new Map<string, Place>();
  if (wanted.size === 0) return places;
  for (const [index, { value, requireAuthentication }] of entries.entries()) {
    if (wanted.has(value)) places.set(value, { path: ['addressLists', name, 'entries', index, ...(requireAuthentication ? [] : ['value'])], within: null });
  }
  return places;
}
