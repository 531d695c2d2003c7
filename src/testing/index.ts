// The face of smtp-tls-policy/testing: policy tests, and matchers, sessions and arbitraries for tests in code. Runs wherever the root entry does.

export { arbitraries } from './arbitraries.js';
export { policyTestCoverage } from './coverage.js';
export { fakeSession } from './fake-session.js';
export { junitXml } from './junit-xml.js';
export { parsePolicyTests } from './parse-policy-tests.js';
export { policyMatchers } from './policy-matchers.js';
export { renderPolicyTestCoverage, renderPolicyTestReport } from './report-text.js';
export { runPolicyTests } from './run-policy-tests.js';

export type { PolicyAndMessage, PolicyArbitraries } from './arbitraries.js';
export type { Coverage, PolicyTestCoverage } from './coverage.js';
export type { ExpectedReply, ExpectedRoute, Expectation, RecipientExpectation } from './expectation.js';
export type { FakeSession, FakeSessionChanges } from './fake-session.js';
export type { FastCheck } from './fast-check.js';
export type { PolicyTestDifference } from './field-difference.js';
export type { JunitOptions, JunitSuite } from './junit-xml.js';
export type { PolicyTestsParseResult } from './parse-policy-tests.js';
export type { MatcherResult, MatcherState, PolicyMatcherFunctions, PolicyMatchers, RouteToMatch, TestedPolicy } from './policy-matchers.js';
export type { PolicyTest, PolicyTests } from './policy-test.js';
export type {
  AuthenticationInput,
  ConstraintsInput,
  ExpectationInput,
  PolicyTestFields,
  PolicyTestInput,
  PolicyTestRowInput,
  PolicyTestsInput,
  RecipientExpectationInput,
  ResultInput,
  SettingExpectationInput,
} from './policy-test-document.js';
export type { ReportPaint, ReportTextOptions } from './report-text.js';
export type { FailedPolicyTest, PassedPolicyTest, PolicyTestReport, PolicyTestResult } from './run-policy-tests.js';
