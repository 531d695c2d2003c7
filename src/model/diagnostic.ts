// What can be wrong with a policy document, as data (S-1.2, S-1.5).

/** Every code a policy diagnostic can have. Codes are stable: tools may match on them. */
export type DiagnosticCode =
  | 'contradictory-requirement'
  | 'duplicate-entry'
  | 'duplicate-id'
  | 'duplicate-path'
  | 'duplicate-user'
  | 'duplicate-value'
  | 'empty-list'
  | 'invalid-entry'
  | 'invalid-path'
  | 'invalid-value'
  | 'list-required'
  | 'locked-setting'
  | 'missing-parent'
  | 'not-inherited'
  | 'not-plain-json'
  | 'pointless-setting'
  | 'unknown-key'
  | 'unknown-list'
  | 'unknown-org-unit'
  | 'unknown-route'
  | 'unused-list'
  | 'unused-requirement'
  | 'unused-route';

/** One problem of a policy document. */
export interface Diagnostic {
  /** An error keeps the policy from compiling; a warning is harmless but pointless (S-1.6). */
  severity: 'error' | 'warning';
  /** One of {@link DiagnosticCode}: kebab-case, stable. */
  code: string;
  /** Keys and indexes from the top of the document to the place. */
  path: (string | number)[];
  /** What is wrong and what to change, in one sentence. */
  message: string;
}

/**
 * Thrown by `compilePolicy` for a policy that is not valid. `issues` lists every problem.
 * @see clause S-1.2
 */
export class PolicyError extends Error {
  /** Every problem, as `parsePolicy` reports it; the message of the error shows the first 20. */
  readonly issues: readonly Diagnostic[];

  constructor(issues: readonly Diagnostic[]) {
    super(`the policy is not valid:\n${issues.slice(0, MAX_DESCRIBED).map(describe).join('\n')}${more(issues.length - MAX_DESCRIBED)}`);
    this.name = 'PolicyError';
    this.issues = issues;
  }
}

/** A message has to be readable; `issues` has them all. */
const MAX_DESCRIBED = 20;

function more(count: number): string {
  return count > 0 ? `\n  and ${count} more; see \`issues\`` : '';
}

function describe(issue: Diagnostic): string {
  return `  ${issue.severity} ${issue.code} at ${pathText(issue.path)}: ${issue.message}`;
}

/** A path as it would be written in code: `orgUnits[0].settings[1].id`. */
export function pathText(path: readonly (string | number)[]): string {
  if (path.length === 0) return 'the top of the document';
  return path.map((key, index) => segment(key, index === 0)).join('');
}

function segment(key: string | number, first: boolean): string {
  if (typeof key === 'number') return `[${key}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `[${JSON.stringify(key)}]`;
  return first ? key : `.${key}`;
}
