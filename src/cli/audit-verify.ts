// `audit verify LOG`: whether a log is whole.

import { auditLine, lineHash } from '../audit/audit-record.js';
import { isContentHash } from '../audit/content-hash.js';
import { parseAuditLog } from '../audit/parse-audit-log.js';
import { verifyAuditLog } from '../audit/verify-audit-log.js';
import type { VerifyOptions } from '../audit/verify-audit-log.js';
import { auditFindingsText, hasErrors } from './audit-findings.js';
import { keptHead } from './audit-head.js';
import { painterFor } from './colour.js';
import type { ColourFlags } from './colour.js';
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
  const kept = values.head ?? (log === STANDARD_INPUT ? null : await keptHead(log)) ?? undefined;
  const end = await endOf(kept, values.policy, values, io);
  const bytes = await bytesOf(log, io);
  const findings = verifyAuditLog(bytes, end);
  const { records } = parseAuditLog(bytes);
  const last = records.at(-1);
  const file = log === STANDARD_INPUT ? STANDARD_INPUT_NAME : log;
  const ok = !hasErrors(findings);
  const head = last === undefined ? null : lineHash(auditLine(last));
  if (values.json === true) {
    await io.stdout.write(`${JSON.stringify({ file, ok, records: records.length, head, policy: last?.policyAfter ?? null, findings })}\n`);
    return ok ? 0 : 1;
  }
  const paint = painterFor(io.stdout, io.environment, values);
  const words = `${count(records.length)} ${records.length === 1 ? 'record' : 'records'}`;
  const summary = ok ? `${terminalText(file)}: ${paint.green(`${words}, whole`)}\n${head === null ? '' : `head ${head}\n`}` : `${terminalText(file)}: ${paint.red('not whole')}\n`;
  await io.stdout.write(auditFindingsText(file, findings, paint) + summary);
  return ok ? 0 : 1;
}

async function endOf(head: string | undefined, policy: string | undefined, colour: ColourFlags, io: Io): Promise<VerifyOptions> {
  if (head !== undefined && !isContentHash(head)) throw new UsageError(`\`${head}\` is no hash; write --head sha256: and 64 hexadecimal digits, as append printed them`);
  return { ...(head !== undefined && { head }), ...(policy !== undefined && { policy: (await engineFromFile(policy, io, colour, 'default')).policy }) };
}
