// parsePolicy as a whole: everything at once, canonical, immutable, idempotent (S-1).
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../src/model/address.js';
import type { PolicyInput } from '../../../src/model/document.js';
import type { Policy } from '../../../src/model/policy.js';
import { contentOf, parsePolicy, policyDocument } from '../../../src/policy/parse-policy.js';
import { contentFrom, errorCodes, report } from './report.js';

const rich: PolicyInput = {
  domains: ['Corp.Example', 'bücher.example'],
  orgUnits: [
    { path: '/Sales/EMEA', disable: ['banks'] },
    {
      path: '/',
      settings: [
        { id: 'partners', appliesTo: ['outbound', 'inbound'], addressLists: ['partners', 'constructor'], require: { minTlsVersion: 'TLSv1.2', clientCertificate: true }, route: '__proto__' },
        { id: 'banks', description: 'Banks', locked: false, appliesTo: ['outbound'], addressLists: ['banks'], require: { validateHostname: false } },
        { id: 'demanded', appliesTo: ['outbound-secure-transport'], locked: true },
      ],
    },
    {
      path: '/Sales',
      settings: [
        { id: 'partners', enabled: false, mode: 'testing', appliesTo: ['inbound'], addressLists: ['banks'] },
        { id: 'relay', appliesTo: ['outbound'], addressLists: ['banks'], require: { tls: false }, route: 'relay' },
      ],
    },
  ],
  users: { 'Zoe@Corp.Example': '/Sales/EMEA', '"a b"@corp.example': '/' },
  addressLists: {
    partners: '*.partner.example, partner.example\n"first last"@other.example; [IPv6:2001:DB8::1]',
    banks: { description: 'Banks', requireAuthentication: false, entries: ['bank.example', { value: 'Ann@bank2.example', requireAuthentication: true }] },
    constructor: ['*'],
  },
  routes: { ['__proto__']: { host: 'GW.corp.example', port: 587 }, relay: { host: '[192.0.2.1]' }, toString: { host: 'mx.example', mxLookup: true } },
  alternateSecureRoute: 'toString',
  alignment: 'strict',
  unknownAuthor: 'no-match',
  caseSensitiveLocalParts: true,
};

function policyOf(document: unknown): Policy {
  const result = parsePolicy(document);
  if (!result.ok) throw new Error('not a valid policy');
  return result.policy;
}

