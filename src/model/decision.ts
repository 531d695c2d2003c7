// The answer of the engine: plain data that JSON, structuredClone and spread carry unharmed (S-12.6).

import type { Route } from './route.js';
import type { Direction, TransportConstraints } from './transport.js';

/** `deliver` < `pending` (the session is not known and something is required) < `bounce` (outbound), `reject` (inbound). */
export type Outcome = 'deliver' | 'pending' | 'bounce' | 'reject';

/** Which reply codes a bounce or reject carries (S-10.1). */
export type ReplyProfile = 'default' | 'rfc3207' | 'postfix' | 'exchange' | 'gmail';

/** What a policy says about a message: outcome, constraints, reply, and what determined them. Plain data, which survives JSON. */
export interface Decision {
  /** The one that was asked about. */
  readonly direction: Direction;
  /** The profile that chose the codes of the replies; `enforce` keeps to it (S-10.1). */
  readonly replyProfile: ReplyProfile;
  /** The worst of the recipients'. */
  readonly outcome: Outcome;
  /** The join of the recipients': a summary (S-8.3). */
  readonly constraints: TransportConstraints;
  /** In envelope order. */
  readonly recipients: readonly RecipientDecision[];
  /** Outbound (S-8.5); inbound: []. */
  readonly deliveries: readonly Delivery[];
  /** Inbound (S-4); outbound: null. */
  readonly author: AuthorReading | null;
  /** Inbound reject: the one answer after DATA, that of the first rejected recipient (S-9.5). */
  readonly reply: SmtpReply | null;
}

/** Outbound recipients that can share a connection (S-8.5). */
export interface Delivery {
  /** Indexes into `Decision.recipients`; every recipient is in exactly one delivery. */
  readonly recipients: readonly number[];
  /** Null: no route known (an unknown partner), alone in its delivery. */
  readonly route: Route | null;
  /** What the connection must meet: the same for all recipients of the delivery. */
  readonly constraints: TransportConstraints;
  /** 1: a violation is final; null: the MTA's own retry rules hold (S-9.4). */
  readonly maxAttempts: 1 | null;
}

/** What a policy says about one recipient (S-8.3). */
export interface RecipientDecision {
  /** As given. */
  readonly recipient: string;
  /** Inbound the recipient's, outbound the envelope sender's (S-6.2). */
  readonly orgUnit: string;
  /** `fallback`: `orgUnitOf` threw or named no org unit, and the root stands in. */
  readonly orgUnitSource: OrgUnitSource;
  /** By the constraints and the session (S-9.3). */
  readonly outcome: Outcome;
  /** The join of what every matching setting in force requires, and of a demand for secure transport (S-8.1). */
  readonly constraints: TransportConstraints;
  /** Something else demanded secure transport (S-7.1); false inbound and for internal recipients. */
  readonly secureTransport: boolean;
  /** Outbound; inbound null. */
  readonly route: Route | null;
  /** Settings whose route lost, best first (S-8.4). */
  readonly routeConflicts: readonly { setting: string; orgUnit: string; route: Route }[];
  /** The outcome where the constraints are not met: outbound `bounce`, inbound `reject` (S-9.3). */
  readonly onViolation: 'bounce' | 'reject';
  /** Outbound 1 when a violation is final, null when nothing is required; inbound null (S-9.4). */
  readonly maxAttempts: 1 | null;
  /** Every match of a setting in force, with that setting's own constraints (S-11.1). */
  readonly determinedBy: readonly (Match & { constraints: TransportConstraints })[];
  /** Every match of a setting in testing mode, and what it would have done (S-7.6). */
  readonly testing: readonly TestingMatch[];
  /** What the session does not meet, as {@link violationsOf} lists it; empty while the outcome is `pending`, or nothing is wrong (S-9.2). */
  readonly violations: readonly Violation[];
  /** For bounce and reject. */
  readonly reply: SmtpReply | null;
}

/** What told the org unit of a user (S-6.2): the policy's `users`, the function `orgUnitOf`, neither, or the root for a function that failed. */
export type OrgUnitSource = 'users' | 'function' | 'default' | 'fallback';

/** A setting in testing mode that matched, and what it would have done (S-7.6). */
export type TestingMatch = Match & { constraints: TransportConstraints; route: Route | null; wouldBe: Outcome };

/** A setting, and the entry and address that made it match. */
export interface Match {
  /** The id of the setting. */
  readonly setting: string;
  /** Where the setting is defined. */
  readonly orgUnit: string;
  /** The name of the list; null: the setting names none (S-7.2). */
  readonly addressList: string | null;
  /** Canonical entry; null: no list, or an unknown author or partner. */
  readonly entry: string | null;
  /** The address that matched. */
  readonly address: string | null;
  /** Outbound: `not-required`. */
  readonly authenticated: 'yes' | 'unknown' | 'not-required';
}

/** RFC 8460 section 4.3 result types. */
export type ResultType =
  | 'starttls-not-supported'
  | 'certificate-not-trusted'
  | 'certificate-host-mismatch'
  | 'certificate-expired'
  | 'validation-failure';

/** Something that is required of the connection, and what was found instead (S-9.2). */
export interface Violation {
  /** What kind of failure it is, in the words of TLS reports. */
  readonly type: ResultType;
  /** In words: `TLS`, `TLSv1.2 or later`, `server certificate that bears the host name`. */
  readonly required: string;
  /** In words: `no TLS`, `TLSv1.1`, `certificate for another name`; `unknown` where nobody said. */
  readonly found: string;
}

/** A reply of SMTP, with an enhanced status code (S-10.1). */
export interface SmtpReply {
  /** Of three digits, RFC 5321 section 4.2. */
  readonly code: number;
  /** RFC 3463. */
  readonly enhancedCode: string;
  /** What stands after the codes: one line of printable ASCII (S-10.3). */
  readonly text: string;
}

/** Who the message is from (S-4.3). */
export type AuthorReading =
  /** `mailboxes`: canonical addresses, in the order of the fields. */
  | { known: true; mailboxes: readonly string[] }
  | { known: false; reason: 'missing' | 'malformed' };
