// Policies that between them have everything a snapshot can hold, and messages that meet all of it.

import { compilePolicy } from '../../src/index.js';
import type { Direction, Message, PolicyInput } from '../../src/index.js';
import { snapshotOf } from '../../src/snapshot/index.js';

export interface SampleMessage {
  readonly direction: Direction;
  readonly message: Message;
}

export interface SampleSnapshot {
  readonly name: string;
  readonly policy: PolicyInput;
  readonly bytes: Uint8Array;
  readonly messages: readonly SampleMessage[];
  /** For `matching`. */
  readonly addresses: readonly string[];
}

const EVERY_KIND: PolicyInput = {
  domains: ['corp.test'],
  orgUnits: [
    {
      path: '/',
      settings: [
        { id: 'partners', description: 'Büro', appliesTo: ['inbound', 'outbound'], addressLists: ['partners', '__proto__'], require: { minTlsVersion: 'TLSv1.2' }, route: '__proto__' },
        { id: 'watch', mode: 'testing', locked: true, appliesTo: ['inbound'], addressLists: ['Kunden & Ämter'], require: { clientCertificate: true } },
        { id: 'secure', appliesTo: ['outbound-secure-transport'], require: { validateHostname: false } },
      ],
    },
    { path: '/Sales', settings: [{ id: 'partners', appliesTo: ['outbound'], addressLists: ['Kunden & Ämter'] }] },
    { path: '/Sales/EMEA', disable: ['partners'] },
  ],
  users: { 'ann@corp.test': '/Sales', 'bob@corp.test': '/Sales/EMEA', 'jürgen@corp.test': '/Sales', '"__proto__"@corp.test': '/' },
  addressLists: {
    partners: ['partner.example', { value: '*.partner.example', requireAuthentication: false }, 'ceo@bank.example', '[192.0.2.1]'],
    __proto__x: [],
    'Kunden & Ämter': { description: 'Ämter', requireAuthentication: false, entries: ['jörg@amt.example', 'partner.example', '*.a.deep.example', 'xn--bcher-kva.example'] },
    ['__proto__']: ['__proto__@partner.example', 'proto.example', 'partner.example'],
  },
  routes: { ['__proto__']: { host: 'gateway.example', port: 587, mxLookup: true }, relay: { host: 'relay.example' } },
  alternateSecureRoute: 'relay',
  alignment: 'strict',
};

const EVERY_KIND_ADDRESSES: readonly string[] = [
  'x@partner.example',
  'x@mail.partner.example',
  'CEO@bank.example',
  'x@[192.0.2.1]',
  'jörg@amt.example',
  'x@b.a.deep.example',
  'x@bücher.example',
  '__proto__@partner.example',
  'x@proto.example',
  'x@nobody.example',
  'x@amt.example',
  'x@partner.examp1e',
];

const CASE_SENSITIVE: PolicyInput = {
  orgUnits: [{ path: '/', settings: [{ id: 'all', appliesTo: ['inbound', 'outbound'], addressLists: ['everyone', 'people'] }] }],
  users: { 'Ann@corp.test': '/', 'ann@corp.test': '/' },
  addressLists: { everyone: { requireAuthentication: false, entries: ['*'] }, people: ['Ann@a.example', 'ann@a.example', 'Émile@a.example', `${'l'.repeat(300)}@a.example`, '*.example'] },
  unknownAuthor: 'no-match',
  caseSensitiveLocalParts: true,
};

const CASE_SENSITIVE_ADDRESSES: readonly string[] = ['Ann@a.example', 'ann@A.example', 'ANN@a.example', 'émile@a.example', 'Émile@a.example', `${'l'.repeat(300)}@a.example`, 'x@b.test'];

