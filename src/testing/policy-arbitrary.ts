// Policy documents for properties: valid, small, and with every feature of one: inheritance, overriding, disabling, locks, testing mode and routes.

import type { AddressListEntryInput, OrgUnitInput, PolicyInput, Scope, SettingInput } from '../model/document.js';
import { TLS_VERSIONS } from '../model/transport.js';
import { parentOf, ROOT } from '../model/org-unit-path.js';
import type { Arbitrary, FastCheck } from './fast-check.js';

export const PARTNER_DOMAINS: readonly string[] = ['partner.example', 'bank.example', 'mail.partner.example', 'xn--bcher-kva.example', 'supplier.test'];
export const LOCAL_PARTS: readonly string[] = ['ann', 'bob', 'o.hara', 'info'];
export const OWN_DOMAIN = 'corp.test';
const PEOPLE: readonly string[] = ['ceo', 'clerk', 'dora', 'emil'].map((name) => `${name}@${OWN_DOMAIN}`);
const LISTS = ['partners', 'banks', 'suppliers'] as const;
const PATHS = [ROOT, '/Sales', '/Sales/EMEA', '/Finance'] as const;
const IDS: readonly string[] = ['partners', 'banks', 'confidential', 'watched'];
const SCOPES: readonly Scope[] = ['inbound', 'outbound', 'outbound-secure-transport'];

type Entries = readonly AddressListEntryInput[];

/** May name lists, routes and ids that are not there in the end, so that shrinking stays within what is valid. */
interface SettingDraft {
  readonly id: string;
  readonly appliesTo: readonly Scope[];
  readonly lists: readonly string[];
  readonly require: NonNullable<SettingInput['require']>;
  readonly mode: 'enforce' | 'testing';
  readonly enabled: boolean;
  readonly locked: boolean;
  readonly route: boolean;
}

interface UnitDraft {
  readonly settings: readonly SettingDraft[];
  readonly disable: readonly string[];
}

interface PolicyDraft {
  readonly lists: Readonly<Record<(typeof LISTS)[number], Entries | null>>;
  readonly units: Readonly<Record<(typeof PATHS)[number], UnitDraft | null>>;
  readonly users: readonly { readonly person: string; readonly unit: string }[];
  readonly route: boolean;
  readonly alternate: boolean;
  readonly domains: boolean;
  readonly alignment: 'relaxed' | 'strict';
  readonly unknownAuthor: 'match' | 'no-match';
}

export function policyArbitrary(fc: FastCheck): Arbitrary<PolicyInput> {
  const unit = unitDraft(fc);
  const list = fc.uniqueArray(entry(fc), { minLength: 1, maxLength: 4, selector: (item) => (typeof item === 'string' ? item : item.value) });
  return fc
    .record<PolicyDraft>({
      lists: fc.record({ partners: list, banks: fc.option(list), suppliers: fc.option(list) }),
      units: fc.record({ '/': unit.filter(({ settings }) => settings.length > 0), '/Sales': fc.option(unit), '/Sales/EMEA': fc.option(unit), '/Finance': fc.option(unit) }),
      users: fc.array(fc.record({ person: fc.constantFrom(...PEOPLE), unit: fc.constantFrom(...PATHS) }), { maxLength: 4 }),
      route: fc.boolean(),
      alternate: fc.boolean(),
      domains: fc.boolean(),
      alignment: fc.constantFrom('relaxed', 'strict'),
      unknownAuthor: fc.constantFrom('match', 'match', 'match', 'no-match'),
    })
    .map(documentOf);
}

function entry(fc: FastCheck): Arbitrary<AddressListEntryInput> {
  const domain = fc.constantFrom(...PARTNER_DOMAINS);
  const value = fc.oneof(
    { weight: 4, arbitrary: domain },
    { weight: 2, arbitrary: domain.map((name) => `*.${name}`) },
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...LOCAL_PARTS), domain).map((parts) => parts.join('@')) },
    { weight: 1, arbitrary: fc.constantFrom('[192.0.2.1]', '[IPv6:2001:db8::1]', '*') },
  );
  return fc.oneof({ weight: 2, arbitrary: value }, { weight: 1, arbitrary: value.map((text) => ({ value: text, requireAuthentication: false })) });
}

