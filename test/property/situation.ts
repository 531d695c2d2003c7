// A situation is a policy and messages that have to do with it: what most laws are about.

import fc from 'fast-check';
import { expect } from 'vitest';
import { compilePolicy, parsePolicy } from '../../src/index.js';
import type { CompileOptions, Decision, PolicyEngine, PolicyInput, RecipientDecision } from '../../src/index.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { MESSAGE_CHOICES, messageCase } from '../arbitraries/message.js';
import type { MessageCase } from '../arbitraries/message.js';
import { policyCases } from '../arbitraries/policy.js';
import type { PolicyCase } from '../arbitraries/policy.js';
import { assertUntil, HitRate, RUNS } from './runs.js';

export interface Situation {
  readonly policyCase: PolicyCase;
  readonly cases: readonly MessageCase[];
  /** For laws that change something: where, and how. */
  readonly choices: Choices;
}

const MESSAGES = 6;

export function situations(): fc.Arbitrary<Situation> {
  const rows = fc.array(choiceRows(MESSAGE_CHOICES), { minLength: MESSAGES, maxLength: MESSAGES });
  // Without bias: small numbers, of which fast-check is fond, mean the simplest choices, and those match little.
  return fc.noBias(fc.tuple(policyCases(), rows, choiceRows(40))).map(([policyCase, messages, numbers]) => ({
    policyCase,
    cases: messages.map((row) => messageCase(new Choices(row), policyCase)).filter(({ message }) => isReadable(message)),
    choices: new Choices(numbers),
  }));
}

/** Laws change messages, so they need those that can be read; `evaluate-never-throws` is about the others. */
function isReadable(message: unknown): boolean {
  try {
    JSON.stringify(message);
    return true;
  } catch {
    return false;
  }
}

/**
 * Checks a law on many situations, of whose messages at least the given share must match a setting: else the law proved nothing.
 * @param enough - whether what else must come by did
 */
export function assertLaw(law: (situation: Situation, seen: (decision: Decision) => Decision) => void, leastShare = 0.2, enough: () => boolean = () => true): void {
  const rate = new HitRate();
  const seen = (decision: Decision): Decision => {
    rate.count(decision.recipients.some(hitsARule));
    return decision;
  };
  assertUntil(fc.property(situations(), (situation) => law(situation, seen)), Math.max(20, Math.ceil(RUNS / MESSAGES)), () => rate.share >= leastShare && enough());
  expect(rate.share).toBeGreaterThanOrEqual(leastShare);
}

export function hitsARule({ determinedBy, testing }: RecipientDecision): boolean {
  return determinedBy.length + testing.length > 0;
}

export function engineOf(policyCase: PolicyCase, policy: PolicyInput = policyCase.policy): PolicyEngine {
  return compilePolicy(policy, optionsOf(policyCase));
}

/** An engine for a changed policy, or null where the change made it invalid. */
export function engineOfChanged(policyCase: PolicyCase, policy: PolicyInput): PolicyEngine | null {
  return parsePolicy(policy).ok ? engineOf(policyCase, policy) : null;
}

export function optionsOf({ replyProfile, orgUnitOf, organizationalDomain }: PolicyCase): CompileOptions {
  return { replyProfile, ...(orgUnitOf !== null && { orgUnitOf: answering(orgUnitOf) }), ...(organizationalDomain !== null && { organizationalDomain }) };
}

function answering(answers: ReadonlyMap<string, unknown>): (address: string) => string | undefined {
  return (address) => {
    const answer = answers.get(address);
    if (answer instanceof Error) throw answer;
    return answer as string | undefined;
  };
}

/** A deep copy that a law may change. */
export function copyOf(policy: PolicyInput): PolicyInput {
  return structuredClone(policy);
}
