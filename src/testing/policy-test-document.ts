// The document of policy tests as people write it (S-18): plain JSON data, an object literal, a JSON file or a YAML file.

import type { Outcome, ReplyProfile, ResultType } from '../model/decision.js';
import type { AuthResult, Session } from '../model/message.js';
import type { Direction, TlsVersion } from '../model/transport.js';

/**
 * Tests of a policy: cases, each a message and what is expected of the decision about it. Strict: an unknown key is an error.
 * @see clause S-18
 */
export interface PolicyTestsInput {
  /** The codes that replies have in these tests. Default: that of the options of `runPolicyTests`, else `default` (S-10.1). */
  replyProfile?: ReplyProfile;
  /** What cases leave out. */
  defaults?: PolicyTestFields;
  /** At least one. */
  cases: PolicyTestInput[];
}

/** A case, or a table of cases: each row of `each` takes what it leaves out from the case. */
export interface PolicyTestInput extends PolicyTestFields {
  /** Unique in its file. */
  name: string;
  /** The rows of a table. */
  each?: PolicyTestRowInput[];
}

/** A row of a case: it takes from the case what it leaves out. */
export interface PolicyTestRowInput extends PolicyTestFields {
  /** Stands after the name of the case. Default: what the row says, in words. */
  name?: string;
}

/** The message of a case, and what is expected. */
export interface PolicyTestFields {
  /** Which way the message goes; each test needs one, of its own or from its case or `defaults`. */
  direction?: Direction;
  /** The value of the From: field, or of each of them; `[]`: there is none. */
  from?: string | string[];
  /** A raw header block, in place of `from`. */
  headers?: string;
  /** The envelope sender; null: the null reverse-path. Default: the author of the message. */
  mailFrom?: string | null;
  /** The envelope recipients. */
  to?: string | string[];
  /** Inbound. `pass`: every author is authenticated; `fail`: none is; `unknown` (default): no result was supplied. */
  authentication?: 'pass' | 'fail' | 'unknown' | AuthenticationInput;
  /** Outbound: something else demands secure transport. */
  secureTransport?: boolean;
  /** Words such as `none`, `good`, `self-signed` or `TLSv1.1, expired`, or the session itself. Default: not known yet. */
  session?: string | Session;
  /** An outcome, or an object of what is expected. */
  expect?: Outcome | ExpectationInput;
}

/** Results as `pass` or `pass:example.com`. */
export interface AuthenticationInput {
  /** The domain is that of MAIL FROM or HELO. */
  spf?: ResultInput;
  /** One for each signature; the domain is its `d=`. */
  dkim?: ResultInput | ResultInput[];
  /** The domain is that of the From: field. */
  dmarc?: ResultInput;
}
/** A result with or without its domain, as `pass` or `pass:example.com`. */
export type ResultInput = AuthResult | `${AuthResult}:${string}`;

/** What is expected; what is left out may be anything. */
export interface ExpectationInput extends RecipientExpectationInput {
  /** What is expected of single recipients, by address as it stands in `to`. */
  recipients?: Record<string, Outcome | RecipientExpectationInput>;
}

/** What is expected of one recipient; what is left out may be anything. */
export interface RecipientExpectationInput {
  /** Of the message, or of the recipient under whose address it stands. */
  outcome?: Outcome;
  /** `opportunistic`: nothing is required; else any part of the constraints. */
  constraints?: 'opportunistic' | ConstraintsInput;
  /** Outbound. `mx`: the MX hosts of the recipient's domain; else the name of a route of the policy, or any part of a route. */
  route?: string | { host?: string; port?: number; mxLookup?: boolean };
  /** `none`, a reply code, `550 5.7.10`, or any part of the reply; `text` is a part of the text. */
  reply?: string | number | { code?: number; enhancedCode?: string; text?: string };
  /** The path of the org unit whose settings decide. */
  orgUnit?: string;
  /** All settings in force that match, and no other. */
  settings?: string | (string | SettingExpectationInput)[];
  /** All settings in testing mode that match, by id, and the outcome that each would have; `none`: there is none. */
  testing?: 'none' | Record<string, Outcome>;
  /** All violations, by RFC 8460 result type; `[]`: the connection is what is required. */
  violations?: ResultType | ResultType[];
}

/** Expected constraints: any part of them. */
export interface ConstraintsInput {
  /** As in the constraints of a decision. */
  tls?: 'opportunistic' | 'required';
  /** Null: any version will do. */
  minVersion?: TlsVersion | null;
  /** A certificate that a trusted CA signed. */
  caSigned?: boolean;
  /** A certificate that bears the name of the host. */
  hostname?: boolean;
}

/** A setting, and why it matched. */
export interface SettingExpectationInput {
  /** The id of the setting. */
  id: string;
  /** Where it is defined. */
  orgUnit?: string;
  /** The list whose entry matched, by name. */
  addressList?: string;
  /** Canonical. */
  entry?: string;
}
