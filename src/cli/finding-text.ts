// Findings as compilers write them, one a line: `file:line:column: error code: message`.

import type { Painter } from './colour.js';
import type { Finding } from '../files/finding.js';
import type { PolicyFile } from '../files/policy-file.js';
import { count } from './table.js';
import { terminalText } from './terminal-text.js';

export function findingText(finding: Finding, paint: Painter): string {
  const { file, line, column, severity, code, message } = finding;
  const label = severity === 'error' ? paint.red('error') : paint.yellow('warning');
  return `${paint.bold(`${terminalText(file)}:${line}:${column}:`)} ${label} ${code}: ${terminalText(message)}\n`;
}

export function findingsSummary({ file, findings }: PolicyFile, paint: Painter): string {
  if (findings.length === 0) return `${terminalText(file)}: ${paint.green('no problems')}\n`;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const summary = `${amount(errors, 'error')}, ${amount(findings.length - errors, 'warning')}`;
  return `${terminalText(file)}: ${errors > 0 ? paint.red(summary) : paint.yellow(summary)}\n`;
}

function amount(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}
