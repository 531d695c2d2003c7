// Writing snapshots: what is in them, and what makes two of them equal.
import { describe, expect, it } from 'vitest';
import { compilePolicy, policyDocument } from '../../../src/index.js';
import type { PolicyEngine, PolicyInput } from '../../../src/index.js';
import { openSnapshot, snapshotOf, verifySnapshot } from '../../../src/snapshot/index.js';
import { SAMPLES } from '../../property/sample-snapshots.js';
import { frameOf, partsOf } from '../../property/snapshot-parts.js';

const bytesOf = (engine: PolicyEngine): Uint8Array => new Uint8Array(snapshotOf(engine));

describe('snapshotOf', () => {
  it('makes an ArrayBuffer, or a SharedArrayBuffer with the same bytes', () => {
    const engine = compilePolicy(SAMPLES[1]!.policy);
    const plain = snapshotOf(engine);
    const shared = snapshotOf(engine, { shared: true });
    expect(plain).toBeInstanceOf(ArrayBuffer);
    expect(snapshotOf(engine, { shared: false })).toBeInstanceOf(ArrayBuffer);
    expect(shared).toBeInstanceOf(SharedArrayBuffer);
    expect(new Uint8Array(shared)).toEqual(new Uint8Array(plain));
  });

  it.each(SAMPLES.map(({ name, policy }) => [name, policy] as const))('makes the same bytes of the same policy: %s', (_name, policy) => {
    expect(bytesOf(compilePolicy(policy))).toEqual(bytesOf(compilePolicy(structuredClone(policy))));
  });

  it.each(SAMPLES.map(({ name, bytes }) => [name, bytes] as const))('makes the same bytes of what was opened: %s', (_name, bytes) => {
    expect(bytesOf(openSnapshot(bytes))).toEqual(bytes);
  });

  it('ends at a multiple of 8 bytes', () => {
    for (const { bytes } of SAMPLES) expect(bytes.length % 8).toBe(0);
  });

  it('does not carry options', () => {
    const { policy } = SAMPLES[1]!;
    expect(bytesOf(compilePolicy(policy, { replyProfile: 'gmail', orgUnitOf: () => '/' }))).toEqual(bytesOf(compilePolicy(policy)));
  });

  it('holds no entry and no user in its frame', () => {
    const { policy, lists, userOrgUnits } = frameOf(partsOf(SAMPLES[1]!.bytes)) as { policy: object; lists: unknown[]; userOrgUnits: string[] };
    expect(Object.keys(policy)).toEqual(['domains', 'orgUnits', 'routes', 'alternateSecureRoute', 'alignment']);
    expect(lists).toEqual(['Kunden & Ämter', '__proto__', '__proto__x', 'partners'].map((name) => ({ name, description: name === 'Kunden & Ämter' ? 'Ämter' : '' })));
    expect([...userOrgUnits].sort()).toEqual(['/', '/Sales', '/Sales/EMEA']);
  });

  it('refuses what is no engine', () => {
    expect(() => snapshotOf({ policy: {} } as never)).toThrow(TypeError);
    expect(() => snapshotOf(undefined as never)).toThrow(TypeError);
  });
});

