// What became of a message, recipient by recipient, as plain data but for the bytes of the report.

import type { Decision, SmtpReply, Violation } from '../model/decision.js';
import type { Session } from '../model/message.js';
import type { DsnFields } from '../evaluate/dsn-fields.js';
import type { NonDeliveryReport } from '../report/non-delivery-report.js';

/** What became of a message: one result for each recipient. */
export interface SendResult {
  /** Every recipient has exactly one result, in the order of the envelope. */
  readonly recipients: readonly RecipientResult[];
  /** The decision that was carried out. Recipients who were delivered to, and those who bounced by the policy, are judged by the session that settled it. */
  readonly decision: Decision;
  /** One for all recipients that bounced, ready to be sent; null where none did, or there is nobody to tell (null reverse-path). */
  readonly report: NonDeliveryReport | null;
}

/** What became of the message for one recipient (S-21.2). */
export type RecipientResult = DeliveredRecipient | BouncedRecipient | RecipientToRetry;

/** A mail host took the message for this recipient. */
export interface DeliveredRecipient {
  /** Tells the results apart. */
  readonly outcome: 'delivered';
  /** As in the envelope. */
  readonly recipient: string;
  /** The mail host that took the message, and its address. */
  readonly host: string;
  /** The IP address of the host. */
  readonly address: string;
  /** What the connection was. */
  readonly session: Session;
  /** What the host said to the message. */
  readonly reply: SmtpReply;
}

/** Final: it is not to be tried again. */
export interface BouncedRecipient {
  /** Tells the results apart. */
  readonly outcome: 'bounced';
  /** As in the envelope. */
  readonly recipient: string;
  /**
   * `violation`: no mail host meets the constraints, and every one was reached (S-9.4). `refusal`: a mail host refused the message for good (5xx), which
   * is not the policy's doing. `no-route`: there is nowhere to send it, for the domain takes no mail, or the address is none.
   */
  readonly cause: 'violation' | 'refusal' | 'no-route';
  /** Empty unless the cause is a violation. */
  readonly violations: readonly Violation[];
  /** The host that settled it; null without a route. */
  readonly host: string | null;
  /** The policy's, the host's, or one for a recipient without a route. */
  readonly reply: SmtpReply;
  /** For a report of your own (RFC 3464). */
  readonly fields: DsnFields;
}

/** The queue of the caller decides when, and for how long. */
export interface RecipientToRetry {
  /** Tells the results apart. */
  readonly outcome: 'retry';
  /** As in the envelope. */
  readonly recipient: string;
  /** In words, for a log. */
  readonly reason: string;
  /** The host that may take the message later; null where none was tried. */
  readonly host: string | null;
  /** What it said; null where it said nothing. */
  readonly reply: SmtpReply | null;
  /** The connection was lost between the end of the message and the reply to it, so that trying again may deliver it twice (RFC 1047). */
  readonly mayBeDelivered: boolean;
}