describe('a valid document', () => {
  it('gives a policy without warnings', () => {
    expect(report(rich)).toEqual([]);
    expect(parsePolicy({})).toEqual({ ok: true, policy: expect.anything() as unknown, warnings: [] });
  });

  it('S-1.3: is canonical', () => {
    expect(policyDocument(policyOf(rich))).toEqual({
      domains: ['corp.example', 'xn--bcher-kva.example'],
      orgUnits: [
        {
          path: '/',
          settings: [
            { id: 'banks', description: 'Banks', appliesTo: ['outbound'], addressLists: ['banks'], require: { validateHostname: false } },
            { id: 'demanded', locked: true, appliesTo: ['outbound-secure-transport'] },
            { id: 'partners', appliesTo: ['inbound', 'outbound'], addressLists: ['constructor', 'partners'], require: { minTlsVersion: 'TLSv1.2', clientCertificate: true }, route: '__proto__' },
          ],
        },
        {
          path: '/Sales',
          settings: [
            { id: 'partners', enabled: false, mode: 'testing', appliesTo: ['inbound'], addressLists: ['banks'] },
            { id: 'relay', appliesTo: ['outbound'], addressLists: ['banks'], require: { tls: false }, route: 'relay' },
          ],
        },
        { path: '/Sales/EMEA', disable: ['banks'] },
      ],
      users: { '"a b"@corp.example': '/', 'Zoe@corp.example': '/Sales/EMEA' },
      addressLists: {
        banks: { description: 'Banks', entries: ['Ann@bank2.example', { value: 'bank.example', requireAuthentication: false }] },
        constructor: { entries: ['*'] },
        partners: { entries: ['"first last"@other.example', '*.partner.example', '[IPv6:2001:db8::1]', 'partner.example'] },
      },
      routes: { ['__proto__']: { host: 'gw.corp.example', port: 587 }, relay: { host: '[192.0.2.1]' }, toString: { host: 'mx.example', mxLookup: true } },
      alternateSecureRoute: 'toString',
      alignment: 'strict',
      unknownAuthor: 'no-match',
      caseSensitiveLocalParts: true,
    });
  });

  it.each<[string, PolicyInput]>([['the empty document', {}], ['a rich one', rich]])('S-1.3: parsing is idempotent: %s', (_what, input) => {
    const policy = policyOf(input);
    const again = policyOf(JSON.parse(JSON.stringify(policyDocument(policy))));
    expect(contentOf(again)).toEqual(contentOf(policy));
    expect(JSON.stringify(policyDocument(again))).toBe(JSON.stringify(policyDocument(policy)));
  });

  it('S-1.3: means the same in any order', () => {
    const backwards = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(backwards).reverse();
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).reverse().map(([key, member]) => [key, backwards(member)]));
    };
    expect(JSON.stringify(policyDocument(policyOf(backwards(rich))))).toBe(JSON.stringify(policyDocument(policyOf(rich))));
  });

  it('is not kept: what is done to it later changes nothing', () => {
    const input = structuredClone({ domains: ['a.example'], addressLists: { l: ['a.example'] } });
    const policy = policyOf(input);
    input.domains.push('b.example');
    input.addressLists.l.push('b.example');
    policyDocument(policy).domains?.push('c.example');
    expect(policyDocument(policy)).toEqual({ domains: ['a.example'], addressLists: { l: { entries: ['a.example'] } } });
  });

  it('S-1.3: gives immutable content', () => {
    const frozenDeep = (value: unknown): boolean => typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozenDeep));
    const { users, routes, index, ...plain } = contentFrom(rich);
    expect(Object.isFrozen(contentFrom(rich))).toBe(true);
    expect(Object.values(plain).every(frozenDeep)).toBe(true);
    expect([...routes.values()].every(frozenDeep)).toBe(true);
    expect(users.size).toBeGreaterThan(0);
    expect(index.entriesByList().flat().every(frozenDeep)).toBe(true);
    const [matched] = index.matching(parseAddress('x@bank.example', false)!);
    expect(frozenDeep(matched?.memberships)).toBe(true);
  });

  it('may be a policy that was parsed already', () => {
    const policy = policyOf({ addressLists: { unused: [] } });
    expect(parsePolicy(policy)).toEqual({ ok: true, policy, warnings: [] });
    expect((parsePolicy(policy) as { policy: unknown }).policy).toBe(policy);
  });
});

