// The matchers, in the `expect` of Vitest and in that of Jest (S-18.7).
import { expect as jestExpect } from 'expect';
import { describe, expect, it } from 'vitest';
import { compilePolicy, PolicyError } from '../../../src/index.js';
import type { Direction, Message, TransportConstraints } from '../../../src/index.js';
import { fakeSession, policyMatchers } from '../../../src/testing/index.js';
import type { RouteToMatch } from '../../../src/testing/index.js';
import { POLICY, policyOf } from './sample-tests.js';

/** What both have once they are extended; the types of each are tested in test/types. */
interface Assertion {
  readonly not: Omit<Assertion, 'not'>;
  toDeliver(message: Message, direction: Direction): void;
  toBounce(message: Message): void;
  toReject(message: Message): void;
  toRequire(message: Message, direction: Direction, constraints: Partial<TransportConstraints>): void;
  toRouteTo(message: Message, route: RouteToMatch): void;
}
type Expect = (received: unknown) => Assertion;

expect.extend(policyMatchers);
jestExpect.extend(policyMatchers);

const toBank: Message = { envelope: { mailFrom: 'clerk@corp.test', rcptTo: ['orders@bank.example'] } };
const toAuditors: Message = { envelope: { mailFrom: 'clerk@corp.test', rcptTo: ['a@audit.example'] } };
const toNobody: Message = { envelope: { mailFrom: 'clerk@corp.test', rcptTo: ['a@x.example'] } };
const fromBank: Message = { envelope: { mailFrom: null, rcptTo: ['clerk@corp.test'] }, from: 'cards@bank.example' };
const lookAlike: Message = { envelope: { mailFrom: null, rcptTo: ['clerk@corp.test'] }, from: 'cards@b4nk.example', session: fakeSession().withoutTls() };
const over = (message: Message, session = fakeSession()): Message => ({ ...message, session });
const none = fakeSession().withoutTls();

function failureOf(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('the assertion should have failed');
}

