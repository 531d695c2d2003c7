// What the engine says of a state: the decision and why, or why there is none.
import { compilePolicy, renderExplanation } from '../../src/index.js';
import type { Decision, Explanation, Policy, PolicyEngine } from '../../src/index.js';
import { readPolicyText } from './policy-text.js';
import type { PolicyProblem } from './policy-text.js';
import type { PlaygroundState } from './state.js';

export type Answer =
  | { readonly kind: 'decided'; readonly engine: PolicyEngine; readonly decision: Decision; readonly explanation: Explanation; readonly text: string }
  | { readonly kind: 'invalid'; readonly problems: readonly PolicyProblem[] };

export function answer(state: PlaygroundState): Answer {
  const reading = readPolicyText(state.policy);
  return reading.ok ? decide(reading.policy, state) : { kind: 'invalid', problems: reading.problems };
}

/** With a policy that was read already. */
export function decide(policy: Policy, { message, direction, replyProfile }: Omit<PlaygroundState, 'policy'>): Extract<Answer, { kind: 'decided' }> {
  const engine = compilePolicy(policy, { replyProfile });
  const explanation = engine.explain(message, direction);
  return { kind: 'decided', engine, decision: explanation.decision, explanation, text: renderExplanation(explanation) };
}

/** Of the sender, or of each recipient. */
export function orgUnitsOf({ recipients }: Decision): string[] {
  return [...new Set(recipients.map(({ orgUnit }) => orgUnit))];
}
