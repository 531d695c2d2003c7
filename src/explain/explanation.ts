// An explanation: for every setting in view and every recipient, applied or the reason why not (S-11.2).

import type { Decision } from '../model/decision.js';

/** A decision, and for every recipient and every setting in view why it applied or did not (S-11.2). */
export interface Explanation {
  readonly decision: Decision;
  readonly recipients: readonly RecipientExplanation[];
}

/** The settings in view for one recipient. */
export interface RecipientExplanation {
  recipient: string;
  orgUnit: string;
  settings: readonly SettingExplanation[];
}

/** Whether a setting applied to a recipient, and why, or why not. */
export interface SettingExplanation {
  setting: string;
  /** Where the setting is defined. */
  orgUnit: string;
  enabled: boolean;
  mode: 'enforce' | 'testing';
  /** Enabled, enforced, and neither disabled nor overridden here. */
  inForce: boolean;
  /** It matched; a testing setting too. */
  applied: boolean;
  reason: Reason;
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
  entry: string;
  address: string;
  kind: 'subdomain' | 'parent-domain' | 'look-alike' | 'envelope-only' | 'display-name-only';
}