/** Enough entries and users for more than one bucket, filter word and org unit, and so many combinations that their numbers take two bytes. */
const MANY: PolicyInput = {
  orgUnits: [
    { path: '/', settings: [{ id: 'many', appliesTo: ['inbound', 'outbound'], addressLists: names(9) }] },
    ...['/a', '/b', '/c'].map((path) => ({ path, settings: [{ id: `own${path.slice(1)}`, appliesTo: ['outbound' as const], addressLists: ['list0'] }] })),
  ],
  users: Object.fromEntries(Array.from({ length: 20 }, (_, user) => [`user${user}@corp.test`, ['/', '/a', '/b', '/c'][user % 4]!])),
  addressLists: Object.fromEntries(
    names(9).map((name, list) => [name, { entries: Array.from({ length: 300 }, (_, entry) => entry + 1).filter((entry) => (entry & (1 << list)) !== 0).map((entry) => `d${entry}.example`) }]),
  ),
};

const MANY_ADDRESSES: readonly string[] = ['x@d1.example', 'x@D2.example', 'x@d255.example', 'x@d256.example', 'x@d300.example', 'x@d301.example', 'x@a.d1.example'];

function names(count: number): string[] {
  return Array.from({ length: count }, (_, list) => `list${list}`);
}

/** Small, so that it can be changed a million times: several buckets, three combinations. */
const BUCKETS: PolicyInput = {
  orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['inbound', 'outbound'], addressLists: ['a', 'b'] }] }, { path: '/u' }],
  users: { 'u1@corp.test': '/u', 'u2@corp.test': '/', 'u3@corp.test': '/u' },
  addressLists: {
    a: ['partner.example', 'bank.example', 'ceo@c.example', '*.d.example', 'e.example', 'f.example', 'g.example', 'h.example'],
    b: [{ value: 'bank.example', requireAuthentication: false }, '*.g.example', 'x@f.example'],
  },
};

const BUCKETS_ADDRESSES: readonly string[] = ['x@partner.example', 'x@bank.example', 'ceo@c.example', 'x@a.d.example', 'x@a.g.example', 'x@f.example', 'x@b.example'];

const EMPTY: PolicyInput = { orgUnits: [{ path: '/', settings: [{ id: 'secure', appliesTo: ['outbound-secure-transport'] }] }] };

export const SAMPLES: readonly [SampleSnapshot, ...SampleSnapshot[]] = [
  sample('several buckets', BUCKETS, BUCKETS_ADDRESSES, ['u1@corp.test', 'u9@corp.test']),
  sample('every kind of entry', EVERY_KIND, EVERY_KIND_ADDRESSES, ['ann@corp.test', 'bob@corp.test', 'jürgen@corp.test', 'zoe@corp.test']),
  sample('case-sensitive, everyone, a long local part', CASE_SENSITIVE, CASE_SENSITIVE_ADDRESSES, ['Ann@corp.test', 'ANN@corp.test']),
  sample('many entries', MANY, MANY_ADDRESSES, ['user1@corp.test', 'user6@corp.test', 'user99@corp.test']),
  sample('no entries', EMPTY, ['x@a.example'], ['x@corp.test']),
];

/** Outbound from each user to all addresses at once, inbound from each address to a user. */
function sample(name: string, policy: PolicyInput, addresses: readonly string[], users: readonly string[]): SampleSnapshot {
  const outbound = users.map((mailFrom, index) => ({ direction: 'outbound' as const, message: { envelope: { mailFrom, rcptTo: [...addresses] }, ...(index === 0 && { secureTransport: true }) } }));
  const inbound = addresses.map((from, index) => ({
    direction: 'inbound' as const,
    message: {
      envelope: { mailFrom: from, rcptTo: [users[index % users.length]!] },
      ...(index % 2 === 0 ? { from } : { headers: `From: Somebody <${from}>, x@partner.example\r\n\r\n` }),
      authentication: { spf: { result: index % 3 === 0 ? ('pass' as const) : ('fail' as const), domain: 'partner.example' } },
      session: { tls: false as const },
    },
  }));
  const unreadable: SampleMessage = { direction: 'outbound', message: { envelope: { mailFrom: null, rcptTo: ['no address', ...addresses.slice(0, 1)] } } };
  const bytes = new Uint8Array(snapshotOf(compilePolicy(policy)));
  return { name, policy, bytes, messages: [...outbound, ...inbound, unreadable, { direction: 'inbound', message: { envelope: { mailFrom: null, rcptTo: ['x@corp.test'] } } }], addresses };
}
