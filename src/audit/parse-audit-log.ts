// The records of an audit log, and every line that is none.

import type { AuditFinding } from './audit-finding.js';
import { logLines } from './log-lines.js';
import type { AuditLogSource } from './log-lines.js';
import type { AuditRecord } from './record-line.js';

/** What a log says. Whether its records hold each other is for {@link verifyAuditLog} to tell. */
export interface AuditLog {
  /** In the order of the log. */
  readonly records: readonly AuditRecord[];
  /** One for each line that is no record. */
  readonly findings: readonly AuditFinding[];
}

/**
 * Reads an audit log. A line that cannot be read is a finding with its place and keeps no other from being read: no line is dropped in silence.
 *
 * @param log - the text of the log, the bytes of its file, or its lines without their line breaks
 * @throws TypeError for anything else
 * @example const { records, findings } = parseAuditLog(readFileSync('policy.audit'));
 * @see clause S-16.4
 */
export function parseAuditLog(log: AuditLogSource): AuditLog {
  const lines = logLines(log);
  return {
    records: lines.flatMap(({ record }) => (record === null ? [] : [record])),
    findings: lines.flatMap(({ flaw }) => (flaw === null ? [] : [flaw])),
  };
}
