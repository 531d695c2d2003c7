// Tests of a policy, every short form written out: what runs.

import type { ReplyProfile } from '../model/decision.js';
import type { Message } from '../model/message.js';
import type { Direction } from '../model/transport.js';
import type { Expectation } from './expectation.js';

/** Tests of a policy that `parsePolicyTests` read. */
export interface PolicyTests {
  /** The codes of replies in these tests; null: those of the caller. */
  readonly replyProfile: ReplyProfile | null;
  /** At least one. */
  readonly tests: readonly PolicyTest[];
}

/** A message, and what is expected of the decision about it. */
export interface PolicyTest {
  /** Unique among the tests of a document. */
  readonly name: string;
  /** Keys and indexes from the top of the document to the case or row. */
  readonly path: readonly (string | number)[];
  /** Which way the message goes. */
  readonly direction: Direction;
  /** As `evaluate` takes it. */
  readonly message: Message;
  /** What is expected of the decision. */
  readonly expected: Expectation;
}
