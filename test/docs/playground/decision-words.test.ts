// The headline of a decision: what is said of each outcome, and to who hears the page.
import { describe, expect, it } from 'vitest';
import { answer } from '../../../docs/playground/answer.js';
import { announcement, countOf, outcomeSentence } from '../../../docs/playground/decision-words.js';
import { startingState } from '../../../docs/playground/starting-state.js';
import type { PlaygroundState } from '../../../docs/playground/state.js';
import type { Session } from '../../../src/index.js';

const { session: _session, ...unconnected } = startingState.message;

function headline(rcptTo: readonly string[], session?: Session): string {
  const message = { ...unconnected, envelope: { ...unconnected.envelope, rcptTo }, ...(session === undefined ? {} : { session }) };
  const made = answer({ ...startingState, message });
  if (made.kind !== 'decided') throw new Error('the policy is valid');
  expect(announcement(made)).toBe(`${made.decision.outcome}: ${outcomeSentence(made.decision)}`);
  return announcement(made);
}

describe('what is said of a decision', () => {
  const good: Session = { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true } };

  it('tells mail that nothing is required of from mail that has what is required', () => {
    expect(headline(['someone@elsewhere.example'], { tls: false })).toBe('deliver: Nothing is required: TLS is tried, and plaintext is the fallback.');
    expect(headline(['payments@bank.example'], good)).toBe('deliver: The connection has what is required.');
  });

  it('is that something is required, while the connection is not known', () => {
    expect(headline(['payments@bank.example'])).toBe('pending: Something is required, and the connection is not known yet.');
  });

  it('is what was violated, of a recipient with the outcome of the whole', () => {
    expect(headline(['someone@elsewhere.example', 'payments@bank.example'], { tls: false })).toBe('bounce: Required: TLS. Found: no TLS.');
  });

  it('is how many problems a policy has that is not valid', () => {
    const invalid = (policy: string): PlaygroundState => ({ ...startingState, policy });
    expect(announcement(answer(invalid('{')))).toBe('The policy is not valid: 1 problem.');
    expect(announcement(answer(invalid('{ "a": 1, "b": 2 }')))).toBe('The policy is not valid: 2 problems.');
    expect([countOf(0, 'test'), countOf(1, 'test')]).toEqual(['0 tests', '1 test']);
  });
});