describe('a document with errors', () => {
  it('S-1.2: reports them all, errors first, then warnings, each in the order of the document', () => {
    const document = JSON.parse(`{
      "addressLists": {"unused": [], "partners": ["a.example", "A.example", "a_b"], "__proto__": {"entries": 7}},
      "domain": ["x"],
      "users": {"ann": "/Salse", "Bob@x.example": "/", "bob@x.example": "/"},
      "orgUnits": [
        {"path": "/Sales", "disable": ["partner", "locked"], "settings": [{"id": "x", "appliesTo": ["inbound"]}]},
        {"path": "/", "settings": [
          {"id": "partners", "appliesTo": ["inbound"], "addressLists": ["partner", "__proto__"], "require": {"validateHostname": true, "tsl": true}},
          {"id": "locked", "locked": true, "appliesTo": ["outbound"], "addressLists": ["partners"], "require": {"tls": false, "minTlsVersion": "TLSv1.2"}},
          {"id": "locked", "appliesTo": ["outbound-secure-transport"], "route": "r"}
        ]},
        {"path": "/Sales/EMEA/North"}, {"path": "/Sales"}, {"path": "Legal"}
      ],
      "routes": {"r": {"host": "192.0.2.1"}, "s": {"host": "mx.example"}},
      "alternateSecureRoute": "t"
    }`) as unknown;
    expect(report(document)).toEqual([
      'error invalid-entry at addressLists.partners[2]: `a_b` has an underscore, which no mail domain has',
      'error invalid-value at addressLists.__proto__.entries: `entries` must be text or a list of entries, not the number 7',
      'error unknown-key at domain: there is no key `domain` here; did you mean `domains`?',
      'error invalid-value at users.ann: the user `ann` is not a valid address; write an address such as `user@example.com`',
      'error unknown-org-unit at users.ann: there is no org unit `/Salse`; did you mean `/Sales`?',
      'error duplicate-user at users["bob@x.example"]: the users `Bob@x.example` and `bob@x.example` are one address, `bob@x.example`; keep one of them',
      'error not-inherited at orgUnits[0].disable[0]: the org unit `/Sales` inherits no setting `partner`; did you mean `partners`?',
      'error locked-setting at orgUnits[0].disable[1]: `locked` is locked by `/` and cannot be disabled below it; remove it here or unlock it there',
      'error list-required at orgUnits[0].settings[0].addressLists: a setting for `inbound` needs an address list; name one in `addressLists` (a list with the entry `*` is everyone)',
      'error unknown-list at orgUnits[1].settings[0].addressLists[0]: there is no address list `partner`; did you mean `partners`?',
      'error contradictory-requirement at orgUnits[1].settings[0].require.validateHostname: `validateHostname` is about the server that mail is sent to, and this setting is for inbound alone; to require a certificate of the connecting client, write `clientCertificate`',
      'error unknown-key at orgUnits[1].settings[0].require.tsl: there is no key `tsl` here; did you mean `tls`?',
      'error contradictory-requirement at orgUnits[1].settings[1].require.minTlsVersion: `minTlsVersion` needs TLS, but `tls` is false; remove one of the two',
      'error duplicate-id at orgUnits[1].settings[2].id: the org unit `/` defines `locked` twice; give one of the two another id',
      'error missing-parent at orgUnits[2].path: the org unit `/Sales/EMEA/North` has no parent: there is no `/Sales/EMEA`; add `/Sales/EMEA` to `orgUnits`',
      'error duplicate-path at orgUnits[3].path: the org unit `/Sales` is listed twice; put its settings together in one',
      'error invalid-path at orgUnits[4].path: the org unit path `Legal` does not begin with a slash; write `/Legal`',
      'error invalid-value at routes.r.host: `192.0.2.1` is an IP address; write it as the address literal `[192.0.2.1]`',
      'error unknown-route at alternateSecureRoute: there is no route `t`; define it in `routes` or remove the name',
      'warning empty-list at addressLists.unused: the address list `unused` has no entries and matches nobody; add entries or remove it',
      'warning unused-list at addressLists.unused: no setting uses the address list `unused`; use it or remove it',
      'warning duplicate-entry at addressLists.partners[1]: `A.example` is in this list already, as `a.example`; remove the repetition',
      'warning unused-route at routes.s: no setting uses the route `s`; use it or remove it',
    ]);
  });

  it('gives warnings in the order of the document when it is valid', () => {
    const result = parsePolicy({ routes: { r: { host: 'mx.example' } }, addressLists: { l: [] }, domains: ['a.example', 'a.example'] });
    expect(result.ok && result.warnings.map(({ code }) => code)).toEqual(['unused-route', 'empty-list', 'unused-list', 'duplicate-value']);
  });

  it.each([[undefined], [null], [true], [0], [''], [Symbol('s')], [() => 1], [[]], [new Map()]])('never throws: %s', (value) => {
    expect(errorCodes(value)).toHaveLength(1);
  });

  it('never throws: a proxy that does', () => {
    const boom = (): never => {
      throw new Error('boom');
    };
    expect(errorCodes(new Proxy({}, { ownKeys: boom, getPrototypeOf: boom, getOwnPropertyDescriptor: boom, get: boom }))).toEqual(['not-plain-json']);
  });
});

describe('a copy of a parsed policy', () => {
  const parsed = parsePolicy({ addressLists: { partners: 'partner.example' } });
  if (!parsed.ok) throw new Error('the policy of this test is not valid');
  const { policy } = parsed;

  it.each([
    ['spread', { ...policy }],
    ['spread and changed', { ...policy, alignment: 'strict' }],
    ['cloned', structuredClone(policy)],
  ])('S-1.2: %s, is refused, for it would protect nothing', (_how, copy) => {
    expect(parsePolicy(copy)).toEqual({
      ok: false,
      issues: [
        {
          severity: 'error',
          code: 'not-plain-json',
          path: [],
          message: 'this is a copy of a parsed policy, and a copy has lost its content; pass the policy itself, or change a copy of `policyDocument(policy)`',
        },
      ],
    });
  });

  it('by JSON is its document, and a policy', () => {
    expect(parsePolicy(JSON.parse(JSON.stringify(policy)))).toMatchObject({ ok: true });
    expect(parsePolicy(policy)).toMatchObject({ ok: true });
  });
});
