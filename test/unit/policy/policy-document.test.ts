// The canonical document: what equals the default is left out, and parsing it gives an equal policy (S-1.3).
import { describe, expect, it } from 'vitest';
import type { PolicyInput, SettingInput } from '../../../src/model/document.js';
import { policyDocumentOf } from '../../../src/policy/policy-document.js';
import { contentFrom } from './report.js';

const document = (input: PolicyInput): PolicyInput => policyDocumentOf(contentFrom(input));
const lists = { addressLists: { l: ['l.example'] } };
const canonicalLists = { addressLists: { l: { entries: ['l.example'] } } };
const setting = (more: Partial<SettingInput>): PolicyInput => ({ orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['inbound', 'outbound'], addressLists: ['l'], ...more }] }], ...lists });
const settingOf = ({ orgUnits }: PolicyInput): unknown => orgUnits?.[0]?.settings?.[0];

describe('the canonical document', () => {
  it('of nothing is empty', () => {
    expect(document({})).toEqual({});
    expect(document({ domains: [], orgUnits: [{ path: '/', settings: [], disable: [] }], users: {}, addressLists: {}, routes: {} })).toEqual({});
    expect(document({ alignment: 'relaxed', unknownAuthor: 'match', caseSensitiveLocalParts: false })).toEqual({});
  });

  it('says what differs from the defaults', () => {
    expect(document({ alignment: 'strict' })).toEqual({ alignment: 'strict' });
    expect(document({ unknownAuthor: 'no-match' })).toEqual({ unknownAuthor: 'no-match' });
    expect(document({ caseSensitiveLocalParts: true })).toEqual({ caseSensitiveLocalParts: true });
    expect(document({ domains: ['B.example', 'a.example'] })).toEqual({ domains: ['a.example', 'b.example'] });
    expect(document({ users: { 'A@b.example': '/' } })).toEqual({ users: { 'a@b.example': '/' } });
    expect(document({ orgUnits: [{ path: '/b' }, { path: '/a' }, { path: '/' }] })).toEqual({ orgUnits: [{ path: '/a' }, { path: '/b' }] });
  });

  it('names the root where it has settings', () => {
    expect(document(setting({}))).toEqual({
      orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['inbound', 'outbound'], addressLists: ['l'] }] }],
      ...canonicalLists,
    });
    const inherited = document({ ...setting({}), orgUnits: [...(setting({}).orgUnits ?? []), { path: '/x', disable: ['s'] }] });
    expect(inherited.orgUnits?.[1]).toEqual({ path: '/x', disable: ['s'] });
  });

  it.each<[Partial<SettingInput>, Partial<SettingInput>]>([
    [{ description: '', enabled: true, mode: 'enforce', locked: false, require: {} }, {}],
    [{ description: 'why' }, { description: 'why' }],
    [{ enabled: false }, { enabled: false }],
    [{ mode: 'testing' }, { mode: 'testing' }],
    [{ locked: true }, { locked: true }],
    [{ require: { tls: true, caSignedCertificate: true, validateHostname: true, clientCertificate: false } }, {}],
    [{ require: { tls: false } }, { require: { tls: false } }],
    [{ require: { tls: false, caSignedCertificate: false, validateHostname: false, clientCertificate: false } }, { require: { tls: false } }],
    [{ require: { minTlsVersion: 'TLSv1' } }, { require: { minTlsVersion: 'TLSv1' } }],
    [{ require: { caSignedCertificate: false } }, { require: { caSignedCertificate: false } }],
    [{ require: { validateHostname: false } }, { require: { validateHostname: false } }],
    [{ require: { clientCertificate: true } }, { require: { clientCertificate: true } }],
  ])('writes a setting of %j as %j', (written, expected) => {
    expect(settingOf(document(setting(written)))).toEqual({ id: 's', appliesTo: ['inbound', 'outbound'], addressLists: ['l'], ...expected });
  });

  it('leaves out lists that a setting does not name', () => {
    expect(document({ orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound-secure-transport'], addressLists: [] }] }] })).toEqual({
      orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound-secure-transport'] }] }],
    });
  });

  it('writes lists as objects', () => {
    expect(
      document({
        addressLists: {
          a: 'b.example a.example',
          b: { description: 'why', requireAuthentication: false, entries: ['a.example', { value: 'b.example', requireAuthentication: true }] },
          c: { requireAuthentication: true, entries: [] },
        },
      }).addressLists,
    ).toEqual({
      a: { entries: ['a.example', 'b.example'] },
      b: { description: 'why', entries: [{ value: 'a.example', requireAuthentication: false }, 'b.example'] },
      c: { entries: [] },
    });
  });

  it('writes routes without their defaults', () => {
    expect(
      document({
        routes: { a: { host: 'MX.example', port: 25, mxLookup: false }, b: { host: 'mx.example', port: 26, mxLookup: true } },
        alternateSecureRoute: 'a',
      }),
    ).toEqual({ routes: { a: { host: 'mx.example' }, b: { host: 'mx.example', port: 26, mxLookup: true } }, alternateSecureRoute: 'a' });
    expect(settingOf(document({ ...setting({ route: 'a' }), routes: { a: { host: 'mx.example' } } }))).toMatchObject({ route: 'a' });
  });

  it('S-1.4: has own properties of any name', () => {
    const written = document(JSON.parse('{"addressLists": {"__proto__": "a.example"}, "routes": {"__proto__": {"host": "a.example"}}}') as PolicyInput);
    expect(JSON.stringify(written)).toBe('{"addressLists":{"__proto__":{"entries":["a.example"]}},"routes":{"__proto__":{"host":"a.example"}}}');
  });
});
