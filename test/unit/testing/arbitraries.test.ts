// The arbitraries: what they draw, beyond what the property of their hit rate says (S-18.7).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy, parsePolicy } from '../../../src/index.js';
import { arbitraries } from '../../../src/testing/index.js';
import { POLICY, policyOf } from './sample-tests.js';

const { policy, message, policyAndMessage, session } = arbitraries(fc);
const numRuns = 300;
const sample = <T>(arbitrary: fc.Arbitrary<T>): T[] => fc.sample(arbitrary, { numRuns, seed: 7 });

describe('arbitraries', () => {
  it('draw policies that are valid, with every feature of one', () => {
    const drawn = sample(policy());
    expect(drawn.filter((document) => !parsePolicy(document).ok)).toEqual([]);
    const settings = drawn.flatMap(({ orgUnits = [] }) => orgUnits.flatMap((unit) => unit.settings ?? []));
    for (const has of [
      drawn.some(({ orgUnits = [] }) => orgUnits.some(({ disable }) => disable !== undefined)),
      drawn.some(({ alternateSecureRoute }) => alternateSecureRoute !== undefined),
      drawn.some(({ domains }) => domains !== undefined),
      settings.some(({ mode }) => mode === 'testing'),
      settings.some(({ enabled }) => enabled === false),
      settings.some(({ locked }) => locked === true),
      settings.some(({ route }) => route !== undefined),
      settings.some(({ require }) => require?.tls === false),
      drawn.some((document) => compilePolicy(document).orgUnits.some((path) => compilePolicy(document).effectiveSettings(path).some(({ status }) => status === 'overridden'))),
    ]) {
      expect(has).toBe(true);
    }
  });

  it('draw messages for any policy, parsed or not, of either direction and with every outcome', () => {
    const inbound = sample(message(POLICY, 'inbound')).map((drawn) => compilePolicy(POLICY).evaluate(drawn, 'inbound'));
    const outbound = sample(message(policyOf(), 'outbound')).map((drawn) => compilePolicy(POLICY).evaluate(drawn, 'outbound'));
    expect(new Set(inbound.map(({ outcome }) => outcome))).toEqual(new Set(['deliver', 'pending', 'reject']));
    expect(new Set(outbound.map(({ outcome }) => outcome))).toEqual(new Set(['deliver', 'pending', 'bounce']));
    const named = (decisions: typeof inbound): Set<string> => new Set(decisions.flatMap(({ recipients }) => recipients.flatMap(({ determinedBy, testing }) => [...determinedBy, ...testing].map(({ setting }) => setting))));
    expect(named(inbound)).toEqual(new Set(['banks', 'watched']));
    expect(named(outbound)).toEqual(new Set(['banks', 'auditors', 'confidential']));
    expect(new Set(inbound.flatMap(({ recipients }) => recipients.map(({ orgUnit }) => orgUnit)))).toEqual(new Set(['/', '/Sales']));
  });

  it('draw messages for a policy that has nothing to match', () => {
    const drawn = sample(message({}, 'inbound'));
    expect(drawn).toHaveLength(numRuns);
    expect(new Set(drawn.map((each) => compilePolicy({}).evaluate(each, 'inbound').outcome))).toEqual(new Set(['deliver']));
  });

  it('draw messages that a setting without a list can match', () => {
    const confidential = { orgUnits: [{ path: '/', settings: [{ id: 'a', appliesTo: ['outbound-secure-transport' as const] }] }] };
    const hits = sample(message(confidential, 'outbound')).filter((each) => compilePolicy(confidential).evaluate(each, 'outbound').recipients.some(({ determinedBy }) => determinedBy.length > 0));
    expect(hits.length / numRuns).toBeGreaterThan(0.4);
  });

  it('draw messages for a policy with more entries and users than a call has arguments', () => {
    const names = Array.from({ length: 20 }, (_, index) => `list-${index}`);
    const large = {
      addressLists: Object.fromEntries(names.map((name) => [name, Array.from({ length: 50 }, (_, index) => `d${index}.${name}.example`)])),
      users: Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`u${index}@corp.test`, '/'])),
      orgUnits: [{ path: '/', settings: names.map((id) => ({ id, appliesTo: ['outbound' as const], addressLists: [id] })) }],
    };
    const engine = compilePolicy(large);
    const settings = fc.sample(message(large, 'outbound'), { numRuns: 100, seed: 7 }).flatMap((each) => engine.evaluate(each, 'outbound').recipients.flatMap(({ determinedBy }) => determinedBy.map(({ setting }) => setting)));
    expect(new Set(settings).size).toBeGreaterThan(10);
  });

  it('draw sessions of every kind', () => {
    const drawn = sample(session());
    const has = (predicate: (each: (typeof drawn)[number]) => boolean): boolean => drawn.some(predicate);
    expect([has(({ tls }) => !tls), has((each) => each.tls && each.version === 'SSLv3'), has((each) => each.tls && each.certificate === null), has((each) => each.tls && each.certificate?.expired === undefined)]).toEqual([true, true, true, true]);
  });

  it('shrink to something small', () => {
    const found = fc.check(fc.property(policyAndMessage(), ({ policy: document, message: drawn, direction }) => compilePolicy(document).evaluate(drawn, direction).outcome !== 'bounce'), { numRuns: 1000, seed: 1 });
    const [counterexample] = found.counterexample ?? [];
    expect(counterexample?.policy.orgUnits).toHaveLength(1);
    expect(counterexample?.message.envelope.rcptTo).toHaveLength(1);
  });
});
