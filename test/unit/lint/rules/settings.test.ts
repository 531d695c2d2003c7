// Settings that are idle, switched off twice or not at all, or that demand what protects nobody.
import { describe, expect, it } from 'vitest';
import type { OrgUnitInput, PolicyInput, SettingInput } from '../../../../src/index.js';
import { findingsOf, pathsOf, settingsPolicy } from '../linted.js';

describe('setting-never-matches', () => {
  it('finds an outbound setting for own domains alone', () => {
    const policy = settingsPolicy([{ id: 's' }, { id: 't', addressLists: ['b'] }], { domains: ['a.example'] });
    expect(findingsOf(policy, ['setting-never-matches'])).toEqual([
      'orgUnits.0.settings.0.id: `s` never matches: there is no address that can be read whose mail it concerns; correct its lists or scopes, or remove it',
    ]);
  });

  it('passes an inbound one, and one that is not enabled', () => {
    expect(pathsOf(settingsPolicy([{ id: 's', appliesTo: ['inbound', 'outbound'] }], { domains: ['a.example'] }), 'setting-never-matches')).toEqual([]);
    expect(pathsOf(settingsPolicy([{ id: 's', enabled: false }], { domains: ['a.example'] }), 'setting-never-matches')).toEqual([]);
  });
});

describe('setting-changes-nothing', () => {
  it('finds a setting beside which others demand as much, and names them', () => {
    const policy = settingsPolicy([{ id: 's' }, { id: 'weaker', require: { validateHostname: false } }]);
    expect(findingsOf(policy, ['setting-changes-nothing'])).toEqual([
      'orgUnits.0.settings.1.id: `weaker` never changes anything: wherever it matches, `s` of `/` demands as much; remove it, or make it demand what was meant',
    ]);
  });

  it('finds an override that says what it overrides, and does not say that what stands beside it demands as much', () => {
    const strict = { id: 'strict', appliesTo: ['outbound' as const], addressLists: ['a'], require: { minTlsVersion: 'TLSv1.2' as const } };
    const policy: PolicyInput = {
      addressLists: { a: ['a.example'] },
      orgUnits: [{ path: '/', settings: [strict, { ...strict, id: 'weaker', require: { tls: true } }] }, { path: '/Sales', settings: [strict] }],
    };
    expect(findingsOf(policy, ['setting-changes-nothing'])).toEqual([
      'orgUnits.0.settings.1.id: `weaker` never changes anything: wherever it matches, `strict` of `/`, `strict` of `/Sales` demand as much; remove it, or make it demand what was meant',
      'orgUnits.1.settings.0.id: `strict` never changes anything: every message is treated alike without it; remove it, or make it demand what was meant',
    ]);
  });

  const fixes = (policy: PolicyInput): string[] => findingsOf(policy, ['setting-changes-nothing']).map((text) => text.slice(text.lastIndexOf('; ') + 2));
  const goes = 'remove it, or make it demand what was meant';
  const stays = 'keep it if you remove other settings that never change anything, for without them it is needed, or make it demand what was meant';

  // S-14.3
  it('says which of several that demand the same has to stay', () => {
    expect(fixes(settingsPolicy([{ id: 's' }, { id: 't' }, { id: 'u' }]))).toEqual([goes, goes, stays]);
  });

  it('counts what comes back where an override goes', () => {
    const setting = (id: string): SettingInput => ({ id, appliesTo: ['outbound'], addressLists: ['a'] });
    const policy: PolicyInput = {
      addressLists: { a: ['a.example'] },
      orgUnits: [{ path: '/', settings: [setting('s'), setting('z')] }, { path: '/Sales', settings: [setting('s')], disable: ['z'] }],
      users: { 'ann@here.example': '/Sales' },
    };
    expect(fixes(policy)).toEqual([goes, stays, stays]);
  });

  it('leaves what parsePolicy says already to it', () => {
    const policy = settingsPolicy([{ id: 's', require: { tls: false } }]);
    expect(pathsOf(policy, 'setting-changes-nothing')).toEqual([]);
  });

  it('passes a setting that one recipient needs', () => {
    expect(pathsOf(settingsPolicy([{ id: 's' }, { id: 't', addressLists: ['a', 'b'] }]), 'setting-changes-nothing')).toEqual(['orgUnits.0.settings.0.id']);
  });
});

