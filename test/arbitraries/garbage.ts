// Messages and other values without any sense: what a total function has to bear (S-12.1).

import fc from 'fast-check';

/** A value made when it is asked for: fast-check itself looks into values, and some of these cannot bear it. */
export type Lazy = () => unknown;

/** Any value as a message: nonsense as a whole, or with nonsense in the properties that the engine reads. */
export function garbageMessages(): fc.Arbitrary<Lazy> {
  return fc.oneof({ weight: 1, arbitrary: garbage() }, { weight: 5, arbitrary: shapedGarbage() }, { weight: 1, arbitrary: fc.constantFrom(...hugeMessages()) });
}

/** Any value: primitives, objects with throwing getters, proxies, lone surrogates, deep and cyclic things. */
export function garbage(): fc.Arbitrary<Lazy> {
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true, withSparseArray: true, withTypedArray: true, maxDepth: 3 });
  const syntax = fc.string({ unit: fc.constantFrom('\ud800', '\udc00', '@', '"', '\\', '(', ')', '<', '>', ',', ';', ':', '\r', '\n', ' ', '\u0000', 'a', '.', '[', ']', '=?', '?='), maxLength: 40 });
  return fc.oneof(anything.map(lazy), fc.string({ unit: 'binary' }).map(lazy), syntax.map(lazy), fc.constantFrom(...HOSTILE));
}

function shapedGarbage(): fc.Arbitrary<Lazy> {
  const value = garbage();
  const result = fc.oneof(value, someOf({ result: fc.oneof(fc.constant(lazy('pass')), value), domain: value }));
  return someOf({
    envelope: fc.oneof(value, someOf({ mailFrom: value, rcptTo: fc.oneof(value, rowOf(value)) })),
    from: fc.oneof(value, rowOf(value)),
    headers: fc.oneof(value, fc.string({ unit: 'binary' }).map((text) => lazy(`From: ${text}\r\n`))),
    authentication: fc.oneof(value, someOf({ spf: result, dkim: fc.oneof(value, rowOf(result)), dmarc: result })),
    secureTransport: value,
    session: fc.oneof(value, someOf({ tls: fc.oneof(fc.constant(lazy(true)), value), version: value, certificate: value })),
  });
}

/** An object with some of these properties; now and then, one that throws when it is read. */
function someOf(properties: Record<string, fc.Arbitrary<Lazy>>): fc.Arbitrary<Lazy> {
  const throwing = fc.option(fc.constantFrom(...Object.keys(properties)), { freq: 6 });
  return fc.tuple(fc.record(properties, { requiredKeys: [] }), throwing).map(([values, unreadable]) => () => {
    const object: object = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value?.()]));
    return unreadable === null ? object : Object.defineProperty(object, unreadable, { get: fail, enumerable: true });
  });
}

function rowOf(value: fc.Arbitrary<Lazy>): fc.Arbitrary<Lazy> {
  return fc.array(value, { maxLength: 4 }).map((values) => () => values.map((each) => each()));
}

function lazy(value: unknown): Lazy {
  return () => value;
}

function hugeMessages(): Lazy[] {
  const long = 'a'.repeat(100_000);
  return [
    lazy({ envelope: { mailFrom: long, rcptTo: [`${long}@partner.example`, `ann@${long}`, `ann@${'a.'.repeat(10_000)}example`] }, from: long }),
    lazy({ envelope: { mailFrom: null, rcptTo: ['ann@partner.example'] }, from: '('.repeat(20_000) }),
    lazy({ envelope: { mailFrom: null, rcptTo: ['ann@partner.example'] }, headers: `From: ${'"\\'.repeat(10_000)}` }),
  ];
}

/** Values that throw, or mislead, when they are looked at. */
const HOSTILE: readonly Lazy[] = [
  () => new Proxy({}, { get: fail, has: fail, ownKeys: fail, getOwnPropertyDescriptor: fail, getPrototypeOf: fail }),
  revokedProxy,
  cycle,
  () => new Proxy([], { get: fail }),
  () => new Proxy(['ann@partner.example'], { getPrototypeOf: fail }),
  () => Object.create(null) as unknown,
  () => Symbol('ann@partner.example'),
  () => () => 'ann@partner.example',
  () => new String('ann@partner.example'),
  () => 10n ** 50n,
  () => new Array(3) as unknown,
  () => ({ toString: fail, valueOf: fail, toJSON: fail, then: fail }),
  () => ({ length: 2 ** 32 }),
  () => ({ length: -1, 0: 'ann@partner.example' }),
  () => Object.assign(['ann@partner.example'], { [Symbol.iterator]: fail, map: fail }),
];

function revokedProxy(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function cycle(): unknown {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  return cyclic;
}

function fail(): never {
  throw new Error('this value cannot be read');
}
