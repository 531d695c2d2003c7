// S-15.1: everything that changed between two documents, in order.
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/change/document-change.js';
import { documentChanges } from '../../../src/change/document-changes.js';
import type { AddressListInput, PolicyInput, SettingInput } from '../../../src/model/document.js';
import type { Policy } from '../../../src/model/policy.js';
import { changesBetween, policyFrom } from './policies.js';

const lists = { addressLists: { l: ['l.example'] } };
const setting = (id: string, more: Partial<SettingInput> = {}): SettingInput => ({ id, appliesTo: ['outbound'], addressLists: ['l'], ...more });
const at = (units: Record<string, SettingInput[]>, disable: Record<string, string[]> = {}): PolicyInput => ({
  ...lists,
  orgUnits: Object.entries(units).map(([path, settings]) => ({ path, settings, disable: disable[path] ?? [] })),
});
const listed = (l: AddressListInput): PolicyInput => ({ addressLists: { l } });

/** Of a setting that says no more than it must: every field with its default. */
const DEFAULTS: Readonly<Record<string, JsonValue>> = {
  description: '', enabled: true, mode: 'enforce', locked: false, appliesTo: ['outbound'], addressLists: ['l'],
  'require.tls': true, 'require.minTlsVersion': null, 'require.caSignedCertificate': true, 'require.validateHostname': true, 'require.clientCertificate': false, route: null,
};
const ADDED = Object.entries(DEFAULTS).map(([field, after]) => ({ field, before: null, after }));
const REMOVED = Object.entries(DEFAULTS).map(([field, before]) => ({ field, before, after: null }));

describe('S-15.1: documentChanges', () => {
  it('finds nothing between equal documents, however they are written', () => {
    expect(changesBetween(lists, { addressLists: { l: { description: '', entries: 'L.example' } } })).toEqual([]);
    expect(changesBetween(null, {})).toEqual([]);
    expect(changesBetween({ alignment: 'relaxed', orgUnits: [{ path: '/' }] }, {})).toEqual([]);
    const policy = policyFrom(lists);
    expect(documentChanges(policy, policy)).toEqual([]);
  });

  it('takes no policy for one that says nothing', () => {
    expect(changesBetween(null, { domains: ['a.example'], alignment: 'strict' })).toEqual([
      { kind: 'domain-added', domain: 'a.example' },
      { kind: 'option-changed', option: 'alignment', before: 'relaxed', after: 'strict' },
    ]);
  });

  it('wants parsed policies', () => {
    expect(() => documentChanges(null, {} as Policy)).toThrow(TypeError);
    expect(() => documentChanges({} as Policy, policyFrom({}))).toThrow(TypeError);
  });

  it('finds domains', () => {
    expect(changesBetween({ domains: ['a.example', 'c.example'] }, { domains: ['b.example', 'c.example'] })).toEqual([
      { kind: 'domain-removed', domain: 'a.example' },
      { kind: 'domain-added', domain: 'b.example' },
    ]);
  });

  it('finds users', () => {
    const orgUnits = [{ path: '/a' }];
    expect(changesBetween({ orgUnits, users: { 'x@o.example': '/', 'y@o.example': '/' } }, { orgUnits, users: { 'y@o.example': '/a', 'z@o.example': '/a' } })).toEqual([
      { kind: 'user-removed', user: 'x@o.example', before: '/', after: null },
      { kind: 'user-moved', user: 'y@o.example', before: '/', after: '/a' },
      { kind: 'user-added', user: 'z@o.example', before: null, after: '/a' },
    ]);
  });

  it('finds routes', () => {
    const kept = { host: 'k.example' };
    const before = { k: kept, a: { host: 'a.example' }, b: { host: 'b.example' } };
    const after = { k: { ...kept, port: 25 }, b: { host: 'b.example', port: 26 }, c: { host: 'c.example', mxLookup: true } };
    const [a, b] = [{ kind: 'host', host: 'a.example', port: 25, mxLookup: false }, { kind: 'host', host: 'b.example', port: 25, mxLookup: false }];
    expect(changesBetween({ routes: before }, { routes: after })).toEqual([
      { kind: 'route-removed', route: 'a', before: a, after: null },
      { kind: 'route-changed', route: 'b', before: b, after: { ...b, port: 26 } },
      { kind: 'route-added', route: 'c', before: null, after: { kind: 'host', host: 'c.example', port: 25, mxLookup: true } },
    ]);
  });

  it('finds options', () => {
    const routes = { r: { host: 'r.example' } };
    expect(changesBetween({ routes }, { routes, alternateSecureRoute: 'r', alignment: 'strict', unknownAuthor: 'no-match', caseSensitiveLocalParts: true })).toEqual([
      { kind: 'option-changed', option: 'alternateSecureRoute', before: null, after: 'r' },
      { kind: 'option-changed', option: 'alignment', before: 'relaxed', after: 'strict' },
      { kind: 'option-changed', option: 'unknownAuthor', before: 'match', after: 'no-match' },
      { kind: 'option-changed', option: 'caseSensitiveLocalParts', before: false, after: true },
    ]);
  });

  it('comes in the order of the canonical document', () => {
    const kinds = changesBetween(null, {
      alignment: 'strict', routes: { r: { host: 'r.example' } }, ...at({ '/': [setting('s')] }), users: { 'x@o.example': '/' }, domains: ['o.example'],
    }).map(({ kind }) => kind);
    expect(kinds).toEqual(['domain-added', 'setting-added', 'user-added', 'list-added', 'entry-added', 'route-added', 'option-changed']);
  });
});

