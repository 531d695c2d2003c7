// Which entries differ, list by list. Each side looks the other's entries up, so that of millions only those that differ are put in order.

import type { AddressIndex, Memberships } from '../model/address-index.js';
import { append } from '../model/multimap.js';
import type { PolicyContent } from '../model/policy.js';
import { byCodeUnits } from '../model/text.js';
import type { EntryChange } from './document-change.js';
import { mergeSorted } from './sorted-merge.js';

type Lists = Pick<PolicyContent, 'addressLists' | 'index'>;

/** By the name of the list, sorted by entry. */
export function entryChanges(before: Lists, after: Lists): ReadonlyMap<string, readonly EntryChange[]> {
  const changes = new Map<string, EntryChange[]>();
  // An index belongs to the lists that it was made with, so one index means the same entries.
  if (before.index === after.index) return changes;
  const differences = new Differences(before, after);
  const compare = (entry: string, was: Memberships, is: Memberships): void => {
    for (const difference of differences.between(was, is)) append(changes, difference.addressList, { ...difference, entry });
  };
  for (const [entry, was] of before.index.entries()) compare(entry, was, after.index.membershipsOf(entry));
  for (const [entry, is] of after.index.entries()) if (isAbsent(entry, before.index)) compare(entry, NONE, is);
  for (const ofList of changes.values()) ofList.sort((a, b) => byCodeUnits(a.entry, b.entry));
  return changes;
}

type Difference = Omit<EntryChange, 'entry'>;

/** What it means for an entry to be held by some lists before and by others after: the same for all that are held alike, and there are few combinations. */
class Differences {
  private readonly before: Lists;
  private readonly after: Lists;
  private readonly known = new Map<Memberships, Map<Memberships, readonly Difference[]>>();

  constructor(before: Lists, after: Lists) {
    this.before = before;
    this.after = after;
  }

  between(was: Memberships, is: Memberships): readonly Difference[] {
    const known = this.known.get(was) ?? new Map<Memberships, readonly Difference[]>();
    this.known.set(was, known);
    const found = known.get(is) ?? differencesOf(named(was, this.before), named(is, this.after));
    known.set(is, found);
    return found;
  }
}

interface NamedMembership {
  readonly addressList: string;
  readonly requireAuthentication: boolean;
}

/** Lists stand in the order of their names. */
function named(memberships: Memberships, { addressLists }: Lists): readonly NamedMembership[] {
  return memberships.map(({ list, requireAuthentication }) => ({ addressList: addressLists[list]?.name ?? '', requireAuthentication }));
}

function differencesOf(before: readonly NamedMembership[], after: readonly NamedMembership[]): readonly Difference[] {
  const differences: Difference[] = [];
  mergeSorted(before, after, ({ addressList }) => addressList, (_addressList, was, is) => {
    const membership = is ?? was;
    if (membership === null || was?.requireAuthentication === is?.requireAuthentication) return;
    differences.push({ kind: was === null ? 'entry-added' : is === null ? 'entry-removed' : 'entry-changed', ...membership });
  });
  return differences;
}

function isAbsent(entry: string, index: AddressIndex): boolean {
  return index.membershipsOf(entry).length === 0;
}

const NONE: Memberships = Object.freeze([]);
