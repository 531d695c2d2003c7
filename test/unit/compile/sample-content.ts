// Policy content with everything at its default but what a test is about.
import { EntryCollector } from '../../../src/lists/entry-collector.js';
import type { AddressIndex } from '../../../src/model/address-index.js';
import { kindOfEntry } from '../../../src/model/address-list-entry.js';
import type { AddressListEntry } from '../../../src/model/address-list-entry.js';
import type { OrgUnit, PolicyContent, Setting } from '../../../src/model/policy.js';

export function setting(id: string, changed: Partial<Setting> = {}): Setting {
  return {
    id,
    description: '',
    enabled: true,
    mode: 'enforce',
    locked: false,
    appliesTo: ['outbound'],
    addressLists: [],
    requirements: { tls: true, minTlsVersion: null, caSignedCertificate: true, validateHostname: true, clientCertificate: false },
    route: null,
    ...changed,
  };
}

export function orgUnit(path: string, settings: readonly Setting[] = [], disable: readonly string[] = []): OrgUnit {
  return { path, settings, disable };
}

/** An entry from its canonical value, which requires authentication unless said otherwise. */
export function entry(value: string, requireAuthentication = true): AddressListEntry {
  return { value, kind: kindOfEntry(value), requireAuthentication };
}

/** A list with its entries, which content keeps apart. */
export interface SampleList {
  readonly name: string;
  readonly description: string;
  readonly entries: readonly AddressListEntry[];
}

export function list(name: string, ...entries: (string | AddressListEntry)[]): SampleList {
  return { name, description: '', entries: entries.map((each) => (typeof each === 'string' ? entry(each) : each)) };
}

/** Content but for its lists, which are put into their two places. */
export interface SampleContent extends Partial<Omit<PolicyContent, 'addressLists' | 'index'>> {
  readonly lists?: readonly SampleList[];
}

export function content({ lists = [], ...changed }: SampleContent = {}): PolicyContent {
  const collector = collected(lists);
  return {
    domains: [],
    orgUnits: [orgUnit('/')],
    users: new Map(),
    addressLists: lists.map(({ name, description }, place) => ({
      name,
      description,
      size: collector.sizeOf(place),
      everyEntryRequiresAuthentication: collector.everyEntryRequiresAuthentication(place),
    })),
    index: collector.index(lists.length),
    routes: new Map(),
    alternateSecureRoute: null,
    alignment: 'relaxed',
    unknownAuthor: 'match',
    caseSensitiveLocalParts: false,
    ...changed,
  };
}

export function indexOf(lists: readonly SampleList[]): AddressIndex {
  return collected(lists).index(lists.length);
}

function collected(lists: readonly SampleList[]): EntryCollector {
  const collector = new EntryCollector();
  lists.forEach(({ entries }, place) => {
    for (const { value, requireAuthentication } of entries) collector.add(value, place, requireAuthentication);
  });
  return collector;
}
