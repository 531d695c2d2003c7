// Findings as compilers write them, one a line: `file:line:column: error code: message`.

import type { CheckFinding } from './check-findings.js';
import type { Painter } from './colour.js';
import type { LintSeverity } from '../lint/lint-rules.js';
import { count } from './table.js';
import { terminalText } from './terminal-text.js';

export function findingText(finding: CheckFinding, paint: Painter): string {
  const { file, line, column, severity, code, message, fix } = finding;
  const text = fix === undefined || fix === null ? message : `${message}; ${fix}`;
  return `${paint.bold(`${terminalText(file)}:${line}:${column}:`)} ${label(severity, paint)} ${code}: ${terminalText(text)}\n`;
}

function label(severity: LintSeverity, paint: Painter): string {
  switch (severity) {
    case 'error':
      return paint.red(severity);
    case 'warning':
      return paint.yellow(severity);
    case 'note':
      return paint.dim(severity);
  }
}

/** Notes are counted where there are any. */
export function findingsSummary(file: string, findings: readonly CheckFinding[], paint: Painter): string {
  if (findings.length === 0) return `${terminalText(file)}: ${paint.green('no problems')}\n`;
  const [errors, warnings, notes] = (['error', 'warning', 'note'] as const).map((wanted) => findings.filter(({ severity }) => severity === wanted).length) as [number, number, number];
  const summary = `${amount(errors, 'error')}, ${amount(warnings, 'warning')}${notes > 0 ? `, ${amount(notes, 'note')}` : ''}`;
  return `${terminalText(file)}: ${errors > 0 ? paint.red(summary) : paint.yellow(summary)}\n`;
}

function amount(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}
