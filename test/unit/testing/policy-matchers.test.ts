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

  it.each<[unknown, string]>([
    [{ tls: undefined, minVersion: undefined }, 'toRequire takes any of tls, minVersion, caSigned, hostname'],
    [{ tls: 'requried' }, 'toRequire: `tls` must be one of `opportunistic`, `required`, not the text `requried`; did you mean `required`?'],
    [{ minVersion: 'TLS1.2' }, 'toRequire: `minVersion` must be one of `TLSv1`, `TLSv1.1`, `TLSv1.2`, `TLSv1.3`, not the text `TLS1.2`; did you mean `TLSv1.2`?'],
    [{ caSigned: 'yes' }, 'toRequire: `caSigned` must be true or false, not the text `yes`'],
    [{ hostname: () => true }, 'toRequire: a function is not plain JSON'],
  ])('refuse the constraints %j, negated or not', (constraints, message) => {
    expect(failureOf(() => expecting(POLICY).toRequire(toBank, 'outbound', constraints as never))).toContain(message);
    expect(failureOf(() => expecting(POLICY).not.toRequire(toBank, 'outbound', constraints as never))).toContain(message);
  });

  it.each<[unknown, string]>([
    [{ host: undefined }, 'toRouteTo takes `mx`, the name of a route, or any of host, port, mxLookup'],
    [{ port: '587' }, 'toRouteTo: `port` must be a whole number from 1 to 65535, not the text `587`'],
    [{ mxLookup: 1 }, 'toRouteTo: `mxLookup` must be true or false, not the number 1'],
    [{ host: 'Gateway.audit.example' }, 'toRouteTo: write the host in its canonical form, `gateway.audit.example`'],
    [{ host: 'gateway:587' }, 'toRouteTo: `gateway:587` is no host; write a host name such as `mx.example.com` or an address literal such as `[192.0.2.1]`'],
  ])('refuse the route %j, negated or not', (route, message) => {
    expect(failureOf(() => expecting(POLICY).toRouteTo(toAuditors, route as never))).toContain(message);
    expect(failureOf(() => expecting(POLICY).not.toRouteTo(toAuditors, route as never))).toContain(message);
  });

  it('leave out parts that are undefined', () => {
    expecting(POLICY).toRequire(toBank, 'outbound', { tls: 'required', minVersion: undefined } as never);
    expecting(POLICY).toRouteTo(toAuditors, { host: undefined, port: 587 } as never);
    expecting(POLICY).not.toRouteTo(toAuditors, { host: '[192.0.2.1]' });
  });

  it.each<[unknown, string]>([
    [undefined, 'hand the matcher a message, not nothing'],
    [{ session: none }, 'the message has no envelope; add `envelope: { mailFrom, rcptTo }`'],
    [over({ envelope: { mailFrom: null, rcptTo: 'you@bank.example' as never } }, none), '`rcptTo` is a list of addresses, not the text `you@bank.example`'],
    [over({ envelope: { mailFrom: null, rcptTo: [] } }, none), '`rcptTo` names nobody'],
    [over({ envelope: { mailFrom: null, rcptTo: ['a@bank.example', 'you@@bank.example'] } }, none), '`rcptTo` has the text `you@@bank.example`, which is no address'],
    [over({ envelope: { mailFrom: null, rcptTo: [5 as never] } }, none), '`rcptTo` has the number 5, which is no address'],
    [over({ envelope: { mailFrom: 'clerk', rcptTo: ['a@bank.example'] } }, none), '`mailFrom` is the text `clerk`, which is no address; correct it, or write null for the null reverse-path'],
    [{ envelope: { rcptTo: ['a@bank.example'] }, session: none }, '`mailFrom` is nothing, which is no address'],
    [over({ ...toBank, from: 'nobody' }, none), '`from` names no author, who would match every entry'],
    [over({ ...toBank, from: [5 as never] }, none), '`from` is text, the value of a From field, or a list of such texts'],
    [over({ ...toBank, headers: '\r\n' }, none), '`headers` is a raw header block, not the text'],
    [{ ...toBank, session: fakeSession }, '`session` is a function; call it, as in `session: fakeSession()`'],
    [{ ...toBank, session: 'none' }, '`session` has `tls: true` or `tls: false`, not nothing'],
    [{ ...toBank, session: { tls: 'yes' } }, '`session` has `tls: true` or `tls: false`, not the text `yes`'],
    [{ ...toBank, session: { tls: true } }, 'name the TLS version of the session'],
  ])('refuse the message %j, whatever is asked of it', (message, problem) => {
    const wrong = message as Message;
    const assertions = [
      (): void => expecting(POLICY).toBounce(wrong),
      (): void => expecting(POLICY).not.toBounce(wrong),
      (): void => expecting(POLICY).not.toDeliver(wrong, 'outbound'),
      (): void => expecting(POLICY).toRequire(wrong, 'outbound', { tls: 'required' }),
      (): void => expecting(POLICY).toRouteTo(wrong, 'mx'),
    ];
    for (const assertion of assertions) expect(failureOf(assertion)).toContain(problem);
  });

  it('refuse an author that nobody can read, but one that is broken on purpose', () => {
    const { from: _from, ...nobody } = over(fromBank, none);
    for (const [message, problem] of [
      [nobody, 'say who the message is from: add `from`; `from: []` if it has no author'],
      [{ ...nobody, from: 'cards@@bank.example' }, '`from` names no author'],
      [{ ...nobody, headers: '' }, '`headers` is a raw header block, not empty text; write `from: []` if the message has no author'],
    ] as const) {
      expect(failureOf(() => expecting(POLICY).toReject(message))).toContain(problem);
      expect(failureOf(() => expecting(POLICY).not.toReject(message))).toContain(problem);
    }
    expecting(POLICY).toReject({ ...nobody, from: [] });
    expecting(POLICY).toReject({ ...nobody, headers: 'From: broken <\r\n' });
  });

  it('refuse a policy that is not valid', () => {
    expect(() => expecting({ alignment: 'loose' }).not.toBounce(toBank)).toThrow(PolicyError);
  });
});
