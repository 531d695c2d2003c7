// What one address of a mail host means for one recipient.

import type { SmtpReply } from '../model/decision.js';
import type { Session } from '../model/message.js';
import type { SessionReading } from '../evaluate/session.js';
import type { TriedAddress } from '../attempt/attempt-outcome.js';

/** Who took the message, and over what. */
export interface Peer {
  readonly address: string;
  readonly session: Session;
}

/** The outcomes are those of an attempt. A `settled` one is the last word: no other host is asked. */
export type Answer =
  | { readonly outcome: 'deliver'; readonly peer: Peer; readonly reply: SmtpReply; readonly settled: true }
  | { readonly outcome: 'bounce'; readonly reading: SessionReading; readonly settled: false }
  | { readonly outcome: 'undeliverable'; readonly reply: SmtpReply; readonly settled: boolean }
  /** Settled where the message may have been taken: another host would make it two. */
  | { readonly outcome: 'defer'; readonly reason: string; readonly reply: SmtpReply | null; readonly settled: boolean }
  | { readonly outcome: 'out-of-reach'; readonly reason: string; readonly settled: false };

/** By recipient, as in the envelope. */
export type Answers = ReadonlyMap<string, Answer>;

/** An answer, and the host that gave it. */
export type Tried = Answer & TriedAddress;

export function sameFor(recipients: Iterable<string>, answer: Answer): Answers {
  return new Map(Array.from(recipients, (recipient) => [recipient, answer]));
}

export function deferred(reason: string, reply: SmtpReply | null = null): Answer {
  return { outcome: 'defer', reason, reply, settled: false };
}