describe.each([
  ['Vitest', expect as unknown as Expect],
  ['Jest', jestExpect as unknown as Expect],
])('the matchers in the expect of %s', (_name, expecting) => {
  it.each([
    ['a document', POLICY],
    ['a policy', policyOf()],
    ['an engine', compilePolicy(POLICY)],
  ])('take %s', (_what, policy) => {
    expecting(policy).toDeliver(over(toBank), 'outbound');
    expecting(policy).toDeliver(over(fromBank), 'inbound');
    expecting(policy).toDeliver(toNobody, 'outbound');
    expecting(policy).toBounce(over(toBank, none));
    expecting(policy).toReject(over(fromBank, fakeSession().withVersion('TLSv1.1')));
    expecting(policy).toRequire(toBank, 'outbound', { minVersion: 'TLSv1.2', hostname: true });
    expecting(policy).toRouteTo(toAuditors, 'gateway');
    expecting(policy).toRouteTo(toAuditors, { port: 587 });
    expecting(policy).toRouteTo(toBank, 'mx');
  });

  it('can be negated', () => {
    expecting(POLICY).not.toDeliver(over(toBank, none), 'outbound');
    expecting(POLICY).not.toBounce(over(toBank));
    expecting(POLICY).not.toReject(over(fromBank));
    expecting(POLICY).not.toReject(lookAlike);
    expecting(POLICY).not.toRequire(toBank, 'outbound', { minVersion: 'TLSv1.3' });
    expecting(POLICY).not.toRouteTo(toBank, 'gateway');
  });

  it('say why, when they fail', () => {
    const message = failureOf(() => expecting(POLICY).toReject(lookAlike));
    expect(message).toContain('expected the policy to reject the message; found deliver\n\nInbound mail: deliver\n');
    expect(message).toContain('`b4nk.example` looks like entry `bank.example`');
    expect(failureOf(() => expecting(POLICY).toBounce(over(toBank)))).toContain('expected the policy to bounce the message; found deliver\n\nOutbound mail: deliver\n');
    expect(failureOf(() => expecting(POLICY).toDeliver(over(toBank, none), 'outbound'))).toContain('expected the policy to deliver the message; found bounce');
  });

  it('say why, when their negation fails', () => {
    expect(failureOf(() => expecting(POLICY).not.toBounce(over(toBank, none)))).toContain('expected the policy not to bounce the message; found bounce\n\nOutbound mail: bounce\n');
    expect(failureOf(() => expecting(POLICY).not.toRouteTo(toAuditors, 'gateway'))).toContain('expected the policy not to route the message to gateway\n\nOutbound mail: pending\n');
    expect(failureOf(() => expecting(POLICY).not.toRequire(toBank, 'outbound', { tls: 'required' }))).toContain('expected the policy not to require the constraints given');
  });

  it('name each difference', () => {
    const message = failureOf(() => expecting(POLICY).toRequire(toBank, 'outbound', { minVersion: 'TLSv1.3', caSigned: false }));
    expect(message).toContain('expected the policy to require the constraints given\n  constraints.minVersion: expected TLSv1.3, found TLSv1.2\n  constraints.caSigned: expected false, found true\n\nOutbound mail: pending\n');
    const two: Message = { envelope: { mailFrom: null, rcptTo: ['a@audit.example', 'b@x.example'] } };
    expect(failureOf(() => expecting(POLICY).toRouteTo(two, 'gateway'))).toContain('  route of b@x.example: expected gateway (host gateway.audit.example, port 587), found mx x.example');
    expect(failureOf(() => expecting(POLICY).toRouteTo(toAuditors, { host: 'x' }))).toContain('to route the message to {"host":"x"}');
  });

  it('fail either way where nothing is decided', () => {
    for (const assertion of [() => expecting(POLICY).toBounce(toBank), () => expecting(POLICY).not.toBounce(toBank), () => expecting(POLICY).toDeliver(toBank, 'outbound'), () => expecting(POLICY).not.toReject(fromBank)]) {
      expect(failureOf(assertion)).toContain('but nothing is decided: the message has no session; give it one, such as fakeSession().withoutTls()');
    }
  });

  it.each([
    [(): void => expecting(null).toBounce(toBank), 'hand `expect` a policy, a policy document or an engine'],
    [(): void => expecting(POLICY).toDeliver(toBank, 'sideways' as never), 'a direction is `inbound` or `outbound`'],
    [(): void => expecting(POLICY).toRequire(toBank, 'outbound', {}), 'toRequire takes any of tls, minVersion, caSigned, hostname'],
    [(): void => expecting(POLICY).toRequire(toBank, 'outbound', { minTlsVersion: 'TLSv1.2' } as never), 'toRequire takes any of tls, minVersion, caSigned, hostname, not `minTlsVersion`'],
    [(): void => expecting(POLICY).toRequire(toBank, 'outbound', undefined as never), 'toRequire takes any of'],
    [(): void => expecting(POLICY).not.toRouteTo(toBank, {}), 'toRouteTo takes `mx`, the name of a route, or any of host, port, mxLookup'],
    [(): void => expecting(POLICY).not.toRouteTo(toBank, { hosts: 'x' } as never), 'toRouteTo takes'],
    [(): void => expecting(POLICY).not.toRouteTo(toBank, null as never), 'toRouteTo takes'],
    [(): void => expecting(POLICY).not.toRouteTo(toBank, 'gatway'), 'the policy has no route `gatway`; did you mean `gateway`?'],
  ])('refuse what they cannot expect, negated or not', (assertion, message) => {
    expect(failureOf(assertion)).toContain(message);
  });

  it('refuse a policy that is not valid', () => {
    expect(() => expecting({ alignment: 'loose' }).not.toBounce(toBank)).toThrow(PolicyError);
  });
});
