// Rules: a setting made ready for one direction (S-7).
import { describe, expect, it } from 'vitest';
import { buildRuleSet, concerns, constraintsOf, isSecureTransportOnly } from '../../../src/compile/rule.js';
import type { RuleContext } from '../../../src/compile/rule.js';
import type { SettingInView, Standing } from '../../../src/compile/inheritance.js';
import type { Scope } from '../../../src/model/document.js';
import type { Setting } from '../../../src/model/policy.js';
import type { HostRoute } from '../../../src/model/route.js';
import { constraintsCode } from '../../../src/model/transport.js';
import { setting } from './sample-content.js';

const relay: HostRoute = { kind: 'host', host: 'relay.example', port: 25, mxLookup: false };
const context = (): RuleContext => ({
  listPlaces: new Map([
    ['first', 0],
    ['second', 1],
  ]),
  routes: new Map([['relay', relay]]),
  rules: { inbound: new Map(), outbound: new Map() },
});
const inView = (each: Setting, standing: Standing = 'inherited'): SettingInView => ({ setting: each, orgUnit: '/x', depth: 1, standing });
const ids = (rules: readonly { setting: string }[] | undefined): string[] | undefined => rules?.map((rule) => rule.setting);

describe('concerns', () => {
  it.each<[Scope[], boolean, boolean]>([
    [['inbound'], true, false],
    [['outbound'], false, true],
    [['outbound-secure-transport'], false, true],
    [['inbound', 'outbound-secure-transport'], true, true],
    [['outbound', 'outbound-secure-transport'], false, true],
  ])('S-7.1: %j: inbound %s, outbound %s', (appliesTo, inbound, outbound) => {
    expect(concerns(setting('a', { appliesTo }), 'inbound')).toBe(inbound);
    expect(concerns(setting('a', { appliesTo }), 'outbound')).toBe(outbound);
  });
});

describe('isSecureTransportOnly', () => {
  it('S-7.1: waits for something else to demand secure transport, outbound', () => {
    expect(isSecureTransportOnly(setting('a', { appliesTo: ['outbound-secure-transport'] }), 'outbound')).toBe(true);
    expect(isSecureTransportOnly(setting('a', { appliesTo: ['inbound', 'outbound-secure-transport'] }), 'outbound')).toBe(true);
    expect(isSecureTransportOnly(setting('a', { appliesTo: ['inbound', 'outbound-secure-transport'] }), 'inbound')).toBe(false);
    expect(isSecureTransportOnly(setting('a', { appliesTo: ['outbound', 'outbound-secure-transport'] }), 'outbound')).toBe(false);
  });
});

describe('constraintsOf', () => {
  const requirements = { tls: true, minTlsVersion: 'TLSv1.2', caSignedCertificate: true, validateHostname: true, clientCertificate: true } as const;

  it('S-7.3: server certificates constrain outbound, client certificates inbound', () => {
    expect(constraintsOf(setting('a', { requirements }), 'outbound')).toEqual({ tls: 'required', minVersion: 'TLSv1.2', caSigned: true, hostname: true });
    expect(constraintsOf(setting('a', { requirements }), 'inbound')).toEqual({ tls: 'required', minVersion: 'TLSv1.2', caSigned: true, hostname: false });
  });

  it('S-7.3: each requirement by itself', () => {
    const none = { tls: true, minTlsVersion: null, caSignedCertificate: false, validateHostname: false, clientCertificate: false };
    const bare = { tls: 'required', minVersion: null, caSigned: false, hostname: false };
    const of = (changed: object, direction: 'inbound' | 'outbound') => constraintsOf(setting('a', { requirements: { ...none, ...changed } }), direction);
    expect(of({}, 'outbound')).toEqual(bare);
    expect(of({}, 'inbound')).toEqual(bare);
    expect(of({ caSignedCertificate: true }, 'outbound')).toEqual({ ...bare, caSigned: true });
    expect(of({ caSignedCertificate: true }, 'inbound')).toEqual(bare);
    expect(of({ validateHostname: true }, 'outbound')).toEqual({ ...bare, hostname: true });
    expect(of({ validateHostname: true }, 'inbound')).toEqual(bare);
    expect(of({ clientCertificate: true }, 'outbound')).toEqual(bare);
    expect(of({ clientCertificate: true }, 'inbound')).toEqual({ ...bare, caSigned: true });
  });

  it('S-7.4: with `tls: false` a setting constrains nothing', () => {
    const off = { tls: false, minTlsVersion: null, caSignedCertificate: false, validateHostname: false, clientCertificate: false };
    expect(constraintsOf(setting('a', { requirements: off }), 'outbound')).toEqual({ tls: 'opportunistic', minVersion: null, caSigned: false, hostname: false });
  });

  it('S-12.6: decisions share them, so they are frozen', () => {
    expect(Object.isFrozen(constraintsOf(setting('a'), 'outbound'))).toBe(true);
  });
});