describe('a round trip', () => {
  const roundTrip = (policy: PolicyInput): PolicyEngine => {
    const engine = compilePolicy(policy);
    const buffer = snapshotOf(engine);
    verifySnapshot(buffer);
    const opened = openSnapshot(buffer);
    expect(policyDocument(opened.policy)).toEqual(policyDocument(engine.policy));
    return opened;
  };

  const oneList = (entries: readonly string[], more: PolicyInput = {}): PolicyInput => ({
    ...more,
    addressLists: { l: [...entries] },
    orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['l'] }] }],
  });

  it.each([0, 1, 15, 16, 17, 18, 500])('keeps %i entries, in a map or packed', (count) => {
    const entries = Array.from({ length: count }, (_, number) => `d${number}.example`);
    const engine = roundTrip(oneList(entries));
    expect(engine.addressLists[0]?.size).toBe(count);
    expect(entries.filter((entry) => engine.matching(`x@${entry}`).length !== 1)).toEqual([]);
  });

  it.each([16, 17, 500])('keeps %i users', (count) => {
    const users = Object.fromEntries(Array.from({ length: count }, (_, number) => [`u${number}@corp.test`, number % 2 === 0 ? '/' : '/a']));
    const engine = roundTrip({ orgUnits: [{ path: '/a' }], users });
    const unitOf = (mailFrom: string): unknown => engine.evaluate({ envelope: { mailFrom, rcptTo: ['x@b.example'] } }, 'outbound').recipients.map(({ orgUnit, orgUnitSource }) => `${orgUnit} ${orgUnitSource}`);
    expect([unitOf('u0@corp.test'), unitOf('U1@corp.test'), unitOf('nobody@corp.test')]).toEqual([['/ users'], ['/a users'], ['/ default']]);
  });

  it.each([200, 242, 243, 254, 255, 256, 300, 70_000])('keeps keys with a local part of %i characters', (length) => {
    const address = `${'l'.repeat(length)}@a.example`;
    const engine = roundTrip({ ...oneList([address, 'b.example']), users: { [address]: '/' } });
    expect(engine.matching(address)).toHaveLength(1);
    expect(engine.matching(`l${address}`)).toEqual([]);
    expect(engine.matching(address.slice(1))).toEqual([]);
  });

  it('keeps what is not ASCII, and the case of local parts where it counts', () => {
    const engine = roundTrip(oneList(['Jürgen@bücher.example', '😀@a.example', 'Ann@a.example', '"a b"@a.example', '\u00e9@a.example'], { caseSensitiveLocalParts: true }));
    const matched = (address: string): string[] => engine.matching(address).map(({ entry }) => entry.value);
    expect([matched('Jürgen@BÜCHER.example'), matched('jürgen@bücher.example'), matched('😀@a.example'), matched('ann@a.example'), matched('e\u0301@a.example')]).toEqual([
      ['Jürgen@xn--bcher-kva.example'],
      [],
      ['😀@a.example'],
      [],
      ['é@a.example'],
    ]);
  });

  it('keeps names such as `__proto__` everywhere', () => {
    const names = ['__proto__', 'constructor', 'toString', '__proto___'];
    const all = <T>(value: T): Record<string, T> => Object.fromEntries(names.map((name) => [name, value]));
    const engine = roundTrip({
      addressLists: all(['a.example']),
      routes: all({ host: 'gateway.example' }),
      users: Object.fromEntries(names.map((name) => [`${name}@corp.test`, `/${name}`])),
      orgUnits: names.map((name) => ({ path: `/${name}`, settings: [{ id: name, appliesTo: ['outbound' as const], addressLists: [name], route: name }] })),
    });
    for (const name of names) {
      const decision = engine.evaluate({ envelope: { mailFrom: `${name}@corp.test`, rcptTo: ['x@a.example'] } }, 'outbound');
      expect(decision.recipients[0]?.determinedBy.map(({ setting, orgUnit, addressList }) => [setting, orgUnit, addressList])).toEqual([[name, `/${name}`, name]]);
      expect(decision.recipients[0]?.route).toEqual({ kind: 'host', host: 'gateway.example', port: 25, mxLookup: false });
    }
  });

  it.each([
    [255, 1],
    [256, 2],
    [70_000, 4],
  ])('keeps %i combinations of lists, whose numbers take %i byte(s)', (combinations, width) => {
    // Entry n is in the lists of its ones in binary; the combination of no list is one more.
    const lists = Math.ceil(Math.log2(combinations + 1));
    const entries = (list: number): string => {
      const held: string[] = [];
      for (let number = 1; number <= combinations; number++) if ((number & (1 << list)) !== 0) held.push(`d${number}.example`);
      return held.join(' ');
    };
    const names = Array.from({ length: lists }, (_, list) => `l${String(list).padStart(2, '0')}`);
    const engine = compilePolicy({
      addressLists: Object.fromEntries(names.map((name, list) => [name, entries(list)])),
      orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: names }] }],
    });
    const bytes = bytesOf(engine);
    expect(partsOf(bytes).entries).toMatchObject({ width, size: combinations });
    const opened = openSnapshot(bytes);
    expect(opened.addressLists.map(({ size }) => size)).toEqual(engine.addressLists.map(({ size }) => size));
    for (const number of [1, 2, 3, 127, combinations - 1, combinations]) {
      const expected = names.filter((_, list) => (number & (1 << list)) !== 0);
      expect(opened.matching(`x@d${number}.example`).map(({ addressList }) => addressList)).toEqual(expected);
    }
    expect(opened.matching(`x@d${combinations + 1}.example`)).toEqual([]);
  });
});
