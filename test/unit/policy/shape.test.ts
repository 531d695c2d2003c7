// The shape of a document: every wrong key and value at once, in our words, and nothing else hidden by them (S-1.1, S-1.2).
import { describe, expect, it } from 'vitest';
import { errorCodes, report } from './report.js';

const setting = { id: 'a', appliesTo: ['outbound-secure-transport'] };
const unit = (change: object): object => ({ orgUnits: [{ path: '/', settings: [{ ...setting, ...change }] }] });
const at = 'orgUnits[0].settings[0]';
const scopes = '`inbound`, `outbound`, `outbound-secure-transport`';

describe('values', () => {
  it.each([
    [undefined, 'invalid-value at the top of the document: the policy must be an object, not nothing'],
    [null, 'invalid-value at the top of the document: the policy must be an object, not null'],
    ['text', 'invalid-value at the top of the document: the policy must be an object, not the text `text`'],
    [[], 'invalid-value at the top of the document: the policy must be an object, not an empty list'],
    [{ domains: 'a.example' }, 'invalid-value at domains: `domains` must be a list of domains, not the text `a.example`'],
    [{ domains: [1] }, 'invalid-value at domains[0]: this item must be a domain such as `example.com`, not the number 1'],
    [{ orgUnits: {} }, 'invalid-value at orgUnits: `orgUnits` must be a list of org units, not an object'],
    [{ orgUnits: ['/'] }, 'invalid-value at orgUnits[0]: this item must be an object with `path`, not the text `/`'],
    [{ orgUnits: [{}] }, 'invalid-value at orgUnits[0].path: `path` is missing; add a path such as `/` or `/Sales`'],
    [{ orgUnits: [{ path: null }] }, 'invalid-value at orgUnits[0].path: `path` must be a path such as `/` or `/Sales`, not null'],
    [{ orgUnits: [{ path: '/', settings: {} }] }, 'invalid-value at orgUnits[0].settings: `settings` must be a list of settings, not an object'],
    [{ orgUnits: [{ path: '/', settings: [1] }] }, `invalid-value at ${at}: this item must be an object with \`id\` and \`appliesTo\`, not the number 1`],
    [{ orgUnits: [{ path: '/', disable: 'a' }] }, 'invalid-value at orgUnits[0].disable: `disable` must be a list of ids of inherited settings, not the text `a`'],
    [{ orgUnits: [{ path: '/', disable: [1] }] }, 'invalid-value at orgUnits[0].disable[0]: this item must be the id of an inherited setting, not the number 1'],
    [unit({ id: 7 }), `invalid-value at ${at}.id: \`id\` must be a name for the setting, not the number 7`],
    [unit({ id: undefined }), `invalid-value at ${at}.id: \`id\` is missing; add a name for the setting`],
    [unit({ id: '' }), `invalid-value at ${at}.id: \`id\` must be a name of at least one character, not empty text`],
    [unit({ description: null }), `invalid-value at ${at}.description: \`description\` must be text, not null`],
    [unit({ enabled: 'yes' }), `invalid-value at ${at}.enabled: \`enabled\` must be true or false, not the text \`yes\``],
    [unit({ mode: 'test' }), `invalid-value at ${at}.mode: \`mode\` must be one of \`enforce\`, \`testing\`, not the text \`test\``],
    [unit({ mode: 'testng' }), `invalid-value at ${at}.mode: \`mode\` must be one of \`enforce\`, \`testing\`, not the text \`testng\`; did you mean \`testing\`?`],
    [unit({ locked: 1 }), `invalid-value at ${at}.locked: \`locked\` must be true or false, not the number 1`],
    [unit({ appliesTo: undefined }), `invalid-value at ${at}.appliesTo: \`appliesTo\` is missing; add a list of \`inbound\`, \`outbound\` and \`outbound-secure-transport\``],
    [unit({ appliesTo: 'inbound' }), `invalid-value at ${at}.appliesTo: \`appliesTo\` must be a list of \`inbound\`, \`outbound\` and \`outbound-secure-transport\`, not the text \`inbound\``],
    [unit({ appliesTo: [] }), `invalid-value at ${at}.appliesTo: \`appliesTo\` must be a list of at least one of \`inbound\`, \`outbound\` and \`outbound-secure-transport\`, not an empty list`],
    [unit({ appliesTo: ['both'] }), `invalid-value at ${at}.appliesTo[0]: this item must be one of ${scopes}, not the text \`both\``],
    [unit({ appliesTo: ['Inbound'] }), `invalid-value at ${at}.appliesTo[0]: this item must be one of ${scopes}, not the text \`Inbound\`; did you mean \`inbound\`?`],
    [unit({ addressLists: 'a' }), `invalid-value at ${at}.addressLists: \`addressLists\` must be a list of names of address lists, not the text \`a\``],
    [unit({ addressLists: [{}] }), `invalid-value at ${at}.addressLists[0]: this item must be the name of an address list, not an object`],
    [unit({ require: true }), `invalid-value at ${at}.require: \`require\` must be an object such as \`{ tls: true }\`, not true`],
    [unit({ require: { tls: null } }), `invalid-value at ${at}.require.tls: \`tls\` must be true or false, not null`],
    [
      unit({ require: { minTlsVersion: 'TLS1.2' } }),
      `invalid-value at ${at}.require.minTlsVersion: \`minTlsVersion\` must be one of \`TLSv1\`, \`TLSv1.1\`, \`TLSv1.2\`, \`TLSv1.3\`, not the text \`TLS1.2\`; did you mean \`TLSv1.2\`?`,
    ],
    [unit({ require: { minTlsVersion: 1.2 } }), `invalid-value at ${at}.require.minTlsVersion: \`minTlsVersion\` must be one of \`TLSv1\`, \`TLSv1.1\`, \`TLSv1.2\`, \`TLSv1.3\`, not the number 1.2`],
    [unit({ require: { caSignedCertificate: 'no' } }), `invalid-value at ${at}.require.caSignedCertificate: \`caSignedCertificate\` must be true or false, not the text \`no\``],
    [unit({ require: { validateHostname: 0 } }), `invalid-value at ${at}.require.validateHostname: \`validateHostname\` must be true or false, not the number 0`],
    [unit({ require: { clientCertificate: 0 } }), `invalid-value at ${at}.require.clientCertificate: \`clientCertificate\` must be true or false, not the number 0`],
    [unit({ route: {} }), `invalid-value at ${at}.route: \`route\` must be the name of a route, not an object`],
    [{ users: [] }, 'invalid-value at users: `users` must be an object of addresses and org unit paths, not an empty list'],
    [{ users: { 'a@b.example': 1 } }, 'invalid-value at users["a@b.example"]: `a@b.example` must be the path of an org unit, not the number 1'],
    [{ addressLists: [] }, 'invalid-value at addressLists: `addressLists` must be an object of address lists by name, not an empty list'],
    [{ routes: 'x' }, 'invalid-value at routes: `routes` must be an object of routes by name, not the text `x`'],
    [{ routes: { r: 'x' } }, 'invalid-value at routes.r: `r` must be an object with `host`, not the text `x`'],
    [JSON.parse('{"routes": {"__proto__": {"host": 7}}}'), 'invalid-value at routes.__proto__.host: `host` must be a host name, or an address literal such as `[192.0.2.1]`, not the number 7'],
    [{ routes: { r: {} } }, 'invalid-value at routes.r.host: `host` is missing; add a host name, or an address literal such as `[192.0.2.1]`'],
    ...[0, 65_536, 1.5, '25'].map((port): [object, string] => [
      { routes: { r: { host: 'a.example', port } } },
      `invalid-value at routes.r.port: \`port\` must be a whole number from 1 to 65535, not ${typeof port === 'string' ? 'the text `25`' : `the number ${port}`}`,
    ]),
    [{ routes: { r: { host: 'a.example', mxLookup: 'no' } } }, 'invalid-value at routes.r.mxLookup: `mxLookup` must be true or false, not the text `no`'],
    [{ alternateSecureRoute: null }, 'invalid-value at alternateSecureRoute: `alternateSecureRoute` must be the name of a route, not null'],
    [{ alignment: 'loose' }, 'invalid-value at alignment: `alignment` must be one of `relaxed`, `strict`, not the text `loose`'],
    [{ unknownAuthor: true }, 'invalid-value at unknownAuthor: `unknownAuthor` must be one of `match`, `no-match`, not true'],
    [{ caseSensitiveLocalParts: 'a' }, 'invalid-value at caseSensitiveLocalParts: `caseSensitiveLocalParts` must be true or false, not the text `a`'],
  ])('S-1.2: %j', (document, message) => {
    expect(report(document).filter((line) => line.startsWith('error'))).toEqual([`error ${message}`]);
  });

  it('takes the ends of the range of ports', () => {
    expect(errorCodes({ routes: { a: { host: 'a.example', port: 1 }, b: { host: 'a.example', port: 65_535 } } })).toEqual([]);
  });
});

