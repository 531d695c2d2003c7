// An explanation: for every setting in view and every recipient, applied or the reason why not (S-11.2).

import type { Decision } from '../model/decision.js';

/** A decision, and for every recipient and every setting in view why it applied or did not (S-11.2). */
export interface Explanation {
  /** The one that `evaluate` makes of the message (S-11.3). */
  readonly decision: Decision;
  /** In envelope order. */
  readonly recipients: readonly RecipientExplanation[];
}

/** The settings in view for one recipient. */
export interface RecipientExplanation {
  /** As given. */
  recipient: string;
  /** Inbound the recipient's, outbound the envelope sender's (S-6.2). */
  orgUnit: string;
  /** Every setting in view, whether it applied or not. */
  settings: readonly SettingExplanation[];
}

/** Whether a setting applied to a recipient, and why, or why not. */
export interface SettingExplanation {
  /** The id of the setting. */
  setting: string;
  /** Where the setting is defined. */
  orgUnit: string;
  /** False is as if the setting were not there (S-7.6). */
  enabled: boolean;
  /** `testing` observes and changes nothing (S-7.6). */
  mode: 'enforce' | 'testing';
  /** Enabled, enforced, and neither disabled nor overridden here. */
  inForce: boolean;
  /** It matched; a testing setting too. */
  applied: boolean;
  /** Why it applied, or did not; of several reasons the first to be met (S-11.2). */
  reason: Reason;
  /** Entries that nearly matched; they explain, and never decide (S-11.3). */
  nearMisses: readonly NearMiss[];
}

/** Why a setting applied, or did not. */
export type Reason =
  | 'matched'
  | 'other-direction'
  | 'no-address-match'
  | 'not-authenticated'
  | 'disabled'
  | 'overridden'
  | 'not-enabled'
  | 'secure-transport-not-requested'
  | 'internal-recipient';

/** An entry that an administrator might think had matched. */
export interface NearMiss {
  /** Canonical. */
  entry: string;
  /** What of the message is near the entry. */
  address: string;
  /** What the address is to the entry; the last two are addresses that do not count where they stand (S-11.2). */
  kind: 'subdomain' | 'parent-domain' | 'look-alike' | 'envelope-only' | 'display-name-only';
}
