// What an edit comes to: another policy with the record of what changed, or the reasons why not.

import type { PolicyChange } from '../change/policy-change.js';
import type { Diagnostic, DiagnosticCode } from '../model/diagnostic.js';
import type { Policy } from '../model/policy.js';

/**
 * What every edit returns. The policy that was given is left as it is. An edit that changes nothing is no error: its change is empty, and its policy is
 * the one that was given.
 */
export type EditResult =
  | {
      /** The edit was made, or there was nothing to change. */
      ok: true;
      /** The edited policy, as `parsePolicy` would make it of its document (S-15.2). */
      policy: Policy;
      /** From the policy that was given to this one: `auditRecord` makes a record of it. */
      change: PolicyChange;
      /** Of what was given, and of the policy as it is now: what `parsePolicy` would say of its document. */
      warnings: Diagnostic[];
    }
  /** Errors first. Each has one of {@link EditIssueCode}, and a path into the document as it would have become. */
  | { ok: false; issues: Diagnostic[] };

/** An edit with its arguments, to be made on whatever policy it is given. */
export type Edit = (policy: Policy) => EditResult;

/** Every code that an issue of an edit can have: those of a policy document, and those of names that the edit was given. */
export type EditIssueCode = DiagnosticCode | 'duplicate-list' | 'duplicate-route' | 'unknown-entry' | 'unknown-setting' | 'unknown-user';

/** What is to be said of an edit before it is tried: an error refuses it, warnings are handed on. */
export type Remarks = readonly Diagnostic[];

export const noRemarks: Remarks = [];

export function refusal(code: EditIssueCode, path: readonly (string | number)[], message: string): Remarks {
  return [{ severity: 'error', code, path: [...path], message }];
}
