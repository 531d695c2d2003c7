// The shape of the policy document, and the words that schemas are written in; the schema of policy tests shares those, and nothing else knows the
// schema library. At run time it checks the frame of a document; address lists are left to the code that reads their entries, for a list may have a
// million. The JSON Schema for editors comes from the same parts.

import * as z from 'zod/mini';

import type { AddressListEntryInput, AddressListInput, OrgUnitInput, PolicyInput, RouteInput, Scope, SettingInput } from '../model/document.js';
import { TLS_VERSIONS } from '../model/transport.js';

/** A schema whose issues speak our words: see {@link shapeIssues}. */
export type Schema<T> = z.ZodMiniType<T, T>;

/** The document without its lists. */
export type PolicyFrame = Omit<PolicyInput, 'addressLists'> & { addressLists?: Record<string, unknown> };
export interface AddressListFrame {
  description?: string;
  requireAuthentication?: boolean;
  entries: unknown;
}
export type AddressListEntryObject = Exclude<AddressListEntryInput, string>;

/** One thing wrong with the shape of a value. Paths are those of the value checked. */
export type ShapeIssue =
  | { readonly kind: 'unknown-key'; readonly path: readonly (string | number)[]; readonly keys: readonly string[]; readonly known: readonly string[] }
  | { readonly kind: 'invalid-value'; readonly path: readonly (string | number)[]; readonly wanted: string; readonly words: readonly string[] };

/** Everything wrong with the shape of a value. */
export function shapeIssues(schema: Schema<unknown>, value: unknown): ShapeIssue[] {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map((issue): ShapeIssue => {
    const path = issue.path as (string | number)[];
    if (issue.code === 'unrecognized_keys') return { kind: 'unknown-key', path, keys: issue.keys, known: issue.message.split(' ') };
    return { kind: 'invalid-value', path, wanted: issue.message, words: issue.code === 'invalid_value' ? issue.values.map(String) : [] };
  });
}

export const descriptions: z.core.$ZodRegistry<{ description: string }> = z.registry<{ description: string }>();

const ENTRY = 'A domain, an address, an address literal, `*.example.com` (every domain below) or `*` (everyone).';
const entryObject = object('an object with `value`, and `requireAuthentication` if it is false', {
  value: text('a domain, an address, `*.example.com` or `*`', ENTRY),
  requireAuthentication: z.exactOptional(flag('Inbound, the entry does not match an author who is known not to be authenticated. Default true.')),
});

const requirements = object('an object such as `{ tls: true }`', {
  tls: z.exactOptional(flag('TLS is required. Default true.')),
  minTlsVersion: z.exactOptional(word(TLS_VERSIONS, 'The lowest TLS version that is accepted. Default: any.')),
  caSignedCertificate: z.exactOptional(flag('Outbound: the server has a certificate signed by a trusted CA. Default: as `tls`.')),
  validateHostname: z.exactOptional(flag("Outbound: the server's certificate bears the name of the host. Default: as `tls`.")),
  clientCertificate: z.exactOptional(flag('Inbound: the client presents a certificate signed by a trusted CA. Default false.')),
});

const SCOPES: readonly Scope[] = ['inbound', 'outbound', 'outbound-secure-transport'];

const setting: Schema<SettingInput> = object('an object with `id` and `appliesTo`', {
  id: described(z.string({ error: 'a name for the setting' }).check(z.minLength(1, { error: 'a name of at least one character' })), 'Names the setting: in decisions, replies, `disable`, and for overriding.'),
  description: z.exactOptional(text('text', 'What the setting is for.')),
  enabled: z.exactOptional(flag('False: as if the setting were not there. Default true.')),
  mode: z.exactOptional(word(['enforce', 'testing'], '`testing` observes and changes nothing. Default `enforce`.')),
  locked: z.exactOptional(flag('Org units below can neither override nor disable the setting. Default false.')),
  appliesTo: described(
    list(word(SCOPES, 'A kind of message.'), 'a list of `inbound`, `outbound` and `outbound-secure-transport`').check(
      z.minLength(1, { error: 'a list of at least one of `inbound`, `outbound` and `outbound-secure-transport`' }),
    ),
    'The messages that the setting applies to. `outbound-secure-transport`: outbound messages for which something else already demands secure transport.',
  ),
  addressLists: z.exactOptional(described(list(text('the name of an address list', 'The name of an address list.'), 'a list of names of address lists'), 'Names of address lists; any entry of any of them matches.')),
  require: z.exactOptional(described(requirements, 'What is required of the connection. Default: TLS, a CA-signed certificate and a validated hostname.')),
  route: z.exactOptional(text('the name of a route', 'The name of the route that outbound messages take.')),
});

const orgUnit: Schema<OrgUnitInput> = object('an object with `path`', {
  path: text('a path such as `/` or `/Sales`', 'The path of the org unit: `/` is the root.'),
  settings: z.exactOptional(described(list(setting, 'a list of settings'), 'Settings of this org unit and those below it; one with the id of an inherited setting overrides it.')),
  disable: z.exactOptional(described(list(text('the id of an inherited setting', 'The id of an inherited setting.'), 'a list of ids of inherited settings'), 'Ids of inherited settings that are switched off here and below.')),
});

