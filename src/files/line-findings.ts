// What is wrong with the lines of one file: the first of each severity, and how many there are. A file of something else altogether has millions of
// bad lines, which nobody reads.

import type { Finding } from './finding.js';

type Severity = Finding['severity'];

const MOST = 1000;

export class LineFindings {
  private readonly findings: Finding[] = [];
  private readonly counts: Record<Severity, number> = { error: 0, warning: 0 };
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  add(line: number, column: number, severity: Severity, code: string, message: string): void {
    this.counts[severity]++;
    if (this.counts[severity] <= MOST) this.findings.push(this.finding(line, column, severity, code, message));
  }

  /** All, with an error that ends the reading. */
  stop(line: number, code: string, message: string): Finding[] {
    return [...this.all(), this.finding(line, 1, 'error', code, message)];
  }

  all(): Finding[] {
    return [...this.findings, ...this.untold('error'), ...this.untold('warning')];
  }

  private untold(severity: Severity): Finding[] {
    const more = this.counts[severity] - MOST;
    const last = this.findings.filter((finding) => finding.severity === severity).at(-1);
    if (more <= 0 || last === undefined) return [];
    return [this.finding(last.line, last.column, severity, 'more-findings', `after this line the file has ${more} more of severity ${severity}; mend those above first`)];
  }

  private finding(line: number, column: number, severity: Severity, code: string, message: string): Finding {
    return { file: this.file, severity, code, path: [], message, line, column };
  }
}
