// Matchers for `expect.extend` of Vitest and Jest: what a policy does with a message, and why, where it is not what was expected (S-18.7).

import { compilePolicy } from '../engine.js';
import type { PolicyEngine } from '../engine.js';
import { renderExplanation } from '../explain/render-explanation.js';
import type { Outcome } from '../model/decision.js';
import type { PolicyInput } from '../model/document.js';
import type { Message } from '../model/message.js';
import type { Policy } from '../model/policy.js';
import { readProperty } from '../model/property.js';
import type { Direction, TransportConstraints } from '../model/transport.js';
import { contentOf } from '../policy/parsed-policy.js';
import { differencesOf } from './difference.js';
import type { RecipientExpectation } from './expectation.js';
import type { PolicyTestDifference } from './field-difference.js';
import { expectedConstraints, expectedRoute } from './matcher-expectation.js';
import { checkMessage } from './matcher-message.js';

/** What a test may hand to `expect`. */
export type TestedPolicy = Policy | PolicyInput | PolicyEngine;

/** The route of the recipient: `mx` for the MX hosts of its own domain, the name of a route of the policy, or any part of a host route. */
export type RouteToMatch = string | { readonly host?: string; readonly port?: number; readonly mxLookup?: boolean };

/**
 * The matchers as assertions have them. `R` is what an assertion returns.
 *
 * @example
 * declare module 'vitest' {
 *   interface Matchers<T> extends PolicyMatchers<T> {}
 * }
 */
export interface PolicyMatchers<R = unknown> {
  /** Every recipient gets the message: the session is what is required. */
  toDeliver(message: Message, direction: Direction): R;
  /** The message bounces, for one recipient at least. */
  toBounce(message: Message): R;
  /** The message is rejected. */
  toReject(message: Message): R;
  /** The constraints are exactly these, as far as they are given. The message needs no session. */
  toRequire(message: Message, direction: Direction, constraints: Partial<TransportConstraints>): R;
  /** Every recipient has this route. The message needs no session. */
  toRouteTo(message: Message, route: RouteToMatch): R;
}

/** What a matcher gives Vitest and Jest. */
export interface MatcherResult {
  /** Before `not` is applied. */
  readonly pass: boolean;
  /** What was expected, what was found, and why the decision is what it is. */
  message(): string;
}

/** What Vitest and Jest give a matcher as `this`. */
export interface MatcherState {
  /** The assertion has a `not` before the matcher. */
  readonly isNot?: boolean | undefined;
}

/** The matchers as `expect.extend` takes them: a type, for interfaces are no records. */
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- see above
export type PolicyMatcherFunctions = {
  /** As `PolicyMatchers.toDeliver`. */
  toDeliver(this: MatcherState, received: unknown, message: Message, direction: Direction): MatcherResult;
  /** As `PolicyMatchers.toBounce`. */
  toBounce(this: MatcherState, received: unknown, message: Message): MatcherResult;
  /** As `PolicyMatchers.toReject`. */
  toReject(this: MatcherState, received: unknown, message: Message): MatcherResult;
  /** As `PolicyMatchers.toRequire`. */
  toRequire(this: MatcherState, received: unknown, message: Message, direction: Direction, constraints: Partial<TransportConstraints>): MatcherResult;
  /** As `PolicyMatchers.toRouteTo`. */
  toRouteTo(this: MatcherState, received: unknown, message: Message, route: RouteToMatch): MatcherResult;
};

/**
 * Matchers that take a policy, a policy document or an engine, for `expect.extend` of Vitest and of Jest. Where something is required, a message without
 * a session is not decided, and fails `toDeliver`, `toBounce` and `toReject` as well as their `not`.
 *
 * Messages are checked as those of documents are: a misspelt address would match every entry. Broken on purpose are `from: []` and `headers`.
 *
 * @throws TypeError for what is no policy or no message, and for what a matcher cannot expect; PolicyError for a policy that is not valid
 * @example
 * expect.extend(policyMatchers);
 * expect(policy).toBounce({ envelope: { mailFrom: 'me@example.com', rcptTo: ['you@bank.example'] }, session: fakeSession().withoutTls() });
 * @see clauses S-18.1 and S-18.7
 */
export const policyMatchers: PolicyMatcherFunctions = Object.freeze({
  toDeliver(received, message, direction) {
    return matchOutcome(this, received, message, direction, 'deliver');
  },
  toBounce(received, message) {
    return matchOutcome(this, received, message, 'outbound', 'bounce');
  },
  toReject(received, message) {
    return matchOutcome(this, received, message, 'inbound', 'reject');
  },
  toRequire(received, message, direction, constraints) {
    return match(engineOf(received), message, direction, { constraints: expectedConstraints(constraints) }, 'to require the constraints given');
  },
  toRouteTo(received, message, route) {
    const engine = engineOf(received);
    const words = `to route the message to ${typeof route === 'string' ? route : JSON.stringify(route)}`;
    return match(engine, message, 'outbound', { route: expectedRoute(route, contentOf(engine.policy)) }, words);
  },
} satisfies PolicyMatcherFunctions);

const NO_SESSION = 'the message has no session; give it one, such as fakeSession().withoutTls()';
const VERB: Readonly<Record<Exclude<Outcome, 'pending'>, string>> = { deliver: 'to deliver', bounce: 'to bounce', reject: 'to reject' };

function matchOutcome({ isNot = false }: MatcherState, received: unknown, message: Message, direction: Direction, outcome: Exclude<Outcome, 'pending'>): MatcherResult {
  const engine = engineOf(received);
  checkMessage(message, direction);
  const found = engine.evaluate(message, direction).outcome;
  const decided = found !== 'pending';
  // Of a decision that was not made neither the outcome nor its negation is true.
  const pass = decided ? found === outcome : isNot;
  const wanted = `expected the policy ${pass ? 'not ' : ''}${VERB[outcome]} the message`;
  const words = decided ? `${wanted}; found ${found}` : `${wanted}, but nothing is decided: ${NO_SESSION}`;
  return { pass, message: () => `${words}\n\n${why(engine, message, direction)}` };
}

function match(engine: PolicyEngine, message: Message, direction: Direction, expected: RecipientExpectation, words: string): MatcherResult {
  checkMessage(message, direction);
  const differences = differencesOf(engine.evaluate(message, direction), { ...expected, recipients: new Map() }, contentOf(engine.policy).routes);
  const pass = differences.length === 0;
  return { pass, message: () => [`expected the policy ${pass ? 'not ' : ''}${words}`, ...differences.map(differenceWords), '', why(engine, message, direction)].join('\n') };
}

/** Explaining looks at every entry, so it waits until somebody asks. */
function why(engine: PolicyEngine, message: Message, direction: Direction): string {
  return renderExplanation(engine.explain(message, direction));
}

function differenceWords({ recipient, field, expected, found }: PolicyTestDifference): string {
  return `  ${field}${recipient === null ? '' : ` of ${recipient}`}: expected ${expected}, found ${found}`;
}

function engineOf(received: unknown): PolicyEngine {
  if (typeof received !== 'object' || received === null) throw new TypeError('hand `expect` a policy, a policy document or an engine');
  const isEngine = typeof readProperty(received, 'explain') === 'function' && typeof readProperty(received, 'evaluate') === 'function';
  return isEngine ? (received as PolicyEngine) : compilePolicy(received);
}
