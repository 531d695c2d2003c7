// Mistakes that administrators make, planted in policies that are valid: one for each rule of lint that a policy alone can break.

import type { OrgUnitInput, PolicyInput, SettingInput } from '../../src/model/document.js';
import type { LintCode } from '../../src/lint/lint-rules.js';
import type { Choices } from './choices.js';

/** The policy with the mistake in it. */
export type Mistake = (choices: Choices, policy: PolicyInput) => PolicyInput;

export const MISTAKES: Readonly<Partial<Record<LintCode, Mistake>>> = {
  'public-suffix-entry': (choices, policy) => withList(policy, [choices.pick(['com', 'co.uk', '*.com', 'ann@net'])]),
  'own-domain-entry': (choices, policy) => withList({ ...policy, domains: ['own.test'] }, [choices.pick(['own.test', 'ann@own.test'])]),
  'repeated-entry': (choices, policy) => withList(policy, [choices.pick(['twice.test', 'ann@twice.test', '*.twice.test'])], 'again'),
  'shadowed-entry': (choices, policy) => withList(policy, choices.pick([['ann@wide.test', 'wide.test'], ['a.wide.test', '*.wide.test'], ['*.a.wide.test', '*.wide.test']])),
  'look-alike-entry': (choices, policy) => withList(policy, choices.pick([['paypal.test', 'раураl.test'], ['mail.test', 'rnail.test'], ['ann@bill.test', 'ann@bi1l.test']])),
  'similar-entry': (choices, policy) => withList(policy, choices.pick([['example-partner.test', 'example-patrner.test'], ['ann@example-bank.test', 'ann@mail.example-bnk.test']])),
  'mixed-script-entry': (choices, policy) => withList(policy, [choices.pick(['pаypal.test', '*.αb.test', 'ann@b.дa.test'])]),
  'free-mail-entry': (choices, policy) => withList(policy, [choices.pick(['gmail.com', '*.outlook.com'])]),
  'everyone-entry': (_choices, policy) => withList(policy, ['*']),
  'wildcard-without-domain': (_choices, policy) => withList(policy, ['*.half.test']),
  'setting-never-matches': (_choices, policy) => withSetting(withList({ ...policy, domains: ['own.test'] }, ['own.test']), { appliesTo: ['outbound'] }),
  'setting-changes-nothing': (choices, policy) => withSetting(withList(policy, ['idle.test']), { require: { caSignedCertificate: false, validateHostname: choices.chance(50) } }),
  'disabled-again': (_choices, policy) => withUnit(withSetting(policy, { enabled: false }), { path: '/Planted', disable: ['planted'] }),
  'not-switched-off': (_choices, policy) => withUnit(withSetting(policy, {}), { path: '/Planted', settings: [{ id: 'planted', enabled: false, appliesTo: ['outbound'], addressLists: ['planted'] }] }),
  'hostname-without-ca': (_choices, policy) => withSetting(policy, { require: { caSignedCertificate: false } }),
  'obsolete-tls-version': (choices, policy) => withSetting(policy, { require: { minTlsVersion: choices.pick(['TLSv1', 'TLSv1.1']) } }),
  'route-without-tls': (_choices, policy) => withSetting(withRoute(policy, { host: 'relay.test' }), { require: { tls: false }, route: 'planted' }),
  'hostname-of-literal': (_choices, policy) => withSetting(withRoute(policy, { host: '[192.0.2.9]' }), { route: 'planted' }),
  'route-to-own-domain': (_choices, policy) => withSetting(withRoute({ ...policy, domains: ['own.test'] }, { host: 'own.test', mxLookup: true }), { route: 'planted' }),
  'route-conflict': (_choices, policy) => withSetting(withSetting(withRoute(withRoute(policy, { host: 'one.test' }), { host: 'two.test' }, 'other'), { route: 'planted' }), { id: 'planted-2', route: 'other' }),
  'org-unit-without-users': (_choices, policy) => withUnit(policy, { path: '/Planted' }),
  'user-outside-domains': (_choices, policy) => ({ ...policy, domains: ['own.test'], users: { ...policy.users, 'ann@owm.test': '/' } }),
  'unknown-author-passes': (_choices, policy) => withSetting({ ...policy, unknownAuthor: 'no-match' }, { appliesTo: ['inbound'] }),
};

/** A list, and a setting at the root that uses it. @param again - another list with the same entries, of the same setting */
function withList(policy: PolicyInput, entries: string[], again?: string): PolicyInput {
  const lists = { ...policy.addressLists, planted: entries, ...(again !== undefined && { [again]: entries }) };
  return withSetting({ ...policy, addressLists: lists }, { addressLists: ['planted', ...(again === undefined ? [] : [again])] });
}

function withSetting(policy: PolicyInput, setting: Partial<SettingInput>): PolicyInput {
  const { orgUnits = [] } = policy;
  const planted: SettingInput = { id: 'planted', appliesTo: ['outbound'], addressLists: ['planted'], ...setting };
  const root = orgUnits.find(({ path }) => path === '/') ?? { path: '/' };
  // A setting of the same id is another: its mistakes stand beside it.
  const taken = (root.settings ?? []).some(({ id }) => id === planted.id);
  const settings = [...(root.settings ?? []), taken ? { ...planted, id: `${planted.id}-again` } : planted];
  const addressLists = { ...policy.addressLists, planted: policy.addressLists?.['planted'] ?? ['planted.test'] };
  return { ...policy, addressLists, orgUnits: [...orgUnits.filter((unit) => unit !== root), { ...root, settings }] };
}

function withRoute(policy: PolicyInput, route: NonNullable<PolicyInput['routes']>[string], name = 'planted'): PolicyInput {
  return { ...policy, routes: { ...policy.routes, [name]: route } };
}

function withUnit(policy: PolicyInput, unit: OrgUnitInput): PolicyInput {
  return { ...policy, orgUnits: [...(policy.orgUnits ?? []), unit] };
}
