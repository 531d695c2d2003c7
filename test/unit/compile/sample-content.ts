// Policy content with everything at its default but what a test is about.
import type { AddressListEntry } from '../../../src/model/address-list-entry.js';
import type { AddressList, OrgUnit, PolicyContent, Setting } from '../../../src/model/policy.js';

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
  return { value, kind: kindOf(value), requireAuthentication };
}

function kindOf(value: string): AddressListEntry['kind'] {
  if (value === '*') return 'everyone';
  if (value.startsWith('*.')) return 'subdomains';
  return value.includes('@') ? 'address' : 'domain';
}

export function list(name: string, ...entries: (string | AddressListEntry)[]): AddressList {
  return { name, description: '', entries: entries.map((each) => (typeof each === 'string' ? entry(each) : each)) };
}

export function content(changed: Partial<PolicyContent> = {}): PolicyContent {
  return {
    domains: [],
    orgUnits: [orgUnit('/')],
    users: new Map(),
    addressLists: [],
    routes: new Map(),
    alternateSecureRoute: null,
    alignment: 'relaxed',
    unknownAuthor: 'match',
    caseSensitiveLocalParts: false,
    ...changed,
  };
}