describe('S-15.1: address lists', () => {
  it('are listed with their entries when they are added or removed', () => {
    expect(changesBetween(listed([]), { addressLists: { m: ['b.example', { value: 'a.example', requireAuthentication: false }] } })).toEqual([
      { kind: 'list-removed', addressList: 'l', entries: 0, fields: [{ field: 'description', before: '', after: null }] },
      { kind: 'list-added', addressList: 'm', entries: 2, fields: [{ field: 'description', before: null, after: '' }] },
      { kind: 'entry-added', addressList: 'm', entry: 'a.example', requireAuthentication: false },
      { kind: 'entry-added', addressList: 'm', entry: 'b.example', requireAuthentication: true },
    ]);
  });

  it('differ in description and entries', () => {
    expect(changesBetween(listed(['a.example', 'b.example', 'c.example']), listed({ description: 'why', entries: ['b.example', { value: 'c.example', requireAuthentication: false }, 'd.example'] }))).toEqual([
      { kind: 'list-changed', addressList: 'l', fields: [{ field: 'description', before: '', after: 'why' }] },
      { kind: 'entry-removed', addressList: 'l', entry: 'a.example', requireAuthentication: true },
      { kind: 'entry-changed', addressList: 'l', entry: 'c.example', requireAuthentication: false },
      { kind: 'entry-added', addressList: 'l', entry: 'd.example', requireAuthentication: true },
    ]);
  });

  it('have their own entries, whatever the place of the list', () => {
    const before: PolicyInput = { addressLists: { a: ['x.example'], c: ['x.example', 'y.example'] } };
    expect(changesBetween(before, { addressLists: { ...before.addressLists, b: [] } })).toEqual([{ kind: 'list-added', addressList: 'b', entries: 0, fields: [{ field: 'description', before: null, after: '' }] }]);
  });

  it('may have many entries', () => {
    const many = Array.from({ length: 40 }, (_, number) => `d${100 + number}.example`);
    expect(changesBetween(listed(many), listed([...many.slice(1), 'e.example']))).toEqual([
      { kind: 'entry-removed', addressList: 'l', entry: 'd100.example', requireAuthentication: true },
      { kind: 'entry-added', addressList: 'l', entry: 'e.example', requireAuthentication: true },
    ]);
  });
});

