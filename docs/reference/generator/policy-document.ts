// The page about the policy document.
import type { AddressListEntryInput, AddressListInput, OrgUnitInput, PolicyInput, RouteInput, SettingInput } from '../../../src/index.js';
import { policyJsonSchema } from '../../../src/policy/schema.js';
import { documentPage } from './document-page.js';
import type { DocumentedObject, DocumentPage } from './document-page.js';
import type { JsonSchema } from './json-schema.js';

export function policyDocumentPage(): string {
  return documentPage(policyDocument());
}

export function policyDocument(): DocumentPage {
  return {
    title: 'The policy document',
    introduction:
      'Every key of a policy document, from the schema that checks it. A document is an object literal, a JSON file or a YAML file, and is read strictly: an unknown key is an error (S-1.1). ' +
      'The same schema is in the package as `smtp-tls-policy/policy.schema.json`, for editors. What can be wrong with a document is listed among the [diagnostics](diagnostics.md#the-policy-document).',
    schema: policyJsonSchema(),
    objects: OBJECTS,
  };
}

type Clauses<T> = Readonly<Record<keyof T & string, string>>;
type KeysOf<T> = T extends readonly unknown[] | string ? never : T;

const document: Clauses<PolicyInput> = {
  domains: 'S-4.5',
  orgUnits: 'S-6.1',
  users: 'S-6.2',
  addressLists: 'S-3.1',
  routes: 'S-7.5',
  alternateSecureRoute: 'S-7.5',
  alignment: 'S-5.2',
  unknownAuthor: 'S-4.3',
  caseSensitiveLocalParts: 'S-2.2',
};
const orgUnit: Clauses<OrgUnitInput> = { path: 'S-6.1', settings: 'S-6.3', disable: 'S-6.3' };
const setting: Clauses<SettingInput> = {
  id: 'S-6.3',
  description: '',
  enabled: 'S-7.6',
  mode: 'S-7.6',
  locked: 'S-6.5',
  appliesTo: 'S-7.1',
  addressLists: 'S-3.6, S-7.2',
  require: 'S-7.3',
  route: 'S-7.5, S-8.4',
};
const requirements: Clauses<NonNullable<SettingInput['require']>> = {
  tls: 'S-7.3, S-7.4',
  minTlsVersion: 'S-7.3, S-8.1',
  caSignedCertificate: 'S-7.3, S-9.2',
  validateHostname: 'S-7.3, S-9.2',
  clientCertificate: 'S-7.3, S-1.6',
};
const addressList: Clauses<KeysOf<AddressListInput>> = { description: '', requireAuthentication: 'S-3.5', entries: 'S-3.1, S-3.2' };
const entry: Clauses<KeysOf<AddressListEntryInput>> = { value: 'S-3.1, S-3.3, S-3.4', requireAuthentication: 'S-3.5' };
const route: Clauses<RouteInput> = { host: 'S-7.5', port: 'S-7.5', mxLookup: 'S-7.5' };

