// Tests that were exported: green for the policy that they were made of, and red as soon as what they expect is otherwise.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { answer } from '../../../docs/playground/answer.js';
import { readPolicyText } from '../../../docs/playground/policy-text.js';
import { startingState } from '../../../docs/playground/starting-state.js';
import type { PlaygroundState } from '../../../docs/playground/state.js';
import { exportTest, runExportedTests, testDocuments } from '../../../docs/playground/test-export.js';
import type { ExportedTest } from '../../../docs/playground/test-export.js';
import type { Decision, Policy } from '../../../src/index.js';
import { arbitraries, parsePolicyTests, runPolicyTests } from '../../../src/testing/index.js';
import { assertUntil, HitRate } from '../../property/runs.js';
import { vectorStates } from './vector-states.js';

describe('a test that was exported', () => {
  it('is green against its policy, for every vector that a test can say', () => {
    let [exported, refused] = [0, 0];
    for (const { id, state } of vectorStates()) {
      const reading = readPolicyText(state.policy);
      if (!reading.ok) continue;
      const made = exportTest(reading.policy, state, []);
      if (!made.ok) {
        refused++;
        expect(made.problem, id).not.toBe('');
        continue;
      }
      exported++;
      expect(failures(reading.policy, [made.exported]), id).toBe(0);
    }
    console.log(`${exported} tests exported from vectors, ${refused} refused with a reason`);
    expect(exported).toBeGreaterThanOrEqual(200);
  });

  it('is green as long as the decision is the same, and red when it differs', () => {
    const { policyAndMessage, policy } = arbitraries(fc);
    const [same, other] = [new HitRate(), new HitRate()];
    assertUntil(fc.property(policyAndMessage(), policy(), (drawn, otherPolicy) => {
      const state: PlaygroundState = { policy: JSON.stringify(drawn.policy), direction: drawn.direction, message: drawn.message, replyProfile: 'default' };
      const reading = readPolicyText(state.policy);
      const changed = readPolicyText(JSON.stringify(otherPolicy));
      if (!reading.ok || !changed.ok) throw new Error('the arbitraries draw valid policies');
      const made = exportTest(reading.policy, state, []);
      if (!made.ok) return;
      expect(failures(reading.policy, [made.exported])).toBe(0);
      const [before, after] = [decisionOf(state), decisionOf({ ...state, policy: JSON.stringify(otherPolicy) })];
      const failed = failures(changed.policy, [made.exported]);
      const [isSame, isOther] = [JSON.stringify(before) === JSON.stringify(after), told(before) !== told(after)];
      if (isSame) expect(failed).toBe(0);
      if (isOther) expect(failed).toBe(1);
      same.count(isSame);
      other.count(isOther);
    }), 150, () => same.share > 0.02);
    expect(other.share).toBeGreaterThan(0.33);
    expect(same.share).toBeGreaterThan(0.02);
  });

  it('says why where a test cannot say the message', () => {
    const policy = policyOf(startingState);
    const made = exportTest(policy, { ...startingState, message: { envelope: { mailFrom: null, rcptTo: ['no address'] } } }, []);
    expect(made).toMatchObject({ ok: false, problem: expect.stringContaining('`to`') });
  });

  it('expects all that is decided', () => {
    const made = exportTest(policyOf(startingState), startingState, []);
    if (!made.ok) throw new Error(made.problem);
    expect(made.exported.test).toMatchObject({
      direction: 'outbound',
      expect: {
        outcome: 'bounce',
        constraints: { tls: 'required', minVersion: 'TLSv1.2', caSigned: true, hostname: true },
        recipients: {
          'payments@bank.example': { outcome: 'bounce', orgUnit: '/Sales', settings: [{ id: 'banks', orgUnit: '/' }], testing: 'none', route: 'mx', violations: ['certificate-not-trusted'], reply: { code: 550 } },
          'orders@partner.example': { outcome: 'deliver', settings: [{ id: 'partners', orgUnit: '/Sales' }], violations: [], reply: 'none' },
          'orders@mail.partner.example': { outcome: 'deliver', constraints: 'opportunistic', settings: [] },
        },
      },
    });
  });

  it('says an empty reverse-path as the null one, which it is', () => {
    const made = exportTest(policyOf(startingState), { ...startingState, message: { ...startingState.message, envelope: { ...startingState.message.envelope, mailFrom: '' } } }, []);
    expect(made).toMatchObject({ ok: true, exported: { test: { mailFrom: null } } });
  });

  it('has a name of its own', () => {
    const policy = policyOf(startingState);
    const names: string[] = [];
    for (let times = 0; times < 3; times++) {
      const made = exportTest(policy, startingState, names);
      if (made.ok) names.push(made.exported.test.name);
    }
    expect(new Set(names).size).toBe(3);
    expect(names[0]).toBe('to payments@bank.example, orders@partner.example, orders@mail.partner.example, TLSv1.2: bounce');
    expect(names[2]).toMatch(/ \(3\)$/);
  });

  it('stands in the document of its reply profile', () => {
    const policy = policyOf(startingState);
    const tests = (['default', 'postfix', 'default'] as const).map((replyProfile, index) => {
      const made = exportTest(policy, { ...startingState, replyProfile }, []);
      if (!made.ok) throw new Error(made.problem);
      return { ...made.exported, test: { ...made.exported.test, name: `test ${index}` } };
    });
    const documents = testDocuments(tests);
    expect(documents.map(({ replyProfile, document }) => [replyProfile, document.cases.length])).toEqual([['default', 2], ['postfix', 1]]);
    for (const { yaml } of documents) {
      const parsed = parsePolicyTests(parse(yaml));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
      expect(runPolicyTests(policy, parsed.tests).failed).toBe(0);
    }
    expect(documents[1]?.document.replyProfile).toBe('postfix');
  });

  it('is reported with what differs', () => {
    const made = exportTest(policyOf(startingState), startingState, []);
    if (!made.ok) throw new Error(made.problem);
    const [result] = runExportedTests(policyOf({ ...startingState, policy: '{}' }), [made.exported]);
    expect(result?.differences[0]).toBe('outcome: expected bounce, found deliver');
    expect(result?.differences.some((line) => line.startsWith('payments@bank.example: '))).toBe(true);
  });
});

function policyOf(state: PlaygroundState): Policy {
  const reading = readPolicyText(state.policy);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.policy;
}

function decisionOf(state: PlaygroundState): Decision {
  const decided = answer(state);
  if (decided.kind !== 'decided') throw new Error('no decision');
  return decided.decision;
}

/** By the YAML document, as somebody would save it. */
function failures(policy: Policy, tests: readonly ExportedTest[]): number {
  return testDocuments(tests).map(({ yaml }) => {
    const parsed = parsePolicyTests(parse(yaml));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
    return runPolicyTests(policy, parsed.tests).failed;
  }).reduce((sum, count) => sum + count, 0);
}

/** What a test expects of a decision: all that is done, and the settings that it comes from. A further entry of the same setting may match, too. */
function told({ outcome, constraints, recipients, reply, direction }: Decision): string {
  return JSON.stringify([outcome, constraints, reply, recipients.map((one) => [
    one.recipient,
    one.outcome,
    one.constraints,
    one.orgUnit,
    one.reply,
    direction === 'outbound' ? one.route : null,
    one.violations.map(({ type }) => type).sort(),
    [...new Set(one.determinedBy.map(({ setting }) => setting))].sort(),
    [...new Set(one.testing.map(({ setting, wouldBe }) => `${setting} ${wouldBe}`))].sort(),
  ])]);
}