describe('S-15.1: org units', () => {
  it('are listed with what they define and disable', () => {
    const before = at({ '/': [setting('s')] });
    const after = at({ '/': [setting('s')], '/A': [setting('t')] }, { '/A': ['s'] });
    expect(changesBetween(before, after)).toEqual([
      { kind: 'org-unit-added', orgUnit: '/A' },
      { kind: 'setting-added', orgUnit: '/A', setting: 't', overrides: null, fields: ADDED },
      { kind: 'inheritance-broken', orgUnit: '/A', setting: 's' },
    ]);
    expect(changesBetween(after, before)).toEqual([
      { kind: 'org-unit-removed', orgUnit: '/A' },
      { kind: 'setting-removed', orgUnit: '/A', setting: 't', overrides: null, fields: REMOVED },
      { kind: 'inheritance-restored', orgUnit: '/A', setting: 's' },
    ]);
  });

  it('S-7.6: say which definition a setting overrides: the nearest that is enforced, for only what is enforced takes a place', () => {
    const overridden = (units: Record<string, SettingInput[]>, more?: Partial<SettingInput>): unknown =>
      changesBetween(at({ ...units, '/A/B': [] }), at({ ...units, '/A/B': [setting('s', more)] })).map((change) => [change.kind, 'overrides' in change && change.overrides]);
    const added = (overrides: string | null): unknown => [['setting-added', overrides]];
    expect(overridden({ '/': [setting('s')], '/A': [] })).toEqual(added('/'));
    expect(overridden({ '/': [setting('s')], '/A': [setting('s')] })).toEqual(added('/A'));
    expect(overridden({ '/': [setting('s')], '/A': [setting('s', { mode: 'testing' })] })).toEqual(added('/'));
    expect(overridden({ '/': [], '/A': [setting('s', { enabled: false })] })).toEqual(added('/A'));
    expect(overridden({ '/': [setting('t')], '/A': [] })).toEqual(added(null));
    expect(overridden({ '/': [setting('s')], '/A': [] }, { mode: 'testing' })).toEqual(added(null));
    expect(overridden({ '/': [setting('s')], '/A': [] }, { enabled: false })).toEqual(added(null));
  });

  it('S-6.3: say that a setting overrides none above a unit that disables the id', () => {
    const overridden = (disable: Record<string, string[]>, more: Record<string, SettingInput[]> = {}): unknown => {
      const units = { '/': [setting('s')], '/A': [], ...more, '/A/B': [], '/A/B/C': [] };
      const [change] = changesBetween(at(units, disable), at({ ...units, '/A/B/C': [setting('s')] }, { ...disable, '/A/B/C': [] }));
      return change !== undefined && 'overrides' in change ? change.overrides : undefined;
    };
    expect(overridden({})).toBe('/');
    expect(overridden({ '/A': ['s'] })).toBeNull();
    expect(overridden({ '/A/B': ['s'] })).toBeNull();
    expect(overridden({ '/A/B/C': ['s'] })).toBe('/');
    expect(overridden({ '/A/B': ['s'] }, { '/A': [setting('s')] })).toBeNull();
    expect(overridden({ '/A': ['s'] }, { '/A/B': [setting('s', { mode: 'testing' })] })).toBeNull();
  });

  it('tell what a removed setting overrode by the tree as it was', () => {
    expect(changesBetween(at({ '/': [setting('s')], '/A': [setting('s')] }), at({ '/A': [] }))).toEqual([
      { kind: 'setting-removed', orgUnit: '/', setting: 's', overrides: null, fields: REMOVED },
      { kind: 'setting-removed', orgUnit: '/A', setting: 's', overrides: '/', fields: REMOVED },
    ]);
  });

  it('tell all that an added or removed setting or list says', () => {
    const says = (more: Partial<SettingInput>, description: string): PolicyInput => ({ orgUnits: [{ path: '/', settings: [setting('s', more)] }], addressLists: { l: { description, entries: [] } } });
    const [one, other] = [says({ require: { minTlsVersion: 'TLSv1.3' } }, 'one'), says({ mode: 'testing', enabled: false, require: { tls: false } }, 'other')];
    expect(changesBetween(null, one)).not.toEqual(changesBetween(null, other));
    expect(changesBetween(one, {})).not.toEqual(changesBetween(other, {}));
    expect(changesBetween(null, one)).toEqual([
      { kind: 'setting-added', orgUnit: '/', setting: 's', overrides: null, fields: ADDED.map((each) => (each.field === 'require.minTlsVersion' ? { ...each, after: 'TLSv1.3' } : each)) },
      { kind: 'list-added', addressList: 'l', entries: 0, fields: [{ field: 'description', before: null, after: 'one' }] },
    ]);
  });

  it('tell every field of a setting that differs, with the defaults of S-7.3 filled in', () => {
    const after = setting('s', {
      description: 'why', enabled: false, mode: 'testing', locked: true, appliesTo: ['inbound', 'outbound'], addressLists: ['l', 'm'], require: { tls: false }, route: 'r',
    });
    const more = { addressLists: { l: [], m: [] }, routes: { r: { host: 'r.example' } } };
    expect(changesBetween({ ...at({ '/': [setting('s')] }), ...more }, { ...at({ '/': [after] }), ...more })).toEqual([
      {
        kind: 'setting-changed',
        orgUnit: '/',
        setting: 's',
        fields: [
          { field: 'description', before: '', after: 'why' },
          { field: 'enabled', before: true, after: false },
          { field: 'mode', before: 'enforce', after: 'testing' },
          { field: 'locked', before: false, after: true },
          { field: 'appliesTo', before: ['outbound'], after: ['inbound', 'outbound'] },
          { field: 'addressLists', before: ['l'], after: ['l', 'm'] },
          { field: 'require.tls', before: true, after: false },
          { field: 'require.caSignedCertificate', before: true, after: false },
          { field: 'require.validateHostname', before: true, after: false },
          { field: 'route', before: null, after: 'r' },
        ],
      },
    ]);
    const required = at({ '/': [setting('s', { appliesTo: ['inbound'], require: { minTlsVersion: 'TLSv1.2', clientCertificate: true } })] });
    expect(changesBetween(at({ '/': [setting('s', { appliesTo: ['inbound'] })] }), required)).toEqual([
      {
        kind: 'setting-changed',
        orgUnit: '/',
        setting: 's',
        fields: [
          { field: 'require.minTlsVersion', before: null, after: 'TLSv1.2' },
          { field: 'require.clientCertificate', before: false, after: true },
        ],
      },
    ]);
  });

  it('S-1.4: have settings of any name', () => {
    const added = changesBetween(at({ '/': [setting('__proto__')] }), at({ '/': [setting('__proto__')], '/__proto__': [setting('__proto__'), setting('toString')] }));
    expect(added.map((change) => ('overrides' in change ? [change.setting, change.overrides] : change.kind))).toEqual(['org-unit-added', ['__proto__', '/'], ['toString', null]]);
  });
});
