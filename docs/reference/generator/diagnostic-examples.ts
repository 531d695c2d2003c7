// For each code of `parsePolicy` and of lint a small document that brings it about.
import type { DiagnosticCode, PolicyInput, SettingInput } from '../../../src/index.js';
import type { LintCode, LintOptions } from '../../../src/lint/index.js';

export interface PolicyExample {
  readonly document: unknown;
  /** For what cannot be written in YAML: the document as code. */
  readonly asCode?: string;
}

export interface LintExample {
  readonly document: PolicyInput;
  /** Without which lint does not look, or does not know. */
  readonly options?: LintOptions;
}

export const POLICY_EXAMPLES: Readonly<Record<DiagnosticCode, PolicyExample>> = {
  'contradictory-requirement': { document: withSetting({ require: { tls: false, minTlsVersion: 'TLSv1.2' } }) },
  'duplicate-entry': { document: { ...withSetting(), addressLists: { partners: ['partner.example', 'Partner.Example.'] } } },
  'duplicate-id': { document: withSettings([{}, {}]) },
  'duplicate-path': { document: { orgUnits: [{ path: '/Sales' }, { path: '/Sales' }] } },
  'duplicate-user': { document: { users: { 'ann@example.com': '/', 'Ann@Example.com': '/' } } },
  'duplicate-value': { document: { domains: ['example.com', 'example.com'] } },
  'empty-list': { document: { ...withSetting(), addressLists: { partners: [] } } },
  'invalid-entry': { document: { ...withSetting(), addressLists: { partners: ['*@partner.example'] } } },
  'invalid-path': { document: { orgUnits: [{ path: '/Sales/' }] } },
  'invalid-value': { document: { alignment: 'loose' } },
  'list-required': { document: { orgUnits: [{ path: '/', settings: [{ id: 'partners-tls', appliesTo: ['outbound'] }] }] } },
  'locked-setting': { document: withSetting({ locked: true }, [{ path: '/Sales', disable: ['partners-tls'] }]) },
  'missing-parent': { document: { orgUnits: [{ path: '/Sales/EMEA' }] } },
  'not-inherited': { document: { orgUnits: [{ path: '/Sales', disable: ['partners-tls'] }] } },
  'not-plain-json': { document: { users: new Map() }, asCode: '{ users: new Map() }' },
  'pointless-setting': { document: withSetting({ require: { tls: false } }) },
  'unknown-key': { document: { domain: ['example.com'] } },
  'unknown-list': { document: withSetting({ addressLists: ['partner'] }) },
  'unknown-org-unit': { document: { users: { 'ann@example.com': '/Sales' } } },
  'unknown-route': { document: withSetting({ route: 'gateway' }) },
  'unused-list': { document: { addressLists: { partners: ['partner.example'] } } },
  'unused-requirement': { document: withSetting({ appliesTo: ['inbound'], route: 'gateway' }, [], { routes: { gateway: { host: 'gateway.example' } } }) },
  'unused-route': { document: { routes: { gateway: { host: 'gateway.example' } } } },
};

const gateway = { routes: { gateway: { host: 'gateway.example' } } };

export const LINT_EXAMPLES: Readonly<Record<LintCode, LintExample>> = {
  'public-suffix-entry': { document: withEntries(['co.uk']) },
  'own-domain-entry': { document: { ...withEntries(['example.com', 'partner.example']), domains: ['example.com'] } },
  'repeated-entry': {
    document: {
      addressLists: { banks: ['bank.example'], partners: ['bank.example', 'partner.example'] },
      orgUnits: [{ path: '/', settings: [setting({ addressLists: ['banks', 'partners'] })] }],
    },
  },
  'shadowed-entry': { document: withEntries(['partner.example', 'ann@partner.example']) },
  'look-alike-entry': { document: withEntries(['bank.example', 'xn--bnk-6cd.example']) },
  'similar-entry': { document: withEntries(['partner.example', 'partnr.example']) },
  'mixed-script-entry': { document: withEntries(['xn--prtner-3nf.example']) },
  'free-mail-entry': { document: withEntries(['gmail.com']) },
  'everyone-entry': { document: withEntries(['*']) },
  'wildcard-without-domain': { document: withEntries(['*.partner.example']), options: { rules: { 'wildcard-without-domain': 'warning' } } },
  'setting-never-matches': { document: { ...withEntries(['example.com']), domains: ['example.com'] } },
  'setting-changes-nothing': { document: withSettings([{ id: 'partners-tls' }, { id: 'partners-weaker', require: { validateHostname: false } }]) },
  'disabled-again': { document: withSetting({ enabled: false }, [{ path: '/Sales', disable: ['partners-tls'] }]) },
  'not-switched-off': { document: withSetting({}, [{ path: '/Sales', settings: [setting({ enabled: false })] }]) },
  'hostname-without-ca': { document: withSetting({ require: { caSignedCertificate: false } }) },
  'obsolete-tls-version': { document: withSetting({ require: { minTlsVersion: 'TLSv1' } }) },
  'route-without-tls': { document: withSetting({ require: { tls: false }, route: 'gateway' }, [], gateway) },
  'hostname-of-literal': { document: withSetting({ route: 'gateway' }, [], { routes: { gateway: { host: '[192.0.2.1]' } } }) },
  'route-to-own-domain': {
    document: withSetting({ route: 'gateway' }, [], { domains: ['example.com'], routes: { gateway: { host: 'example.com', mxLookup: true } } }),
  },
  'route-conflict': {
    document: withSettings([{ id: 'first', route: 'one' }, { id: 'second', route: 'two' }], [], { routes: { one: { host: 'one.example' }, two: { host: 'two.example' } } }),
  },
  'never-authenticated': { document: withSetting({ appliesTo: ['inbound'] }), options: { neverAuthenticates: ['partner.example'] } },
  'org-unit-without-users': { document: withSetting({}, [{ path: '/Sales', settings: [setting({ id: 'sales-tls', require: { minTlsVersion: 'TLSv1.2' } })] }]) },
  'user-outside-domains': { document: { domains: ['example.com'], users: { 'ann@exmaple.com': '/' } } },
  'unknown-author-passes': { document: withSetting({ appliesTo: ['inbound'] }, [], { unknownAuthor: 'no-match' }) },
  'long-testing': {
    document: withSetting({ mode: 'testing' }),
    options: { testing: { since: [{ orgUnit: '/', setting: 'partners-tls', since: Date.UTC(2026, 0, 1) }], now: Date.UTC(2026, 2, 1), limitInDays: 30 } },
  },
  'entries-not-read': { document: withEntries(['partner.example', 'bank.example']), options: { maxEntries: 1 } },
  'more-findings': { document: withEntries(['co.uk', 'gov.uk']), options: { limit: 1 } },
};

function setting(changes: Partial<SettingInput> = {}): SettingInput {
  return { id: 'partners-tls', appliesTo: ['outbound'], addressLists: ['partners'], ...changes };
}

function withSettings(settings: readonly Partial<SettingInput>[], below: NonNullable<PolicyInput['orgUnits']> = [], others: Partial<PolicyInput> = {}): PolicyInput {
  return { ...others, addressLists: { partners: ['partner.example'] }, orgUnits: [{ path: '/', settings: settings.map(setting) }, ...below] };
}

function withSetting(changes: Partial<SettingInput> = {}, below: NonNullable<PolicyInput['orgUnits']> = [], others: Partial<PolicyInput> = {}): PolicyInput {
  return withSettings([changes], below, others);
}

function withEntries(entries: string[]): PolicyInput {
  return { ...withSetting(), addressLists: { partners: entries } };
}