describe('buildRuleSet', () => {
  it('makes a rule of a setting', () => {
    const { all } = buildRuleSet([inView(setting('a', { addressLists: ['second', 'first'], route: 'relay' }))], 'outbound', context());
    expect(all).toEqual([
      {
        setting: 'a',
        orgUnit: '/x',
        depth: 1,
        constraints: { tls: 'required', minVersion: null, caSigned: true, hostname: true },
        constraintsCode: constraintsCode({ tls: 'required', minVersion: null, caSigned: true, hostname: true }),
        route: relay,
        testing: false,
        secureTransportOnly: false,
        lists: [1, 0],
      },
    ]);
  });

  it('S-8.6: units share the rule of a definition, and it has another in the other direction', () => {
    const shared = context();
    const both = setting('a', { appliesTo: ['inbound', 'outbound'], addressLists: ['first'] });
    const [rule] = buildRuleSet([inView(both)], 'outbound', shared).all;
    expect(buildRuleSet([inView(both, 'locally-applied')], 'outbound', shared).all[0]).toBe(rule);
    expect(buildRuleSet([inView(both)], 'inbound', shared).all[0]?.constraints.hostname).toBe(false);
    expect(rule?.constraints.hostname).toBe(true);
  });

  it('knows testing rules and those that wait for secure transport', () => {
    const { all } = buildRuleSet([inView(setting('a', { mode: 'testing', appliesTo: ['outbound-secure-transport'] }))], 'outbound', context());
    expect(all).toMatchObject([{ setting: 'a', testing: true, secureTransportOnly: true, route: null, lists: [] }]);
  });

  it('S-7.5: a route counts outbound only', () => {
    const both = inView(setting('a', { appliesTo: ['inbound', 'outbound'], addressLists: ['first'], route: 'relay' }));
    expect(buildRuleSet([both], 'outbound', context()).all[0]?.route).toBe(relay);
    expect(buildRuleSet([both], 'inbound', context()).all[0]?.route).toBeNull();
  });

  it('S-7.6: leaves out what is not active or of the other direction', () => {
    const view = [
      inView(setting('a')),
      inView(setting('b'), 'disabled'),
      inView(setting('c'), 'replaced'),
      inView(setting('d', { enabled: false })),
      inView(setting('e', { appliesTo: ['inbound'] })),
      inView(setting('f', { mode: 'testing' })),
    ];
    expect(ids(buildRuleSet(view, 'outbound', context()).all)).toEqual(['a', 'f']);
    expect(ids(buildRuleSet(view, 'inbound', context()).all)).toEqual(['e']);
    expect(buildRuleSet(view, 'inbound', context()).direction).toBe('inbound');
  });

  it('finds rules by list, and those without a list', () => {
    const view = [inView(setting('a', { addressLists: ['first'] })), inView(setting('b', { addressLists: ['first', 'second'] })), inView(setting('c'))];
    const { byList, withoutList } = buildRuleSet(view, 'outbound', context());
    expect(ids(byList.get(0)?.rules)).toEqual(['a', 'b']);
    expect(ids(byList.get(1)?.rules)).toEqual(['b']);
    expect(byList.size).toBe(2);
    expect(ids(withoutList)).toEqual(['c']);
  });

  it('S-7.1: knows whether any rule waits for secure transport', () => {
    const waits = inView(setting('a', { appliesTo: ['outbound-secure-transport'] }));
    expect(buildRuleSet([inView(setting('b')), waits], 'outbound', context()).hasSecureTransportOnly).toBe(true);
    expect(buildRuleSet([inView(setting('b'))], 'outbound', context()).hasSecureTransportOnly).toBe(false);
    expect(buildRuleSet([waits], 'inbound', context()).hasSecureTransportOnly).toBe(false);
  });

  it('S-11.1: the rules of a list come by setting, definitions of one id from the root down', () => {
    const at = (orgUnit: string, id: string): SettingInView => ({ ...inView(setting(id, { addressLists: ['first'] })), orgUnit });
    const { byList } = buildRuleSet([at('/x/y', 'b'), at('/x', 'c'), at('/', 'b'), at('/x', 'b'), at('/x/y', 'a'), at('/', 'B')], 'outbound', context());
    expect(byList.get(0)?.rules.map((rule) => `${rule.setting} of ${rule.orgUnit}`)).toEqual(['B of /', 'a of /x/y', 'b of /', 'b of /x', 'b of /x/y', 'c of /x']);
  });

  it('S-8.1: knows what the rules of a list add up to', () => {
    const requirements = { tls: true, minTlsVersion: null, caSignedCertificate: false, validateHostname: false, clientCertificate: false } as const;
    const view = [
      inView(setting('a', { addressLists: ['first'], requirements: { ...requirements, minTlsVersion: 'TLSv1.2' } })),
      inView(setting('b', { addressLists: ['first', 'second'], requirements: { ...requirements, validateHostname: true } })),
      inView(setting('c', { addressLists: ['first'], requirements: { ...requirements, minTlsVersion: 'TLSv1.1' } })),
    ];
    const { byList } = buildRuleSet(view, 'outbound', context());
    expect(byList.get(0)?.constraints).toEqual({ tls: 'required', minVersion: 'TLSv1.2', caSigned: false, hostname: true });
    expect(byList.get(1)?.constraints).toEqual({ tls: 'required', minVersion: null, caSigned: false, hostname: true });
    expect(Object.isFrozen(byList.get(0)?.constraints)).toBe(true);
  });

  it('knows which lists only constrain: no route, no testing, no waiting for secure transport', () => {
    const plain = (...changed: Partial<Setting>[]) =>
      buildRuleSet(changed.map((each, index) => inView(setting(`${index}`, { addressLists: ['first'], ...each }))), 'outbound', context()).byList.get(0)?.plain;
    expect(plain({})).toBe(true);
    expect(plain({}, {})).toBe(true);
    expect(plain({}, { route: 'relay' })).toBe(false);
    expect(plain({}, { mode: 'testing' })).toBe(false);
    expect(plain({ appliesTo: ['outbound-secure-transport'] }, {})).toBe(false);
  });
});
