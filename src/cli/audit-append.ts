// `audit append LOG OLD NEW`: one more line at the end of a log.

import { auditRecord } from '../audit/audit-record.js';
import type { AuditContext } from '../audit/audit-record.js';
import { parseAuditLog } from '../audit/parse-audit-log.js';
import { policyHash } from '../audit/policy-hash.js';
import { auditLine, lineHash } from '../audit/record-line.js';
import type { AuditRecord } from '../audit/record-line.js';
import { verifyAuditLog } from '../audit/verify-audit-log.js';
import { diffPolicies } from '../diff/diff-policies.js';
import type { Policy } from '../model/policy.js';
import { auditFindingsText, hasErrors } from './audit-findings.js';
import { withAuditFile } from './audit-file.js';
import type { AuditFile } from './audit-file.js';
import { keepHead, keptHead } from './audit-head.js';
import { painterFor } from './colour.js';
import { engineFromFile } from './engine-from-file.js';
import { UsageError } from './failure.js';
import { STANDARD_INPUT } from './input-bytes.js';
import type { ExitCode, Io } from './io.js';
import { commonOptions, readCommandLine } from './options.js';
import { count } from './table.js';
import { terminalText } from './terminal-text.js';

const options = { ...commonOptions, actor: { type: 'string' }, reason: { type: 'string' }, at: { type: 'string' } } as const;

type Values = ReturnType<typeof readCommandLine<typeof options>>['values'];

export async function appendToAuditLog(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, operands } = readCommandLine(args, options);
  const { log, older, newer } = readOperands(operands);
  const { actor, reason } = values;
  if (actor === undefined) throw new UsageError('say who made the change: --actor WHO');
  if (reason === undefined) throw new UsageError('say why: --reason WHY');
  const before = older === null ? null : (await engineFromFile(older, io, values, 'default')).policy;
  const after = (await engineFromFile(newer, io, values, 'default')).policy;
  const context = { actor, reason, at: values.at ?? Date.now() };
  return withAuditFile(log, (file) => append({ log, file, before, after, context, values }, io));
}

function readOperands(operands: readonly string[]): { log: string; older: string | null; newer: string } {
  const [log, first, second, ...more] = operands;
  if (log === undefined || first === undefined || more.length > 0) throw new UsageError('name the log, the policy before, if there was one, and the policy after: LOG [OLD] NEW');
  if (log === STANDARD_INPUT) throw new UsageError('name the file of the log; nothing can be appended to standard input');
  if (first === STANDARD_INPUT && second === STANDARD_INPUT) throw new UsageError('one policy alone can come from standard input');
  return second === undefined ? { log, older: null, newer: first } : { log, older: first, newer: second };
}

interface Appending {
  readonly log: string;
  readonly file: AuditFile;
  readonly before: Policy | null;
  readonly after: Policy;
  readonly context: Omit<AuditContext, 'previous'>;
  readonly values: Values;
}

async function append({ log, file, before, after, context, values }: Appending, io: Io): Promise<ExitCode> {
  const previous = parseAuditLog(file.bytes).records.at(-1) ?? null;
  const head = await keptHead(file.place);
  // A new log begins with whatever policy there was.
  const policy = previous === null || before === null ? null : policyHash(before);
  const findings = verifyAuditLog(file.bytes, { ...(head !== null && { head }), ...(policy !== null && { policy }) });
  if (hasErrors(findings)) {
    await io.stderr.write(auditFindingsText(log, findings, painterFor(io.stderr, io.environment, values)));
    await io.stderr.write(`smtp-tls-policy audit append: ${terminalText(log)}: nothing was recorded, for the log and the change do not fit; see above\n`);
    return 1;
  }
  if (previous !== null && before === null) throw new UsageError(`${log} has records already; name the policy before the change, too: LOG OLD NEW`);
  const record = recordOf(before, after, { ...context, previous });
  const paint = painterFor(io.stdout, io.environment, values);
  if (before !== null && record.changes.length === 0) {
    await io.stdout.write(values.json === true ? `${JSON.stringify({ file: log, sequence: null, head: record.previous })}\n` : `${terminalText(log)}: the policies are equal, so there is nothing to record\n`);
    return 0;
  }
  const line = auditLine(record);
  const newHead = lineHash(line);
  await file.append(line);
  await keepHead(file.place, newHead);
  const words = `${terminalText(log)}: record ${record.sequence}, ${count(record.changes.length)} ${record.changes.length === 1 ? 'change' : 'changes'}`;
  await io.stdout.write(values.json === true ? `${JSON.stringify({ file: log, sequence: record.sequence, head: newHead })}\n` : `${paint.green(words)}\nhead ${newHead}\n`);
  if (previous !== null && record.at < previous.at) await io.stderr.write(`smtp-tls-policy audit append: warning: the record before is of ${previous.at}, later than ${record.at}\n`);
  return 0;
}

/** The words of the command line are checked where a record is made. */
function recordOf(before: Policy | null, after: Policy, context: AuditContext): AuditRecord {
  try {
    return auditRecord(before === null ? { before, after } : diffPolicies(before, after), context);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}