function unitDraft(fc: FastCheck): Arbitrary<UnitDraft> {
  const version = fc.constantFrom(...TLS_VERSIONS);
  const require: Arbitrary<NonNullable<SettingInput['require']>> = fc.oneof(
    fc.constant({}),
    version.map((minTlsVersion) => ({ minTlsVersion })),
    fc.record({ caSignedCertificate: fc.constant(false), validateHostname: fc.constant(false) }),
    fc.record({ minTlsVersion: version, validateHostname: fc.constant(false) }),
    fc.constant({ clientCertificate: true }),
    fc.constant({ tls: false }),
  );
  const setting = fc.record<SettingDraft>({
    id: fc.constantFrom(...IDS),
    appliesTo: fc.subarray([...SCOPES], { minLength: 1 }),
    lists: fc.subarray([...LISTS], { minLength: 1, maxLength: 2 }),
    require,
    mode: fc.constantFrom('enforce', 'enforce', 'testing'),
    enabled: fc.constantFrom(true, true, true, false),
    locked: fc.constantFrom(false, false, false, true),
    route: fc.boolean(),
  });
  const settings = fc.uniqueArray(setting, { maxLength: 3, selector: ({ id }) => id });
  return fc.record({ settings, disable: fc.subarray([...IDS], { maxLength: 1 }) });
}

function documentOf({ lists, units, users, route, alternate, domains, alignment, unknownAuthor }: PolicyDraft): PolicyInput {
  const present = LISTS.flatMap((name): (readonly [string, Entries])[] => (lists[name] === null ? [] : [[name, lists[name]]]));
  const orgUnits = unitsOf(units, present.map(([name]) => name), route);
  const paths: readonly string[] = orgUnits.map(({ path }) => path);
  return {
    ...(domains && { domains: [OWN_DOMAIN] }),
    orgUnits,
    users: Object.fromEntries(users.map(({ person, unit }) => [person, paths.includes(unit) ? unit : ROOT])),
    addressLists: Object.fromEntries(present.map(([name, entries]) => [name, [...entries]])),
    ...(route && { routes: { gateway: { host: 'gateway.example', port: 587 } } }),
    ...(route && alternate && { alternateSecureRoute: 'gateway' }),
    alignment,
    unknownAuthor,
  };
}

/** What a unit finds above it: the ids that it can disable or override, and those that it can not. */
interface Above {
  readonly inherited: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
}

/** A unit whose parent is not there is not there either. */
function unitsOf(drafts: PolicyDraft['units'], lists: readonly string[], routes: boolean): OrgUnitInput[] {
  const below = new Map<string, Above>();
  const units: OrgUnitInput[] = [];
  for (const path of PATHS) {
    const draft = drafts[path];
    const above: Above | undefined = path === ROOT ? { inherited: new Set(), locked: new Set() } : below.get(parentOf(path));
    if (draft === null || above === undefined) continue;
    const settings = draft.settings.filter(({ id }) => !above.locked.has(id)).map((setting) => settingOf(setting, lists, routes));
    const defined = new Set(settings.map(({ id }) => id));
    const disable = draft.disable.filter((id) => above.inherited.has(id) && !above.locked.has(id) && !defined.has(id));
    units.push({ path, ...(settings.length > 0 && { settings }), ...(disable.length > 0 && { disable }) });
    below.set(path, {
      inherited: new Set([...[...above.inherited].filter((id) => !disable.includes(id)), ...defined]),
      locked: new Set([...above.locked, ...settings.filter(({ locked }) => locked === true).map(({ id }) => id)]),
    });
  }
  return units;
}

function settingOf({ id, appliesTo, lists, require, mode, enabled, locked, route }: SettingDraft, present: readonly string[], routes: boolean): SettingInput {
  const named = lists.filter((name) => present.includes(name));
  return {
    id,
    appliesTo: [...appliesTo],
    // The first list is always there.
    addressLists: named.length > 0 ? named : present.slice(0, 1),
    ...(Object.keys(require).length > 0 && { require: { ...require } }),
    ...(mode === 'testing' && { mode }),
    ...(!enabled && { enabled }),
    ...(locked && { locked }),
    ...(route && routes && { route: 'gateway' }),
  };
}
