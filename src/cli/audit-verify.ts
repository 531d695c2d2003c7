// `audit verify LOG`: whether a log is whole.

import { isContentHash } from '../audit/content-hash.js';
import { parseAuditLog } from '../audit/parse-audit-log.js';
import { auditLine, lineHash } from '../audit/record-line.js';
import { verifyAuditLog } from '../audit/verify-audit-log.js';
import { placeOfLog } from './audit-file.js';
import { auditFindingsText, hasErrors } from './audit-findings.js';
import { keptHead } from './audit-head.js';
import { painterFor } from './colour.js';
import { engineFromFile } from './engine-from-file.js';
import { UsageError } from './failure.js';
import { bytesOf, STANDARD_INPUT, STANDARD_INPUT_NAME } from './input-bytes.js';
import type { ExitCode, Io } from './io.js';
import { commonOptions, readCommandLine } from './options.js';
import { count } from './table.js';
import { terminalText } from './terminal-text.js';

const options = { ...commonOptions, head: { type: 'string' }, policy: { type: 'string' } } as const;

export async function verifyLogFile(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, operands } = readCommandLine(args, options);
  const [log, ...more] = operands;
  if (log === undefined || more.length > 0) throw new UsageError('name one log');
  if (log === STANDARD_INPUT && values.policy === STANDARD_INPUT) throw new UsageError('the log or the policy can come from standard input, not both');
  const head = await headsOf(log, values.head);
  const policy = values.policy === undefined ? null : (await engineFromFile(values.policy, io, values, 'default')).policy;
  const bytes = await bytesOf(log, io);
  const findings = verifyAuditLog(bytes, { head, ...(policy !== null && { policy }) });
  const { records } = parseAuditLog(bytes);
  const last = records.at(-1);
  const file = log === STANDARD_INPUT ? STANDARD_INPUT_NAME : log;
  const ok = !hasErrors(findings);
  const end = last === undefined ? null : lineHash(auditLine(last));
  if (values.json === true) {
    await io.stdout.write(`${JSON.stringify({ file, ok, records: records.length, head: end, policy: last?.policyAfter ?? null, findings })}\n`);
    return ok ? 0 : 1;
  }
  const paint = painterFor(io.stdout, io.environment, values);
  const words = `${count(records.length)} ${records.length === 1 ? 'record' : 'records'}`;
  const whole = `${paint.green(`${words}, whole`)}\n${end === null ? '' : `head ${end}\n`}${head.length === 0 && policy === null ? UNHELD : ''}`;
  const summary = `${terminalText(file)}: ${ok ? whole : `${paint.red('not whole')}\n`}`;
  await io.stdout.write(auditFindingsText(file, findings, paint) + summary);
  return ok ? 0 : 1;
}

/** Nothing in a log holds its end (S-16.3), so `whole` would promise too much. */
const UNHELD = 'nothing was given or kept that holds its end: lines that were cut off there are not missed; give --head or --policy\n';

/** A head that was kept elsewhere may be older than the one beside the log, which holds the lines since. */
async function headsOf(log: string, given: string | undefined): Promise<string[]> {
  if (given !== undefined && !isContentHash(given)) throw new UsageError(`\`${given}\` is no hash; write --head sha256: and 64 hexadecimal digits, as append printed them`);
  const beside = log === STANDARD_INPUT ? null : await keptHead(await placeOfLog(log));
  return [given, beside].filter((head) => typeof head === 'string');
}
