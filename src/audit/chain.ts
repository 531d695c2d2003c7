// Whether the records of a log hold each other: each follows the one before by its number, the hash of its line and its policy.

import { auditError, auditWarning } from './audit-finding.js';
import type { AuditFinding } from './audit-finding.js';
import type { ContentHash } from './content-hash.js';
import type { LogLine } from './log-lines.js';
import { lineHash } from './record-line.js';
import type { AuditRecord } from './record-line.js';

export interface Chain {
  /** By line; what is wrong with a line itself included. */
  readonly findings: readonly AuditFinding[];
  /** The first record with each hash. */
  readonly lineOf: ReadonlyMap<ContentHash, number>;
}

export function followChain(lines: readonly LogLine[]): Chain {
  const follower = new ChainFollower(lines);
  for (const line of lines) follower.add(line);
  return follower;
}

/** A record that stands where it should. */
interface Link {
  readonly line: number;
  readonly hash: ContentHash;
  readonly record: AuditRecord;
}

class ChainFollower implements Chain {
  readonly findings: AuditFinding[] = [];
  readonly lineOf = new Map<ContentHash, number>();
  /** The last record in order: what was repeated or moved does not count. */
  private last: Link | null = null;
  /** Lines since then that cannot be read: what they were was told of, and each may have been a record. */
  private unreadable = 0;
  private readonly sequences: ReadonlySet<number>;

  constructor(lines: readonly LogLine[]) {
    this.sequences = new Set(lines.map(({ record }) => record?.sequence ?? 0));
  }

  add({ line, text, record, flaw }: LogLine): void {
    if (record === null) {
      this.findings.push(flaw);
      this.unreadable++;
      return;
    }
    const hash = lineHash(text);
    const twin = this.lineOf.get(hash);
    if (twin !== undefined) {
      this.findings.push(auditError('duplicate-record', line, 1, `this line is line ${twin} again; remove the repetition`));
      return;
    }
    this.lineOf.set(hash, line);
    this.follow({ line, hash, record });
  }

  private follow(link: Link): void {
    const { line, record } = link;
    const next = (this.last?.record.sequence ?? 0) + 1;
    if (record.sequence < next) {
      const words = `record ${record.sequence} stands after record ${next - 1}: lines were moved or inserted`;
      this.findings.push(auditError('out-of-order', line, 1, words));
      return;
    }
    if (record.sequence === next && this.last !== null) this.findings.push(...linkFindings(this.last, link));
    if (record.sequence > next + this.unreadable) this.findings.push(...this.missing(next, record.sequence - 1, line));
    this.last = link;
    this.unreadable = 0;
  }

  /** Records that stand somewhere else are not missing: there they are out of order. */
  private missing(first: number, last: number, line: number): AuditFinding[] {
    let sequence = first;
    while (sequence <= last && this.sequences.has(sequence)) sequence++;
    if (sequence > last) return [];
    const words = first === last ? `record ${first} is` : `records from ${first} to ${last} are`;
    return [auditError('missing-record', line, 1, `${words} missing before record ${last + 1}: lines were removed`)];
  }
}

function linkFindings(before: Link, { line, record }: Link): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const pair = `record ${before.record.sequence}`;
  if (record.previous !== before.hash) {
    const words = `${pair} is not the one that record ${record.sequence} was written after: one of them was changed or replaced`;
    findings.push(auditError('tampered-record', before.line, 1, words));
  }
  if (record.policyBefore !== before.record.policyAfter) {
    const words = `record ${record.sequence} begins with ${record.policyBefore ?? 'no policy'}, and ${pair} ends with ${before.record.policyAfter}`;
    findings.push(auditError('policy-gap', line, 1, `${words}: the policy was changed without a record`));
  }
  if (record.at < before.record.at) {
    const words = `record ${record.sequence} is of ${record.at}, and ${pair} of ${before.record.at}: a clock was wrong`;
    findings.push(auditWarning('time-backwards', line, 1, words));
  }
  return findings;
}
