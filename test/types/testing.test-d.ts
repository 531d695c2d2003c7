// The public types of smtp-tls-policy/testing, pinned. Checked by `npm run typecheck`; nothing here runs.
import { expect as jestExpect } from 'expect';
import fc from 'fast-check';
import { expect, expectTypeOf } from 'vitest';
import type { CompileOptions, Decision, Direction, Message, Policy, PolicyEngine, PolicyInput, ResultType, Session } from '../../src/index.js';
import * as testing from '../../src/testing/index.js';
import type { Coverage, FakeSession, PolicyMatchers, PolicyTestCoverage, PolicyTestReport, PolicyTestResult, PolicyTests, PolicyTestsInput, PolicyTestsParseResult, TestedPolicy } from '../../src/testing/index.js';

// ---- documents and reports
expectTypeOf(testing.parsePolicyTests).toEqualTypeOf<(input: unknown) => PolicyTestsParseResult>();
expectTypeOf(testing.runPolicyTests).toEqualTypeOf<(policy: PolicyInput | Policy, tests: PolicyTests, options?: CompileOptions) => PolicyTestReport>();
expectTypeOf<PolicyTestReport['results']>().toEqualTypeOf<readonly PolicyTestResult[]>();
expectTypeOf<PolicyTestResult['decision']>().toEqualTypeOf<Decision>();
expectTypeOf<PolicyTestResult['explanation']>().toEqualTypeOf<string | null>();
expectTypeOf(testing.policyTestCoverage).toEqualTypeOf<(policy: Policy, reports: readonly PolicyTestReport[]) => PolicyTestCoverage>();
expectTypeOf<PolicyTestCoverage['orgUnits']>().toEqualTypeOf<Coverage<string>>();
expectTypeOf(testing.renderPolicyTestReport).returns.toEqualTypeOf<string>();
expectTypeOf(testing.renderPolicyTestCoverage).toEqualTypeOf<(coverage: PolicyTestCoverage) => string>();
expectTypeOf(testing.junitXml).returns.toEqualTypeOf<string>();
({ cases: [{ name: 'a', direction: 'outbound', mailFrom: null, to: 'a@b.example', session: 'none', expect: { outcome: 'bounce', settings: ['a'], reply: 550 } }] }) satisfies PolicyTestsInput;
// @ts-expect-error a misspelt key is no key
({ cases: [{ name: 'a', expct: 'bounce' }] }) satisfies PolicyTestsInput;
// @ts-expect-error documents are read before they run
testing.runPolicyTests({}, { cases: [] });

// ---- sessions
expectTypeOf(testing.fakeSession).toEqualTypeOf<() => FakeSession>();
expectTypeOf<FakeSession>().toExtend<Session>();
expectTypeOf<FakeSession['failing']>().toEqualTypeOf<(type: ResultType) => FakeSession>();

// ---- matchers, in Vitest
declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- Vitest asks for an interface that is extended
  interface Matchers<T> extends PolicyMatchers<T> {}
}
declare const policy: Policy;
declare const message: Message;
expect.extend(testing.policyMatchers);
expect(policy).toBounce(message);
expect(policy).not.toReject(message);
expect(policy).toDeliver(message, 'inbound');
expect(policy).toRequire(message, 'outbound', { minVersion: 'TLSv1.2' });
expect(policy).toRouteTo(message, { port: 587 });
// @ts-expect-error which way the mail goes must be said
expect(policy).toDeliver(message);
// @ts-expect-error it is called `minVersion` in decisions
expect(policy).toRequire(message, 'outbound', { minTlsVersion: 'TLSv1.2' });

// ---- and in Jest
declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- Jest asks for an interface that is extended
  interface Matchers<R> extends PolicyMatchers<R> {}
}
jestExpect.extend(testing.policyMatchers);
jestExpect(policy).toBounce(message);
jestExpect(policy).not.toDeliver(message, 'outbound');
expectTypeOf<PolicyInput>().toExtend<TestedPolicy>();
expectTypeOf<PolicyEngine>().toExtend<TestedPolicy>();

// ---- arbitraries
const drawn = testing.arbitraries(fc);
expectTypeOf(drawn.policy()).toEqualTypeOf<fc.Arbitrary<PolicyInput>>();
expectTypeOf(drawn.message({}, 'inbound')).toEqualTypeOf<fc.Arbitrary<Message>>();
expectTypeOf(drawn.policyAndMessage()).toExtend<fc.Arbitrary<{ policy: PolicyInput; message: Message; direction: Direction }>>();
expectTypeOf(drawn.session()).toEqualTypeOf<fc.Arbitrary<Session>>();
// @ts-expect-error the caller brings fast-check
testing.arbitraries();
