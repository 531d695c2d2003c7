// A decision in the few words that its headline has. The whole of it is said by `renderExplanation`.
import type { Decision, Outcome } from '../../src/index.js';
import type { Answer } from './answer.js';

/** One sign for each outcome, so that nothing depends on colour. */
export const OUTCOME_SIGNS: Readonly<Record<Outcome, string>> = { deliver: '✓', pending: '…', bounce: '↩', reject: '✕' };

export function outcomeSentence({ outcome, recipients, constraints }: Decision): string {
  const violation = recipients.filter((recipient) => recipient.outcome === outcome).flatMap(({ violations }) => violations)[0];
  switch (outcome) {
    case 'deliver':
      return constraints.tls === 'required' ? 'The connection has what is required.' : 'Nothing is required: TLS is tried, and plaintext is the fallback.';
    case 'pending':
      return 'Something is required, and the connection is not known yet.';
    case 'bounce':
    case 'reject':
      return violation === undefined ? 'The connection is not what is required.' : `Required: ${violation.required}. Found: ${violation.found}.`;
  }
}

/** For who hears the page: short, and said once for each change. */
export function announcement(answer: Answer): string {
  if (answer.kind === 'invalid') return `The policy is not valid: ${countOf(answer.problems.length, 'problem')}.`;
  const { decision } = answer;
  return `${decision.outcome}: ${outcomeSentence(decision)}`;
}

export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
