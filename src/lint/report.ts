// Where rules put what they find: with its severity, and not more of one code than a reader can use.

import type { CheckedOptions } from './lint-options.js';
import type { LintSubject } from './lint-finding.js';
import type { LintCode, LintSeverity } from './lint-rules.js';

/** A finding that has no place in a document yet. */
export interface Found {
  readonly severity: LintSeverity;
  readonly code: LintCode;
  readonly subject: LintSubject;
  readonly message: string;
  readonly fix: string;
}

export class Report {
  readonly found: Found[] = [];
  readonly #counts = new Map<LintCode, number>();
  readonly #severityOf: CheckedOptions['severityOf'];
  readonly #severityOfRest: CheckedOptions['severityOfRest'];
  readonly #limit: number;

  constructor({ severityOf, severityOfRest, limit }: Pick<CheckedOptions, 'severityOf' | 'severityOfRest' | 'limit'>) {
    this.#severityOf = severityOf;
    this.#severityOfRest = severityOfRest;
    this.#limit = limit;
  }

  /** Whether findings of the code are still wanted: a rule need not look for others. */
  wants(code: LintCode): boolean {
    return this.#severityOf(code) !== 'off' && (this.#counts.get(code) ?? 0) <= this.#limit;
  }

  add(code: LintCode, subject: LintSubject, message: string, fix: string): void {
    const severity = this.#severityOf(code);
    if (severity === 'off') return;
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count <= this.#limit) this.found.push({ severity, code, subject, message, fix });
    else if (count === this.#limit + 1) this.#addMore(code, severity, subject);
  }

  #addMore(code: LintCode, severityOfCode: LintSeverity, subject: LintSubject): void {
    const severity = this.#severityOfRest ?? severityOfCode;
    if (severity === 'off') return;
    const message = `there are more than ${this.#limit} findings of \`${code}\`, and the rest is left out`;
    this.found.push({ severity, code: 'more-findings', subject, message, fix: 'mend those that are listed, and check again' });
  }
}
