// What is wrong with an audit log, as findings at their places in its file.

import type { AuditFinding } from '../audit/audit-finding.js';
import type { Painter } from './colour.js';
import { findingText } from './finding-text.js';

export function auditFindingsText(file: string, findings: readonly AuditFinding[], paint: Painter): string {
  return findings.map((finding) => findingText({ ...finding, file, path: [] }, paint)).join('');
}

export function hasErrors(findings: readonly AuditFinding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
