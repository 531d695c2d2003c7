// What decides at a time of a timeline: one policy, or several while a newer one spreads (S-17.1, S-17.2).

import type { Decision } from '../model/decision.js';
import type { Message } from '../model/message.js';
import { checkDirection } from '../model/transport.js';
import type { Direction } from '../model/transport.js';
import type { Explanation } from '../explain/explanation.js';
import { joinDecisions } from './join-decisions.js';
import type { HeldVersion, PolicyVersion } from './policy-version.js';

/** The policies that count at a time, as one engine (S-17.2). */
export interface TimelineEngine {
  /** The versions that count, the oldest first. */
  readonly versions: readonly PolicyVersion[];
  /** When others will count, in milliseconds since 1970-01-01T00:00:00Z; null: never, as the timeline stands. */
  readonly until: number | null;
  /**
   * The decision of the policy that counts, or the join of those that do. Total: whatever the message is, there is a decision, and `enforce` takes it.
   * @throws TypeError for a direction that is neither `inbound` nor `outbound`
   * @see clause S-17.2
   */
  evaluate(message: Message, direction: Direction): Decision;
  /** The same decision, and why each policy that counts decides as it does. @see clauses S-11.3, S-17.2 */
  explain(message: Message, direction: Direction): TimelineExplanation;
}

/** A joined decision, and what each policy that counts says. */
export interface TimelineExplanation {
  /** What `evaluate` gives. */
  readonly decision: Decision;
  /** One explanation for each version that counts, the oldest first. `renderExplanation` makes text of each. */
  readonly versions: readonly { readonly version: PolicyVersion; readonly explanation: Explanation }[];
}

/** @param versions - those that count, the oldest first; one at least */
export function engineOfVersions(versions: readonly HeldVersion[], until: number | null): TimelineEngine {
  return Object.freeze({
    versions: Object.freeze([...versions]),
    until,
    evaluate: (message: Message, direction: Direction) => {
      checkDirection(direction);
      return joinDecisions(versions.map(({ engine }) => engine.evaluate(message, direction)), message);
    },
    explain: (message: Message, direction: Direction) => {
      checkDirection(direction);
      const explained = versions.map((version) => ({ version, explanation: version.engine.explain(message, direction) }));
      return { decision: joinDecisions(explained.map(({ explanation }) => explanation.decision), message), versions: explained };
    },
  });
}