const PORT = 'a whole number from 1 to 65535';
const route: Schema<RouteInput> = object('an object with `host`', {
  host: text('a host name, or an address literal such as `[192.0.2.1]`', 'A host name, or an address literal such as `[192.0.2.1]`.'),
  port: z.exactOptional(described(z.int({ error: PORT }).check(z.minimum(1, { error: PORT }), z.maximum(65_535, { error: PORT })), 'The TCP port. Default 25.')),
  mxLookup: z.exactOptional(flag('Deliver to the MX hosts of `host` instead of to the host itself. Default false.')),
});

/** An address list that is written as an object. */
export const addressListFrame: Schema<AddressListFrame> = addressListObject(
  z.custom((value) => typeof value === 'string' || Array.isArray(value), { error: 'text or a list of entries' }),
);

/** An entry that is written as an object. */
export const addressListEntryObject: Schema<AddressListEntryObject> = entryObject;

/** The document, whose lists may be anything. */
export const policyFrame: Schema<PolicyFrame> = policyObject(z.unknown());

/** The whole document, lists too, with descriptions: as JSON Schema (draft 2020-12). */
export function policyJsonSchema(): Record<string, unknown> {
  const document = described(policyObject(addressList()), 'What is required of the connections that carry mail, and of whom (smtp-tls-policy).');
  return { title: 'Secure transport (TLS) policy', ...z.toJSONSchema(document, { metadata: descriptions }) };
}

function addressList(): Schema<AddressListInput> {
  const entry = z.union([described(z.string(), ENTRY), entryObject]);
  const pasted = described(z.string(), 'Entries separated by blanks, commas, semicolons or line breaks.');
  const entries = z.array(entry);
  return z.union([pasted, entries, addressListObject(z.union([pasted, entries])), addressListFile()]) as Schema<AddressListInput>;
}

/** In policy files alone, which are what editors edit: who reads the file resolves it. */
function addressListFile(): z.ZodMiniType {
  return object('an object with `file`', {
    description: z.exactOptional(text('text', 'Whom the list is about.')),
    requireAuthentication: z.exactOptional(flag('For all entries of the file. Default true.')),
    file: text('the path of a file', 'The path of a file with entries, one a line, relative to the policy file.'),
  });
}

function addressListObject<T>(entries: Schema<T>): Schema<Omit<AddressListFrame, 'entries'> & { entries: T }> {
  return object('text, a list of entries, or an object with `entries`', {
    description: z.exactOptional(text('text', 'Whom the list is about.')),
    requireAuthentication: z.exactOptional(flag('For the entries that do not say it themselves. Default true.')),
    entries: described(entries, 'Entries, or text with entries separated by blanks, commas, semicolons or line breaks.'),
  });
}

function policyObject<T>(anyList: Schema<T>): Schema<Omit<PolicyInput, 'addressLists'> & { addressLists?: Record<string, T> }> {
  return object('an object', {
    domains: z.exactOptional(described(listOfText('a domain such as `example.com`', 'a list of domains'), "The organisation's own domains, exact: outbound mail to them is internal.")),
    orgUnits: z.exactOptional(described(list(orgUnit, 'a list of org units'), 'The org units. Default: the root alone.')),
    users: z.exactOptional(described(map(text('the path of an org unit', 'The path of an org unit.'), 'an object of addresses and org unit paths'), 'Addresses of users and the paths of their org units. Default: the root.')),
    addressLists: z.exactOptional(described(map(anyList, 'an object of address lists by name'), 'Address lists by name; any number of settings may use the same list.')),
    routes: z.exactOptional(described(map(route, 'an object of routes by name'), 'Alternate secure routes by name.')),
    alternateSecureRoute: z.exactOptional(text('the name of a route', 'The name of the route of every outbound message under a TLS requirement whose settings name none.')),
    alignment: z.exactOptional(word(['relaxed', 'strict'], "How SPF and DKIM domains align with the author's: same organisational domain, or same domain. Default `relaxed`.")),
    unknownAuthor: z.exactOptional(word(['match', 'no-match'], 'Whether a message without a readable author matches every entry. Default `match`.')),
    caseSensitiveLocalParts: z.exactOptional(flag('Keep the case of local parts apart. Default false.')),
  });
}

// ---- The vocabulary of schemas, which the schema of policy tests shares.

/** Strict. For an unknown key the message carries the known ones, for the schema library does not tell them. */
export function object<const Shape extends z.core.$ZodShape>(wanted: string, shape: Shape): z.ZodMiniObject<Shape, z.core.$strict> {
  const known = Object.keys(shape).join(' ');
  return z.strictObject(shape, { error: ({ code }) => (code === 'unrecognized_keys' ? known : wanted) });
}

export function map<T>(value: Schema<T>, wanted: string): Schema<Record<string, T>> {
  return z.record(z.string(), value, { error: wanted });
}

export function list<T>(item: Schema<T>, wanted: string): z.ZodMiniArray<Schema<T>> {
  return z.array(item, { error: wanted });
}

function listOfText(item: string, wanted: string): Schema<string[]> {
  return z.array(z.string({ error: item }), { error: wanted });
}

export function text(wanted: string, description: string): Schema<string> {
  return described(z.string({ error: wanted }), description);
}

export function flag(description: string): Schema<boolean> {
  return described(z.boolean({ error: 'true or false' }), description);
}

export function word<const Word extends string>(words: readonly Word[], description: string): Schema<Word> {
  return described(z.enum(words, { error: `one of ${words.map((one) => `\`${one}\``).join(', ')}` }) as unknown as Schema<Word>, description);
}

export function described<T extends z.ZodMiniType>(schema: T, description: string): T {
  descriptions.add(schema, { description });
  return schema;
}
