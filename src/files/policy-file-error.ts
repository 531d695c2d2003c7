// A policy file that is not valid, for those who cannot go on without a policy.

import type { Finding } from './finding.js';

/** The message has the errors, each at its place; `findings` has them all, and the warnings. */
export class PolicyFileError extends Error {
  /** Every problem and where it is; the message of the error shows the first errors. */
  readonly findings: readonly Finding[];

  constructor(file: string, findings: readonly Finding[]) {
    const errors = findings.filter(({ severity }) => severity === 'error');
    super(`${file}: the policy is not valid:\n${errors.slice(0, MAX_DESCRIBED).map(describe).join('\n')}${more(errors.length - MAX_DESCRIBED)}`);
    this.name = 'PolicyFileError';
    this.findings = findings;
  }
}

/** A message has to be readable. */
const MAX_DESCRIBED = 20;

function describe({ file, line, column, code, message }: Finding): string {
  return `  ${file}:${line}:${column}: ${code}: ${message}`;
}

function more(count: number): string {
  return count > 0 ? `\n  and ${count} more; see \`findings\`` : '';
}
