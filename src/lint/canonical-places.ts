// Where the subjects of findings stand in the canonical document of a policy. Its entries need not be written out for that, though there may be millions.

import type { PolicyInput } from '../model/document.js';
import type { AddressListEntry } from '../model/address-list-entry.js';
import type { PolicyContent } from '../model/policy.js';
import { ROOT } from '../model/org-unit-path.js';
import { byCodeUnits } from '../model/text.js';
import { policyDocumentOf } from '../policy/policy-document.js';
import type { LintSubject } from './lint-finding.js';
import { placesIn, wantedEntries } from './document-places.js';
import type { Place } from './document-places.js';

/**
 * The canonical document with an entry in place of all entries of a list, as far as warnings are about it (S-1.6), and with the users that findings are about
 * alone.
 */
export function canonicalFrame(content: PolicyContent, subjects: readonly LintSubject[]): PolicyInput {
  const told = new Set(subjects.flatMap((subject) => (subject.kind === 'user' ? [subject.user] : [])));
  const users = new Map([...told].sort(byCodeUnits).map((user) => [user, content.users.get(user) ?? ROOT]));
  const { domains, orgUnits, users: frameUsers, ...others } = policyDocumentOf({ ...content, addressLists: [], users });
  const addressLists = Object.fromEntries(content.addressLists.map(({ name, size }) => [name, { entries: size === 0 ? [] : ['*'] }]));
  // In the order of the canonical document.
  return { ...(domains && { domains }), ...(orgUnits && { orgUnits }), ...(frameUsers && { users: frameUsers }), addressLists, ...others };
}

/** @param frame - the {@link canonicalFrame} @param entries - of the lists, by their places */
export function canonicalPlaces(
  frame: PolicyInput,
  content: PolicyContent,
  entries: readonly (readonly AddressListEntry[])[],
  subjects: readonly LintSubject[],
): (subject: LintSubject) => Place {
  const wanted = wantedEntries(subjects);
  const known = new Map(content.addressLists.map(({ name }, list) => [name, entryPlaces(name, entries[list] ?? [], wanted.get(name) ?? new Set())]));
  const others = placesIn(frame, subjects.filter(({ kind }) => kind !== 'entry'));
  return (subject) => (subject.kind === 'entry' ? known.get(subject.addressList)?.get(subject.entry) : undefined) ?? others(subject);
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