describe('disabled-again and not-switched-off', () => {
  const policy = (root: NonNullable<OrgUnitInput['settings']>[number][], sales: Omit<OrgUnitInput, 'path'>): PolicyInput => ({
    addressLists: { a: ['a.example'] },
    orgUnits: [{ path: '/Sales', ...sales }, { path: '/', settings: root }],
    users: { 'ann@here.example': '/Sales' },
  });
  const setting = { id: 's', appliesTo: ['outbound' as const], addressLists: ['a'] };

  it('finds the id of a setting that is not enabled in `disable`', () => {
    expect(findingsOf(policy([{ ...setting, enabled: false }], { disable: ['s'] }), ['disabled-again'])).toEqual([
      'orgUnits.0.disable.0: `s` is disabled here and is switched off already, by `enabled: false` at `/`; remove it from `disable`, or switch it on where it is defined',
    ]);
    expect(pathsOf(policy([setting], { disable: ['s'] }), 'disabled-again')).toEqual([]);
  });

  it('passes where another definition of the id is enabled', () => {
    const deep = policy([{ ...setting, enabled: false }], { settings: [setting] });
    deep.orgUnits!.push({ path: '/Sales/EMEA', disable: ['s'] });
    expect(pathsOf(deep, 'disabled-again')).toEqual([]);
  });

  it('finds `enabled: false` where `disable` was meant', () => {
    expect(findingsOf(policy([setting], { settings: [{ ...setting, enabled: false }] }), ['not-switched-off'])).toEqual([
      "orgUnits.0.settings.0.enabled: `s` is not enabled here, and so takes nothing's place: the `s` that `/Sales` inherits from `/` stays in force; to switch it off here, remove this setting and write `s` in `disable`",
    ]);
  });

  it.each([
    ['nothing of the id is inherited', { ...setting, id: 't' }],
    ['what is inherited is in testing mode', { ...setting, mode: 'testing' as const }],
    ['what is inherited is not enabled', { ...setting, enabled: false }],
  ])('passes where %s', (_name, root) => {
    expect(pathsOf(policy([root], { settings: [{ ...setting, enabled: false }] }), 'not-switched-off')).toEqual([]);
  });
});

describe('hostname-without-ca', () => {
  it('says why it protects from nobody', () => {
    expect(findingsOf(settingsPolicy([{ id: 's', require: { caSignedCertificate: false } }]), ['hostname-without-ca'])).toEqual([
      'orgUnits.0.settings.0.require.caSignedCertificate: `s` validates the hostname of a certificate that anybody may have signed: whoever stands on the way can make one with that name for himself, so that by itself the check protects from nobody; set `caSignedCertificate` to true, or `validateHostname` to false',
    ]);
  });

  it.each([
    [{ require: {} }],
    [{ require: { caSignedCertificate: false, validateHostname: false } }],
    [{ require: { caSignedCertificate: false }, appliesTo: ['inbound' as const] }],
    [{ require: { tls: false } }],
  ])('passes %j', (setting) => {
    expect(pathsOf(settingsPolicy([{ id: 's', ...setting }]), 'hostname-without-ca')).toEqual([]);
  });
});

describe('obsolete-tls-version', () => {
  it.each([
    ['TLSv1', 1],
    ['TLSv1.1', 1],
    ['TLSv1.2', 0],
    ['TLSv1.3', 0],
  ] as const)('%s: %d', (minTlsVersion, found) => {
    expect(pathsOf(settingsPolicy([{ id: 's', require: { minTlsVersion } }]), 'obsolete-tls-version')).toEqual(found === 1 ? ['orgUnits.0.settings.0.require.minTlsVersion'] : []);
  });
});

describe('routes of settings', () => {
  const routes = { literal: { host: '[192.0.2.1]' }, named: { host: 'relay.example' } };

  it('finds a route whose mail may go in plaintext', () => {
    const policy = settingsPolicy([{ id: 's', route: 'named', require: { tls: false } }, { id: 't', route: 'literal' }], { routes });
    expect(findingsOf(policy, ['route-without-tls', 'hostname-of-literal'])).toEqual([
      'orgUnits.0.settings.0.require.tls: `s` sends mail to `relay.example` and demands no TLS: it goes there in plaintext whenever TLS fails; demand TLS, unless the way to that host is protected otherwise',
      'orgUnits.0.settings.1.route: `t` validates the hostname, and its route goes to `[192.0.2.1]`: the certificate would have to bear that IP address, and hardly any does; name the host of the route by its host name',
    ]);
  });

  it('passes a literal whose name is not validated, and inbound settings', () => {
    const policy = settingsPolicy([{ id: 's', route: 'literal', require: { validateHostname: false } }, { id: 't', route: 'literal', appliesTo: ['inbound'] }, { id: 'u', route: 'named' }], { routes });
    expect(findingsOf(policy, ['route-without-tls', 'hostname-of-literal'])).toEqual([]);
  });
});
