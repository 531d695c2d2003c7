// What a test expects of a decision, every short form written out. What is left out may be anything (S-18.4).

import type { Outcome, ResultType } from '../model/decision.js';
import type { TransportConstraints } from '../model/transport.js';
import type { SettingExpectationInput } from './policy-test-document.js';

/** What is expected of a decision, read; what is left out may be anything. */
export interface Expectation extends RecipientExpectation {
  /** By recipient, as it stands in the envelope. */
  readonly recipients: ReadonlyMap<string, RecipientExpectation>;
}

/** What is expected of one recipient. */
export interface RecipientExpectation {
  /** Of the message, or of the recipient. */
  readonly outcome?: Outcome;
  /** Any part of them. */
  readonly constraints?: Partial<TransportConstraints>;
  /** Outbound. */
  readonly route?: ExpectedRoute;
  /** Inbound and of the message: the answer after DATA. */
  readonly reply?: ExpectedReply;
  /** The path of the org unit whose settings decide. */
  readonly orgUnit?: string;
  /** All settings in force that match, and no other. */
  readonly settings?: readonly SettingExpectationInput[];
  /** By the id of the setting. */
  readonly testing?: ReadonlyMap<string, Outcome>;
  /** All violations, by result type. */
  readonly violations?: readonly ResultType[];
}

/** The route that is expected. */
export type ExpectedRoute =
  /** The MX hosts of the recipient's own domain. */
  | { readonly kind: 'mx' }
  /** One of the policy's. */
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'host'; readonly host?: string; readonly port?: number; readonly mxLookup?: boolean };

/** The reply that is expected. */
export type ExpectedReply =
  | { readonly kind: 'none' }
  /** `text` is a part of the text. */
  | { readonly kind: 'reply'; readonly code?: number; readonly enhancedCode?: string; readonly text?: string };
