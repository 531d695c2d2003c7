// What lint says of a policy: the shapes of findings, and what they are about (S-14.1).

import type { DiagnosticCode } from '../model/diagnostic.js';
import type { LintCode, LintSeverity } from './lint-rules.js';

/** One thing about a policy that is dangerous or pointless. Plain data. */
export interface LintFinding {
  /** Of its rule, as the options set it. */
  readonly severity: LintSeverity;
  /** Stable: tools may match on it. What `parsePolicy` reports comes under its own codes. */
  readonly code: LintCode | DiagnosticCode;
  /** Keys and indexes from the top of the document that was given; for a parsed policy, of its canonical document. */
  readonly path: readonly (string | number)[];
  /** What is so, and why it matters. Of an entry in pasted text it begins with line and column there. */
  readonly message: string;
  /** What to do about it; null where the message says it, as those of `parsePolicy` do. */
  readonly fix: string | null;
  /** What it is about, by name; null for what `parsePolicy` reports. */
  readonly subject: LintSubject | null;
}

/** The part of a policy that a finding is about, by canonical names, wherever it stands in the document. */
export type LintSubject =
  | { readonly kind: 'entry'; readonly addressList: string; readonly entry: string }
  | { readonly kind: 'org-unit'; readonly orgUnit: string }
  /** `keys` lead from the setting to the part of it that matters. */
  | { readonly kind: 'setting'; readonly orgUnit: string; readonly setting: string; readonly keys: readonly string[] }
  /** An id in the `disable` of an org unit. */
  | { readonly kind: 'disabled-setting'; readonly orgUnit: string; readonly setting: string }
  | { readonly kind: 'route'; readonly route: string; readonly keys: readonly string[] }
  | { readonly kind: 'user'; readonly user: string }
  /** A key at the top of the document. */
  | { readonly kind: 'option'; readonly option: string };
