// S-12.1: evaluate, enforce and explain are total: for any value whatever they return, and what they return is a decision.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compilePolicy, enforce, renderExplanation } from '../../src/index.js';
import type { Direction, Message, PolicyEngine, Session } from '../../src/index.js';
import { engineOf } from './situation.js';
import { policyCases } from '../arbitraries/policy.js';
import { RUNS } from './runs.js';

const thrower = (): never => {
  throw new Error('a getter that throws');
};

const HOSTILE: readonly (() => unknown)[] = [
  () => new Proxy({}, { get: thrower }),
  () => new Proxy([], { get: thrower }),
  () => new Proxy({}, { get: thrower, has: thrower, ownKeys: thrower, getPrototypeOf: thrower, getOwnPropertyDescriptor: thrower }),
  () => new Proxy(['a@b.example'], { get: (target, key) => (key === 'length' ? 2 ** 32 - 1 : Reflect.get(target, key)) }),
  () => new Array(2 ** 32 - 1),
  () => Object.defineProperty({}, 'tls', { get: thrower }),
  () => ({ toString: thrower, [Symbol.toPrimitive]: thrower }),
  () => revoked(),
  () => thrower,
  () => Symbol('nothing'),
  () => 10n,
  () => '\ud800',
  () => '(('.repeat(5000),
  () => 'a@b,'.repeat(5000),
];

/** Stands for a hostile value until the law runs: fast-check itself would trip over it. */
class Trap {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.nat({ max: HOSTILE.length - 1 }).map((index) => new Trap(index)),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSet: true, withSparseArray: true, withTypedArray: true, withBoxedValues: true }),
  fc.string({ unit: 'binary' }),
);

function sprung(value: unknown): unknown {
  if (value instanceof Trap) return HOSTILE[value.index]?.();
  if (Array.isArray(value)) return value.map(sprung);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, sprung(member)]));
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
}

const address = fc.oneof({ weight: 2, arbitrary: fc.constantFrom('ann@partner.example', 'bob@corp.test', '') }, { weight: 1, arbitrary: hostile });

const message: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 1, arbitrary: hostile },
  {
    weight: 6,
    arbitrary: fc.record(
      {
        envelope: fc.oneof(hostile, fc.record({ mailFrom: address, rcptTo: fc.oneof(hostile, fc.array(address, { maxLength: 4 })) }, { requiredKeys: [] })),
        from: fc.oneof(address, fc.array(address, { maxLength: 3 })),
        headers: fc.oneof(hostile, fc.constant('From: ann@partner.example\r\n\r\n')),
        authentication: fc.oneof(hostile, fc.record({ spf: hostile, dkim: fc.oneof(hostile, fc.array(hostile, { maxLength: 3 })), dmarc: fc.record({ result: fc.constant('pass'), domain: hostile }) }, { requiredKeys: [] })),
        secureTransport: hostile,
        session: fc.oneof(hostile, fc.record({ tls: fc.oneof(fc.constant(true), hostile), version: hostile, certificate: hostile })),
      },
      { requiredKeys: [] },
    ),
  },
);

it('any value gets a decision, an enforcement and an explanation', () => {
  const everyone = compilePolicy({
    addressLists: { everyone: ['*'] },
    orgUnits: [{ path: '/', settings: [{ id: 'all', appliesTo: ['inbound', 'outbound'], addressLists: ['everyone'], require: { clientCertificate: true } }] }],
  });
  fc.assert(
    fc.property(message, hostile, fc.constantFrom<Direction>('inbound', 'outbound'), (value, session, direction) => expectAnswers(everyone, sprung(value), sprung(session), direction)),
    { numRuns: RUNS },
  );
});

it('any value gets a decision under any policy', () => {
  fc.assert(
    fc.property(policyCases(), message, hostile, fc.constantFrom<Direction>('inbound', 'outbound'), (policyCase, value, session, direction) => expectAnswers(engineOf(policyCase), sprung(value), sprung(session), direction)),
    { numRuns: Math.ceil(RUNS / 4) },
  );
});

function expectAnswers(engine: PolicyEngine, value: unknown, session: unknown, direction: Direction): void {
  const explanation = engine.explain(value as Message, direction);
  for (const decision of [engine.evaluate(value as Message, direction), explanation.decision, enforce(explanation.decision, session as Session)]) {
    expect(['deliver', 'pending', direction === 'inbound' ? 'reject' : 'bounce']).toContain(decision.outcome);
    expect(decision.recipients.length).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify(decision))).toEqual(decision);
    const delivered = decision.deliveries.flatMap(({ recipients }) => recipients).sort((a, b) => a - b);
    expect(delivered).toEqual(direction === 'inbound' ? [] : decision.recipients.map((_, index) => index));
  }
  expect(renderExplanation(explanation)).not.toBe('');
}