describe('keys', () => {
  const unknown = (document: unknown): string[] => report(document).filter((line) => line.includes('unknown-key'));

  it.each([
    [{ orgUnit: [] }, 'orgUnit: there is no key `orgUnit` here; did you mean `orgUnits`?'],
    [
      { settings: [] },
      'settings: there is no key `settings` here; known here: `domains`, `orgUnits`, `users`, `addressLists`, `routes`, `alternateSecureRoute`, `alignment`, `unknownAuthor`, `caseSensitiveLocalParts`',
    ],
    [{ orgUnits: [{ path: '/', Disable: [] }] }, 'orgUnits[0].Disable: there is no key `Disable` here; did you mean `disable`?'],
    [{ orgUnits: [{ path: '/', parent: '/' }] }, 'orgUnits[0].parent: there is no key `parent` here; known here: `path`, `settings`, `disable`'],
    [
      unit({ x: 1 }),
      `${at}.x: there is no key \`x\` here; known here: \`id\`, \`description\`, \`enabled\`, \`mode\`, \`locked\`, \`appliesTo\`, \`addressLists\`, \`require\`, \`route\``,
    ],
    [
      unit({ require: { x: 1 } }),
      `${at}.require.x: there is no key \`x\` here; known here: \`tls\`, \`minTlsVersion\`, \`caSignedCertificate\`, \`validateHostname\`, \`clientCertificate\``,
    ],
    [{ routes: { r: { host: 'a.example', x: 1 } } }, 'routes.r.x: there is no key `x` here; known here: `host`, `port`, `mxLookup`'],
    [{ addressLists: { l: { entries: ['a.example'], x: 1 } } }, 'addressLists.l.x: there is no key `x` here; known here: `description`, `requireAuthentication`, `entries`'],
    [{ addressLists: { l: [{ value: 'a.example', x: 1 }] } }, 'addressLists.l[0].x: there is no key `x` here; known here: `value`, `requireAuthentication`'],
    [{ toString: 1 }, 'toString: there is no key `toString` here; known here: `domains`, `orgUnits`, `users`, `addressLists`, `routes`, `alternateSecureRoute`, `alignment`, `unknownAuthor`, `caseSensitiveLocalParts`'],
    [unit({ constructor: 1 }), `${at}.constructor: there is no key \`constructor\` here; known here: \`id\`, \`description\`, \`enabled\`, \`mode\`, \`locked\`, \`appliesTo\`, \`addressLists\`, \`require\`, \`route\``],
    [JSON.parse('{"routes": {"r": {"host": "a.example", "__proto__": 1}}}'), 'routes.r.__proto__: there is no key `__proto__` here; known here: `host`, `port`, `mxLookup`'],
  ])('S-1.1: unknown key of %j', (document, message) => {
    expect(unknown(document)).toEqual([`error unknown-key at ${message}`]);
  });

  it('S-1.4: prefers an own `__proto__` to the prototype everywhere', () => {
    expect(errorCodes(JSON.parse('{"__proto__": {"domains": ["a.example"]}}'))).toEqual(['unknown-key']);
    expect(errorCodes(JSON.parse('{"orgUnits": [{"path": "/", "__proto__": {}}]}'))).toEqual(['unknown-key']);
  });

  it('does not call missing what was misspelt, and does not check what depends on it', () => {
    expect(errorCodes(unit({ id: undefined, Id: 'x' }))).toEqual(['unknown-key']);
    expect(errorCodes(unit({ appliesTo: ['inbound'], addresslists: ['nobody'] }))).toEqual(['unknown-key']);
    expect(errorCodes({ addressList: { a: [] }, ...unit({ addressLists: ['a'] }) })).toEqual(['unknown-key']);
  });

  it('checks what is there beside a misspelt key', () => {
    expect(errorCodes(unit({ Id: 'x', id: '' }))).toEqual(['invalid-value', 'unknown-key']);
  });

  it('reports what is wrong elsewhere too', () => {
    expect(
      report({
        alignment: 'x',
        domains: ['a_b', 1],
        orgUnits: [{ path: '/', settings: [{ ...setting, mode: 'x', addressLists: ['none', 1] }, 'y'] }, null],
      }),
    ).toEqual([
      'error invalid-value at alignment: `alignment` must be one of `relaxed`, `strict`, not the text `x`',
      'error invalid-value at domains[0]: `a_b` is not a valid domain; write a domain such as `example.com`',
      'error invalid-value at domains[1]: this item must be a domain such as `example.com`, not the number 1',
      `error invalid-value at ${at}.mode: \`mode\` must be one of \`enforce\`, \`testing\`, not the text \`x\``,
      `error unknown-list at ${at}.addressLists[0]: there is no address list \`none\`; define it in \`addressLists\` or remove the name`,
      `error invalid-value at ${at}.addressLists[1]: this item must be the name of an address list, not the number 1`,
      'error invalid-value at orgUnits[0].settings[1]: this item must be an object with `id` and `appliesTo`, not the text `y`',
      'error invalid-value at orgUnits[1]: this item must be an object with `path`, not null',
    ]);
  });

  it('reports a refused value once', () => {
    expect(errorCodes({ domains: new Map(), orgUnits: [{ path: NaN }, { path: '/', settings: [{ id: () => 1, appliesTo: ['outbound-secure-transport'] }] }] })).toEqual([
      'not-plain-json',
      'not-plain-json',
      'not-plain-json',
    ]);
    expect(errorCodes(new Map())).toEqual(['not-plain-json']);
  });
});