const OBJECTS: readonly DocumentedObject[] = [
  {
    title: 'The document',
    id: 'the-document',
    at: '',
    introduction: 'All keys can be left out; an empty document requires nothing of anybody.',
    find: (schema) => schema,
    clauses: document,
    example: `domains: [example.com]
orgUnits:
  - path: /
    settings:
      - { id: partners-tls, appliesTo: [inbound, outbound], addressLists: [partners] }
addressLists:
  partners: [partner.example, '*.clinic.example']`,
  },
  {
    title: 'An org unit',
    id: 'an-org-unit',
    at: 'orgUnits[]',
    introduction: 'The root `/` is always there, and need not be listed. A parent must be. [Org units and inheritance](../concepts/org-units.md) explains what they do.',
    find: ({ properties }) => properties?.['orgUnits']?.items,
    clauses: orgUnit,
    example: `orgUnits:
  - path: /
    settings:
      - { id: partners-tls, appliesTo: [outbound], addressLists: [partners] }
  - path: /Newsletter
    disable: [partners-tls]
addressLists:
  partners: [partner.example]`,
  },
  {
    title: 'A setting',
    id: 'a-setting',
    at: 'orgUnits[].settings[]',
    introduction: 'A secure transport (TLS) compliance setting, as in the admin console. A setting for `inbound` or `outbound` mail needs an address list (S-7.2).',
    find: ({ properties }) => properties?.['orgUnits']?.items?.properties?.['settings']?.items,
    clauses: setting,
    example: `orgUnits:
  - path: /
    settings:
      - id: banks-strict
        description: the banks, as the auditor asked
        mode: testing
        locked: true
        appliesTo: [inbound, outbound]
        addressLists: [banks]
        require: { minTlsVersion: TLSv1.2 }
addressLists:
  banks: [bank.example]`,
  },
  {
    title: 'What a setting requires',
    id: 'requirements',
    at: 'orgUnits[].settings[].require',
    introduction: 'Requirements of several settings join (S-8.1): [constraints as a lattice](../concepts/constraints.md).',
    find: ({ properties }) => properties?.['orgUnits']?.items?.properties?.['settings']?.items?.properties?.['require'],
    clauses: requirements,
    example: `orgUnits:
  - path: /
    settings:
      - id: clinics-modern
        appliesTo: [inbound, outbound]
        addressLists: [clinics]
        require: { minTlsVersion: TLSv1.3, validateHostname: false, clientCertificate: true }
addressLists:
  clinics: [clinic.example]`,
  },
  {
    title: 'An address list',
    id: 'an-address-list',
    at: 'addressLists.*',
    introduction:
      'Pasted text, a list of entries, or an object of these keys. In policy files alone it can also be an object with `file`: see [a list in a file of its own](#a-list-in-a-file). ' +
      '[Lists and exact matching](../concepts/address-lists.md) explains what entries match.',
    find: ({ properties }) => listForms(properties).find((form) => form.properties?.['entries'] !== undefined),
    clauses: addressList,
    example: `addressLists:
  pasted: |
    partner.example, ann@supplier.example
    *.clinic.example
  listed: [partner.example, ann@supplier.example]
  described:
    description: who cannot sign yet
    requireAuthentication: false
    entries: [workshop.example]
orgUnits:
  - path: /
    settings:
      - { id: partners-tls, appliesTo: [inbound, outbound], addressLists: [pasted, listed, described] }`,
  },
  {
    title: 'A list in a file of its own',
    id: 'a-list-in-a-file',
    at: 'addressLists.*',
    introduction: 'Who reads the file resolves it: the command line, and `readPolicyFile` of [`smtp-tls-policy/files`](api/files.md). To `parsePolicy`, which reads no files, `file` is an error that says so.',
    find: ({ properties }) => listForms(properties).find((form) => form.properties?.['file'] !== undefined),
    clauses: { description: '', requireAuthentication: 'S-3.5', file: 'S-3.8' },
    example: `addressLists:
  partners:
    file: partners.txt
orgUnits:
  - path: /
    settings:
      - { id: partners-tls, appliesTo: [outbound], addressLists: [partners] }`,
  },
  {
    title: 'An entry',
    id: 'an-entry',
    at: 'addressLists.*.entries[]',
    introduction: 'The value alone, as text, or an object of these keys.',
    find: ({ properties }) => listForms(properties).find(({ items }) => items !== undefined)?.items?.anyOf?.find((form) => form.properties !== undefined),
    clauses: entry,
    example: `addressLists:
  partners:
    - partner.example
    - '*.clinic.example'
    - { value: bob@workshop.example, requireAuthentication: false }
orgUnits:
  - path: /
    settings:
      - { id: partners-tls, appliesTo: [inbound], addressLists: [partners] }`,
  },
  {
    title: 'A route',
    id: 'a-route',
    at: 'routes.*',
    introduction: 'An alternate secure route: where outbound mail goes instead of to the MX hosts of the recipient.',
    find: ({ properties }) => byName(properties?.['routes']),
    clauses: route,
    example: `routes:
  gateway: { host: gateway.example, port: 587 }
orgUnits:
  - path: /
    settings:
      - { id: banks, appliesTo: [outbound], addressLists: [banks], route: gateway }
addressLists:
  banks: [bank.example]`,
  },
];

function listForms(properties: JsonSchema['properties']): readonly JsonSchema[] {
  return byName(properties?.['addressLists'])?.anyOf ?? [];
}

function byName(schema: JsonSchema | undefined): JsonSchema | undefined {
  return typeof schema?.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}
