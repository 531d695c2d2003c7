// What is wrong with an audit log, and where.

/** Codes are stable: tools may match on them. */
export type AuditFindingCode =
  | 'encoding'
  | 'blank-line'
  | 'syntax'
  | 'truncated-line'
  | 'unknown-version'
  | 'invalid-record'
  | 'not-canonical'
  | 'tampered-record'
  | 'missing-record'
  | 'duplicate-record'
  | 'out-of-order'
  | 'policy-gap'
  | 'time-backwards'
  | 'records-after-head'
  | 'head-not-found'
  | 'other-policy';

/** One thing that is wrong with an audit log, and where (S-16). */
export interface AuditFinding {
  /** A warning may be innocent: a clock that was set back, a log that has grown since its head was kept. */
  readonly severity: 'error' | 'warning';
  /** What was found. Stable: tools may match on it. */
  readonly code: AuditFindingCode;
  /** From 1. What is missing is told at the line that follows, or at the end. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** What is wrong and what to do, in a sentence. */
  readonly message: string;
}

export function auditError(code: AuditFindingCode, line: number, column: number, message: string): AuditFinding {
  return { severity: 'error', code, line, column, message };
}

export function auditWarning(code: AuditFindingCode, line: number, column: number, message: string): AuditFinding {
  return { severity: 'warning', code, line, column, message };
}
