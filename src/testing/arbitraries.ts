// Arbitraries for fast-check, which the caller brings: policies, and messages that their settings really match (S-18.7).

import type { PolicyInput } from '../model/document.js';
import type { Message, Session } from '../model/message.js';
import type { Policy } from '../model/policy.js';
import type { Direction } from '../model/transport.js';
import type { Arbitrary, FastCheck } from './fast-check.js';
import { canMeet, messageArbitrary, sessionArbitrary } from './message-arbitrary.js';
import { policyArbitrary } from './policy-arbitrary.js';

/** A policy, and a message that it is likely to concern. */
export interface PolicyAndMessage {
  /** A valid document. */
  readonly policy: PolicyInput;
  /** As `evaluate` takes it. */
  readonly message: Message;
  /** In which the message is to be looked at. */
  readonly direction: Direction;
}

/** Arbitraries of fast-check for policies and messages. */
export interface PolicyArbitraries {
  /** Valid policy documents of up to four org units and three lists, with overriding, disabling, locks, testing mode and routes. */
  readonly policy: () => Arbitrary<PolicyInput>;
  /**
   * Messages for a policy: most of them match one of its settings that is in view of the user, if there is one for the direction.
   * @throws PolicyError if the policy is not valid
   */
  readonly message: (policy: PolicyInput | Policy, direction: Direction) => Arbitrary<Message>;
  /** A policy, and a message for it in a direction for which it has settings, if there is one. */
  readonly policyAndMessage: () => Arbitrary<PolicyAndMessage>;
  /** What a connection can have been: good, with one fault, or with any verdicts. */
  readonly session: () => Arbitrary<Session>;
}

/**
 * Arbitraries of policies and of messages that really hit each other.
 *
 * @param fc - fast-check, of version 4 or later
 * @example
 * const { policyAndMessage } = arbitraries(fc);
 * fc.assert(fc.property(policyAndMessage(), ({ policy, message, direction }) => compilePolicy(policy).evaluate(message, direction).recipients.length > 0));
 * @see clause S-18.7
 */
export function arbitraries(fc: FastCheck): PolicyArbitraries {
  return {
    policy: () => policyArbitrary(fc),
    message: (policy, direction) => messageArbitrary(fc, policy, direction),
    policyAndMessage: () =>
      fc
        .tuple(policyArbitrary(fc), fc.boolean())
        .chain(([policy, first]) => {
          const directions: readonly Direction[] = first ? ['inbound', 'outbound'] : ['outbound', 'inbound'];
          const direction = directions.find((candidate) => canMeet(policy, candidate)) ?? 'outbound';
          return messageArbitrary(fc, policy, direction).map((message) => ({ policy, message, direction }));
        }),
    session: () => sessionArbitrary(fc),
  };
}
