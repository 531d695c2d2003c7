// A change of policy and messages that have to do with both policies: what laws about effects are about.

import fc from 'fast-check';
import { parsePolicy } from '../../src/index.js';
import type { CompileOptions, Policy, PolicyInput, RecipientDecision } from '../../src/index.js';
import { Choices, choiceRows } from '../arbitraries/choices.js';
import { CHANGE_CHOICES, changedPolicy } from '../arbitraries/policy-change.js';
import { MESSAGE_CHOICES, messageCase } from '../arbitraries/message.js';
import type { MessageCase } from '../arbitraries/message.js';
import { policyCases } from '../arbitraries/policy.js';
import { optionsOf } from './situation.js';

export interface ChangeSituation {
  readonly before: Policy;
  readonly after: Policy;
  /** The same for both policies. */
  readonly options: CompileOptions;
  readonly cases: readonly MessageCase[];
}

const MESSAGES = 8;

/** Null where the change is not valid. */
export function changeSituations(): fc.Arbitrary<ChangeSituation | null> {
  const rows = fc.array(choiceRows(MESSAGE_CHOICES), { minLength: MESSAGES, maxLength: MESSAGES });
  return fc.noBias(fc.tuple(policyCases(), rows, choiceRows(CHANGE_CHOICES))).map(([policyCase, messages, numbers]) => {
    const [before, after] = [parsed(policyCase.policy), parsed(changedPolicy(new Choices(numbers), policyCase.policy))];
    if (before === null || after === null) return null;
    const { replyProfile: _profile, ...options } = optionsOf(policyCase);
    return { before, after, options: withoutTellingSpellings(options, before, after), cases: messages.map((row) => messageCase(new Choices(row), policyCase)) };
  });
}

/** The function is asked for canonical addresses, and those of two policies are not of one spelling where case counts in one of them (S-13.2). */
function withoutTellingSpellings(options: CompileOptions, before: Policy, after: Policy): CompileOptions {
  const { orgUnitOf, ...others } = options;
  return orgUnitOf === undefined || caseCounts(before) === caseCounts(after) ? options : others;
}

function caseCounts(policy: Policy): boolean {
  return (JSON.parse(JSON.stringify(policy)) as PolicyInput).caseSensitiveLocalParts === true;
}

function parsed(policy: PolicyInput): Policy | null {
  const result = parsePolicy(policy);
  return result.ok ? result.policy : null;
}

/** What of a decision an effect is about. */
export function treatment({ constraints, route, testing }: RecipientDecision): unknown {
  const observed = new Map(testing.map((match) => [JSON.stringify([match.setting, match.orgUnit]), { constraints: match.constraints, route: match.route, wouldBe: match.wouldBe }]));
  return { constraints, route, testing: [...observed].sort(([a], [b]) => (a < b ? -1 : 1)) };
}
