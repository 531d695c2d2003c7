// The entries of a policy's lists on their way into the edited policy. They are not in the edited document, for there may be millions: they go from
// index to index, with the changes that the edit makes.

import { EntryCollector } from '../lists/entry-collector.js';
import type { PolicyContent } from '../model/policy.js';
import { inOrderOfNames, readAddressLists } from '../policy/address-lists.js';
import type { AddressLists, ListsDraft } from '../policy/address-lists.js';
import type { Findings } from '../policy/findings.js';
import { escapeKey, membersOf } from '../policy/free-names.js';

/** By canonical value: whether authentication is required of the entry from then on; null: the list has it no longer. */
export type EntryEdits = ReadonlyMap<string, boolean | null>;

export class CarriedLists {
  private readonly content: PolicyContent;
  /** Names in the edited document, by names in the policy. */
  private readonly names: Map<string, string>;
  /** By names in the edited document. */
  private readonly edits = new Map<string, EntryEdits>();

  constructor(content: PolicyContent) {
    this.content = content;
    this.names = new Map(content.addressLists.map(({ name }) => [name, name]));
  }

  rename(name: string, newName: string): void {
    this.names.set(name, newName);
  }

  /** Adds, changes and removes entries; the others stay. */
  change(name: string, edits: EntryEdits): void {
    this.edits.set(name, edits);
  }

  /** The list has the entries given, and no other. */
  fill(name: string, edits: EntryEdits): void {
    this.names.delete(name);
    this.edits.set(name, edits);
  }

  /** The lists of a document whose lists are those of the policy. Those without entries are read, for the warnings that they deserve. */
  readUnchanged(draft: ListsDraft, caseSensitive: boolean, findings: Findings): AddressLists {
    const { addressLists, index } = this.content;
    const names = new Set(addressLists.filter(({ size }) => size === 0).map(({ name }) => name));
    const empty = [...membersOf(draft)].filter(([name]) => names.has(name)).map(([name, list]) => [escapeKey(name), list] as const);
    readAddressLists(Object.fromEntries(empty), caseSensitive, findings);
    return { addressLists, index };
  }

  /** The lists of an edited document; those that the policy has not have their entries in it. */
  readEdited(draft: ListsDraft, caseSensitive: boolean, findings: Findings): AddressLists {
    const collector = new EntryCollector();
    const places = new Map(inOrderOfNames([...membersOf(draft)]).map(([name], place) => [name, place]));
    this.carry(places, collector);
    for (const [name, edits] of this.edits) collect(edits, places.get(name), collector);
    return readAddressLists(draft, caseSensitive, findings, collector);
  }

  /** Entries that the edits name are left to them. */
  private carry(places: ReadonlyMap<string, number>, collector: EntryCollector): void {
    const { addressLists, index } = this.content;
    const targets = addressLists.map(({ name }) => this.targetOf(name, places));
    for (const [value, memberships] of index.entries()) {
      for (const { list, requireAuthentication } of memberships) {
        const target = targets[list];
        if (target && target.edits?.has(value) !== true) collector.add(value, target.place, requireAuthentication);
      }
    }
  }

  /** Where the entries of a list of the policy go; null: nowhere. */
  private targetOf(name: string, places: ReadonlyMap<string, number>): { readonly place: number; readonly edits: EntryEdits | undefined } | null {
    const newName = this.names.get(name);
    const place = newName === undefined ? undefined : places.get(newName);
    return newName === undefined || place === undefined ? null : { place, edits: this.edits.get(newName) };
  }
}

function collect(edits: EntryEdits, place: number | undefined, collector: EntryCollector): void {
  if (place === undefined) return;
  for (const [value, requireAuthentication] of edits) if (requireAuthentication !== null) collector.add(value, place, requireAuthentication);
}
