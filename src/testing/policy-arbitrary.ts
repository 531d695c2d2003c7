// Policy documents for properties: valid, small, and with every feature of one: inheritance, overriding, disabling, locks, testing mode and routes.

import type { AddressListEntryInput, OrgUnitInput, PolicyInput, Scope, SettingInput } from '../model/document.js';
import { TLS_VERSIONS } from '../model/transport.js';
import { parentOf, ROOT } from '../model/org-unit-path.js';
import type { Arbitrary, FastCheck } from './fast-check.js';

export const PARTNER_DOMAINS: readonly string[] = ['partner.example', 'bank.example', 'mail.partner.example', 'xn--bcher-kva.example', 'supplier.test'];
export const LOCAL_PARTS: readonly string[] = ['ann', 'bob', 'o.hara', 'info'];
export const OWN_DOMAIN = 'corp.test';
export const PEOPLE: readonly string[] = ['ceo', 'clerk', 'dora', 'emil'].map((name) => `${name}@${OWN_DOMAIN}`);
const LIST_NAMES: readonly string[] = ['partners', 'banks', 'suppliers'];
const PATHS: readonly string[] = [ROOT, '/Sales', '/Sales/EMEA', '/Finance'];
const IDS: readonly string[] = ['partners', 'banks', 'confidential', 'watched'];
const SCOPES: readonly Scope[] = ['inbound', 'outbound', 'outbound-secure-transport'];

/** Names and lists are numbers until the whole is known, so that shrinking stays within what is valid. */
interface SettingDraft {
  readonly id: number;
  readonly appliesTo: readonly Scope[];
  readonly lists: readonly number[];
  readonly require: NonNullable<SettingInput['require']>;
  readonly mode: 'enforce' | 'testing';
  readonly enabled: boolean;
  readonly locked: boolean;
  readonly route: boolean;
}

interface UnitDraft {
  readonly settings: readonly SettingDraft[];
  readonly disable: readonly number[];
}

interface PolicyDraft {
  readonly lists: readonly (readonly AddressListEntryInput[])[];
  readonly units: readonly (UnitDraft | null)[];
  readonly users: readonly { readonly person: string; readonly unit: number }[];
  readonly route: boolean;
  readonly alternate: boolean;
  readonly domains: boolean;
  readonly alignment: 'relaxed' | 'strict';
  readonly unknownAuthor: 'match' | 'no-match';
}

export function policyArbitrary(fc: FastCheck): Arbitrary<PolicyInput> {
  const unit = unitDraft(fc);
  const root = unit.filter(({ settings }) => settings.length > 0);
  return fc
    .record<PolicyDraft>({
      lists: fc.array(fc.uniqueArray(entry(fc), { minLength: 1, maxLength: 4, selector: (item) => (typeof item === 'string' ? item : item.value) }), { minLength: 1, maxLength: 3 }),
      units: fc.tuple(root, ...PATHS.slice(1).map(() => fc.option(unit))),
      users: fc.array(fc.record({ person: fc.constantFrom(...PEOPLE), unit: fc.nat({ max: PATHS.length - 1 }) }), { maxLength: 4 }),
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
    id: fc.nat({ max: IDS.length - 1 }),
    appliesTo: fc.subarray([...SCOPES], { minLength: 1 }),
    lists: fc.array(fc.nat({ max: LIST_NAMES.length - 1 }), { minLength: 1, maxLength: 2 }),
    require,
    mode: fc.constantFrom('enforce', 'enforce', 'testing'),
    enabled: fc.constantFrom(true, true, true, false),
    locked: fc.constantFrom(false, false, false, true),
    route: fc.boolean(),
  });
  return fc.record({ settings: fc.array(setting, { maxLength: 3 }), disable: fc.array(fc.nat({ max: IDS.length - 1 }), { maxLength: 1 }) });
}

function documentOf({ lists, units, users, route, alternate, domains, alignment, unknownAuthor }: PolicyDraft): PolicyInput {
  const names = lists.map((_entries, index) => LIST_NAMES[index] ?? '');
  const orgUnits = unitsOf(units, names, route);
  const paths = [ROOT, ...orgUnits.map(({ path }) => path)];
  return {
    ...(domains && { domains: [OWN_DOMAIN] }),
    orgUnits,
    users: Object.fromEntries(users.map(({ person, unit }) => [person, paths[unit % paths.length] ?? ROOT])),
    addressLists: Object.fromEntries(lists.map((entries, index) => [names[index] ?? '', [...entries]])),
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

function unitsOf(drafts: readonly (UnitDraft | null)[], lists: readonly string[], routes: boolean): OrgUnitInput[] {
  const below = new Map<string, Above>();
  const units: OrgUnitInput[] = [];
  for (const [index, path] of PATHS.entries()) {
    const draft = drafts[index] ?? null;
    const above = path === ROOT ? { inherited: new Set<string>(), locked: new Set<string>() } : below.get(parentOf(path));
    if (draft === null || above === undefined) continue;
    const settings = unique(draft.settings.map((setting) => settingOf(setting, lists, routes))).filter(({ id }) => !above.locked.has(id));
    const defined = new Set(settings.map(({ id }) => id));
    const disable = [...new Set(draft.disable.map((id) => IDS[id] ?? ''))].filter((id) => above.inherited.has(id) && !above.locked.has(id) && !defined.has(id));
    units.push({ path, ...(settings.length > 0 && { settings }), ...(disable.length > 0 && { disable }) });
    below.set(path, {
      inherited: new Set([...[...above.inherited].filter((id) => !disable.includes(id)), ...defined]),
      locked: new Set([...above.locked, ...settings.filter(({ locked }) => locked === true).map(({ id }) => id)]),
    });
  }
  return units;
}

function unique(settings: readonly SettingInput[]): SettingInput[] {
  return [...new Map(settings.map((setting) => [setting.id, setting])).values()];
}

function settingOf({ id, appliesTo, lists, require, mode, enabled, locked, route }: SettingDraft, names: readonly string[], routes: boolean): SettingInput {
  return {
    id: IDS[id] ?? '',
    appliesTo: [...appliesTo],
    addressLists: [...new Set(lists.map((list) => names[list % names.length] ?? ''))],
    ...(Object.keys(require).length > 0 && { require: { ...require } }),
    ...(mode === 'testing' && { mode }),
    ...(!enabled && { enabled }),
    ...(locked && { locked }),
    ...(route && routes && { route: 'gateway' }),
  };
}
