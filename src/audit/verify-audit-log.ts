// Whether an audit log is what was written: every line a record, each holding the one before, and the end where it should be.

import type { Policy } from '../model/policy.js';
import { describeValue } from '../model/quotation.js';
import { auditError, auditWarning } from './audit-finding.js';
import type { AuditFinding } from './audit-finding.js';
import { checkKeys } from './caller-options.js';
import { followChain } from './chain.js';
import type { Chain } from './chain.js';
import { isContentHash } from './content-hash.js';
import type { ContentHash } from './content-hash.js';
import { logLines } from './log-lines.js';
import type { AuditLogSource, LogLine } from './log-lines.js';
import { policyHash } from './policy-hash.js';

/** What the end of a log is compared with: nothing in the log itself holds it. */
export interface VerifyOptions {
  /** The hash of a line that was the last one once ({@link lineHash}) and was kept elsewhere, or several: the log must still hold each of these lines. */
  readonly head?: string | readonly string[];
  /** The policy in force, or its hash: the log must end with it. */
  readonly policy?: Policy | string;
}

/**
 * Finds what was done to a log after it was written: lines that were changed, removed, repeated or put in another order, changes of the policy without
 * a record, clocks that ran backwards. Lines hold each other by their hashes, but nothing in a log holds its end: to find that the last lines were cut
 * off, or changed, give the head that was kept elsewhere, or the policy in force.
 *
 * @param log - the text of the log, the bytes of its file, or its lines without their line breaks
 * @param options - what the log is compared with: heads that were kept, and the policy in force; left out: it is checked in itself alone
 * @returns what was found, by line; a log without errors is whole
 * @throws TypeError for what is no log or no policy, and for an option that is not known
 * @throws RangeError for a hash that is none
 * @example const errors = verifyAuditLog(text, { policy }).filter(({ severity }) => severity === 'error');
 * @see clauses S-16.3, S-16.4
 */
export function verifyAuditLog(log: AuditLogSource, options: VerifyOptions = {}): readonly AuditFinding[] {
  checkKeys(options, OPTIONS, 'verifyAuditLog');
  const { head = [], policy } = options;
  const keptHeads = new Set([head].flat().map((one) => readHash(one, 'head')));
  const inForce = policy === undefined ? null : typeof policy === 'string' ? readHash(policy, 'policy') : policyHash(policy);
  const lines = logLines(log);
  const chain = followChain(lines);
  return [
    ...chain.findings,
    ...[...keptHeads].flatMap((keptHead) => headFindings(lines, chain, keptHead)),
    ...(inForce === null ? [] : policyFindings(lines, inForce)),
  ];
}

const OPTIONS: readonly string[] = ['head', 'policy'];

function readHash(value: string, name: string): ContentHash {
  if (isContentHash(value)) return value;
  throw new RangeError(`${name} is ${describeValue(value)}; a hash is written \`sha256:\` and 64 hexadecimal digits in lower case`);
}

function headFindings(lines: readonly LogLine[], { lineOf }: Chain, head: ContentHash): AuditFinding[] {
  const found = lineOf.get(head);
  const last = lines.at(-1)?.line ?? 0;
  const removed = `no line has the hash ${head} that was kept as head: the last records were removed or changed, or the log was written anew`;
  if (found === undefined) return [auditError('head-not-found', last + 1, 1, removed)];
  if (found === last) return [];
  const more = last - found === 1 ? '1 line follows' : `${last - found} lines follow`;
  return [auditWarning('records-after-head', found + 1, 1, `${more} the one whose hash was given as head: the log has grown since`)];
}

function policyFindings(lines: readonly LogLine[], policy: ContentHash): AuditFinding[] {
  const last = lines.at(-1);
  const end = last === undefined ? null : last.record;
  // A last line that cannot be read was told of.
  if ((last !== undefined && end === null) || end?.policyAfter === policy) return [];
  const ends = end === null ? 'the log is empty' : `the log ends with ${end.policyAfter}`;
  const message = `${ends}, and the policy in force is ${policy}: ${hintOf(lines, policy)}`;
  return [auditError('other-policy', (last?.line ?? 0) + 1, 1, message)];
}

function hintOf(lines: readonly LogLine[], policy: ContentHash): string {
  const earlier = [...lines].reverse().find(({ record }) => record?.policyAfter === policy)?.record;
  if (earlier === undefined || earlier === null) return 'the last records are missing, or the policy was changed without a record';
  return `that is the policy of record ${earlier.sequence}, so an older one is in force, or it was put back without a record`;
}
