// S-18.4: a test that expects what the engine decides passes, one that expects anything else fails, and it names what is not so.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compilePolicy } from '../../src/index.js';
import type { Decision, Message, RecipientDecision } from '../../src/index.js';
import { arbitraries, parsePolicyTests, runPolicyTests } from '../../src/testing/index.js';
import type { ExpectationInput, PolicyAndMessage, PolicyTestFields, RecipientExpectationInput } from '../../src/testing/index.js';
import { HitRate, RUNS } from './runs.js';
import { hitsARule } from './situation.js';

/** Each makes an expectation wrong in one part: the field that is to be named. */
const CHANGES = ['outcome', 'constraints.tls', 'orgUnit', 'settings', 'testing', 'violations', 'reply', 'route'] as const;

it('a test that expects the decision passes, and one that expects another fails by the part that is not so', () => {
  const rate = new HitRate();
  fc.assert(
    fc.property(arbitraries(fc).policyAndMessage(), fc.constantFrom(...CHANGES), (situation, change) => {
      const decision = compilePolicy(situation.policy).evaluate(situation.message, situation.direction);
      rate.count(decision.recipients.some(hitsARule));
      expect(fieldsThatDiffer(situation, expectationOf(decision))).toEqual([]);
      const wrong = changed(expectationOf(decision), decision, change);
      if (wrong !== null) expect(fieldsThatDiffer(situation, wrong)).toContain(change);
    }),
    { numRuns: Math.max(50, Math.ceil(RUNS / 2)) },
  );
  expect(rate.share).toBeGreaterThanOrEqual(0.4);
});

function fieldsThatDiffer({ policy, message, direction }: PolicyAndMessage, expected: ExpectationInput): string[] {
  const parsed = parsePolicyTests({ cases: [{ name: 'case', direction, ...fieldsOf(message, direction), expect: expected }] });
  if (!parsed.ok) throw new Error(parsed.issues.map(({ path, message: text }) => `${path.join('.')}: ${text}`).join('\n'));
  const [result] = runPolicyTests(policy, parsed.tests).results;
  expect(result?.passed).toBe(result?.differences.length === 0);
  return result!.differences.map(({ field }) => field.replace(/^(reply|route)\..*/, '$1'));
}

function fieldsOf({ envelope, from, authentication, secureTransport, session }: Message, direction: string): PolicyTestFields {
  const written = ({ result, domain }: { result: string; domain?: string }): never => (domain === undefined ? result : `${result}:${domain}`) as never;
  return {
    mailFrom: envelope.mailFrom,
    to: [...envelope.rcptTo],
    ...(direction === 'inbound' && { from: from as string | string[] }),
    ...(authentication !== undefined && {
      authentication: {
        ...(authentication.spf !== undefined && { spf: written(authentication.spf) }),
        ...(authentication.dkim !== undefined && { dkim: authentication.dkim.map(written) }),
        ...(authentication.dmarc !== undefined && { dmarc: written(authentication.dmarc) }),
      },
    }),
    ...(secureTransport !== undefined && { secureTransport }),
    ...(session !== undefined && { session }),
  };
}

function expectationOf({ outcome, constraints, recipients, direction, reply }: Decision): ExpectationInput {
  return {
    outcome,
    constraints: { ...constraints },
    ...(direction === 'inbound' && { reply: reply === null ? 'none' : { ...reply } }),
    recipients: Object.fromEntries(recipients.map((recipient) => [recipient.recipient, recipientExpectationOf(recipient)])),
  };
}

function recipientExpectationOf({ outcome, constraints, orgUnit, determinedBy, testing, violations, reply, route }: RecipientDecision): RecipientExpectationInput {
  // One id can stand for two definitions in testing mode, which need not agree.
  const ambiguous = testing.some(({ setting, wouldBe }) => testing.some((other) => other.setting === setting && other.wouldBe !== wouldBe));
  return {
    outcome,
    constraints: { ...constraints },
    orgUnit,
    settings: determinedBy.map(({ setting, orgUnit: definedAt, addressList, entry }) => ({ id: setting, orgUnit: definedAt, ...(addressList !== null && { addressList }), ...(entry !== null && { entry }) })),
    ...(!ambiguous && { testing: testing.length === 0 ? 'none' : Object.fromEntries(testing.map(({ setting, wouldBe }) => [setting, wouldBe])) }),
    violations: violations.map(({ type }) => type),
    reply: reply === null ? 'none' : { ...reply },
    ...(route !== null && { route: route.kind === 'mx' ? 'mx' : { host: route.host, port: route.port, mxLookup: route.mxLookup } }),
  };
}

/** Null: this message has no such part. */
function changed(expected: ExpectationInput, { recipients, direction }: Decision, change: (typeof CHANGES)[number]): ExpectationInput | null {
  const found = recipients[0]!;
  const own = expected.recipients![found.recipient] as RecipientExpectationInput;
  const withOwn = (parts: RecipientExpectationInput): ExpectationInput => ({ ...expected, recipients: { ...expected.recipients, [found.recipient]: { ...own, ...parts } } });
  switch (change) {
    case 'outcome':
      return withOwn({ outcome: found.outcome === 'deliver' ? 'pending' : 'deliver' });
    case 'constraints.tls':
      return { ...expected, constraints: { tls: (expected.constraints as { tls: string }).tls === 'required' ? 'opportunistic' : 'required' } };
    case 'orgUnit':
      return withOwn({ orgUnit: `${found.orgUnit}x` });
    case 'settings':
      return withOwn({ settings: found.determinedBy.length === 0 ? 'other' : [] });
    case 'testing':
      return withOwn({ testing: found.testing.length === 0 ? { other: 'deliver' } : 'none' });
    case 'violations':
      return withOwn({ violations: found.violations.length === 0 ? 'certificate-expired' : [] });
    case 'reply':
      return withOwn({ reply: found.reply === null ? 550 : 'none' });
    case 'route':
      return direction === 'inbound' ? null : withOwn({ route: found.route?.kind === 'mx' ? { host: 'other.example' } : 'mx' });
  }
}
