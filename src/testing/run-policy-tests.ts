// Tests against a policy: every case decided, and where the decision is not what was expected, why it is what it is (S-18.4).

import { compilePolicy } from '../engine.js';
import type { CompileOptions, PolicyEngine } from '../engine.js';
import { renderExplanation } from '../explain/render-explanation.js';
import type { Decision } from '../model/decision.js';
import type { PolicyInput } from '../model/document.js';
import type { Policy, PolicyContent } from '../model/policy.js';
import { contentOf } from '../policy/parsed-policy.js';
import { differencesOf } from './difference.js';
import type { PolicyTestDifference } from './field-difference.js';
import type { PolicyTest, PolicyTests } from './policy-test.js';
import { unknownNames } from './unknown-names.js';

/** What became of the tests of one document. */
export interface PolicyTestReport {
  /** How many passed. */
  readonly passed: number;
  /** How many failed. */
  readonly failed: number;
  /** In the order of the document. */
  readonly results: readonly PolicyTestResult[];
}

/** What became of one test. */
export type PolicyTestResult = PassedPolicyTest | FailedPolicyTest;

/** A test whose every expectation was met. */
export interface PassedPolicyTest {
  /** The test that ran. */
  readonly test: PolicyTest;
  /** What the policy says about its message. */
  readonly decision: Decision;
  /** Tells the results apart. */
  readonly passed: true;
  /** None. */
  readonly differences: readonly [];
  /** None: there is nothing to explain. */
  readonly explanation: null;
  /** None. */
  readonly hints: readonly [];
}

/** A test with a difference. */
export interface FailedPolicyTest {
  /** The test that ran. */
  readonly test: PolicyTest;
  /** What the policy says about its message. */
  readonly decision: Decision;
  /** Tells the results apart. */
  readonly passed: false;
  /** Everything that was expected and is not so. */
  readonly differences: readonly [PolicyTestDifference, ...PolicyTestDifference[]];
  /** Why the decision is what it is, near misses included, as `renderExplanation` says it. */
  readonly explanation: string;
  /** What the test may have meant, in a sentence each: names that the policy does not have, a session that is not said. */
  readonly hints: readonly string[];
}

/**
 * Runs tests against a policy.
 *
 * @param policy - a policy document, or what `parsePolicy` made of one
 * @param tests - what `parsePolicyTests` read
 * @param options - those of `compilePolicy`; the reply profile of the tests goes before theirs
 * @returns one result for each test; a test that fails is no exception
 * @throws PolicyError if the policy is not valid
 * @example runPolicyTests(policy, parsed.tests).failed // 0
 * @see clauses S-18.3 and S-18.4
 */
export function runPolicyTests(policy: PolicyInput | Policy, tests: PolicyTests, options: CompileOptions = {}): PolicyTestReport {
  const engine = compilePolicy(policy, tests.replyProfile === null ? options : { ...options, replyProfile: tests.replyProfile });
  const content = contentOf(engine.policy);
  const results = tests.tests.map((test) => run(test, engine, content));
  const passed = results.filter((result) => result.passed).length;
  return { passed, failed: results.length - passed, results };
}

function run(test: PolicyTest, engine: PolicyEngine, content: PolicyContent): PolicyTestResult {
  const { message, direction, expected } = test;
  const decision = engine.evaluate(message, direction);
  const [first, ...others] = differencesOf(decision, expected, content.routes);
  if (first === undefined) return { test, decision, passed: true, differences: [], explanation: null, hints: [] };
  const explanation = renderExplanation(engine.explain(message, direction));
  const hints = [...unknownNames(expected, content), ...unknownSession(decision, [first, ...others])];
  return { test, decision, passed: false, differences: [first, ...others], explanation, hints };
}

/** What depends on the session, while nothing is known of it. */
function unknownSession({ outcome }: Decision, differences: readonly PolicyTestDifference[]): string[] {
  const asked = differences.some(({ field }) => field === 'outcome' || field === 'violations' || field.startsWith('reply'));
  return outcome === 'pending' && asked ? ['the test does not say what the connection was, so nothing is decided; add `session`, such as `good` or `none`'] : [];
}
