// `audit show LOG`: the records of a log for people, by org unit, setting, actor and time.

import { parseAuditLog } from '../audit/parse-audit-log.js';
import { auditLine } from '../audit/record-line.js';
import { renderAuditLog } from '../audit/render-audit-log.js';
import { selectRecords } from '../audit/select-records.js';
import type { AuditFilter } from '../audit/select-records.js';
import { LATEST, parseInstant } from '../model/instant.js';
import { readOrgUnitPath } from '../policy/org-unit-path.js';
import { auditFindingsText } from './audit-findings.js';
import { painterFor } from './colour.js';
import { UsageError } from './failure.js';
import { bytesOf, STANDARD_INPUT, STANDARD_INPUT_NAME } from './input-bytes.js';
import type { ExitCode, Io } from './io.js';
import { commonOptions, readCommandLine } from './options.js';
import { terminalLines, terminalText } from './terminal-text.js';

const options = {
  ...commonOptions,
  'org-unit': { type: 'string' },
  setting: { type: 'string' },
  actor: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
} as const;

type Values = ReturnType<typeof readCommandLine<typeof options>>['values'];

export async function showAuditLog(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, operands } = readCommandLine(args, options);
  const [log, ...more] = operands;
  if (log === undefined || more.length > 0) throw new UsageError('name one log');
  const filter = filterOf(values);
  const file = log === STANDARD_INPUT ? STANDARD_INPUT_NAME : log;
  const { records, findings } = parseAuditLog(await bytesOf(log, io));
  await io.stderr.write(auditFindingsText(file, findings, painterFor(io.stderr, io.environment, values)));
  if (values.json === true) {
    for (const { record } of selectRecords(records, filter)) await io.stdout.write(`${auditLine(record)}\n`);
  } else {
    const text = terminalLines(renderAuditLog(records, filter));
    await io.stdout.write(text === '' ? `${terminalText(file)}: no records${Object.keys(filter).length === 0 ? '' : ' that fit'}\n` : text);
  }
  return findings.length === 0 ? 0 : 1;
}

function filterOf({ 'org-unit': orgUnit, setting, actor, since, until }: Values): AuditFilter {
  return {
    ...(orgUnit !== undefined && { orgUnit: pathOf(orgUnit) }),
    ...(setting !== undefined && { setting }),
    ...(actor !== undefined && { actor }),
    ...(since !== undefined && { from: momentOf(since, '--since', 0) }),
    ...(until !== undefined && { to: momentOf(until, '--until', DAY) }),
  };
}

function pathOf(text: string): string {
  const reading = readOrgUnitPath(text);
  if (!reading.ok) throw new UsageError(reading.message);
  return reading.path;
}

const DAY = 86_400_000;

/** @param ofDay - how far into the day that a date stands for */
function momentOf(text: string, option: string, ofDay: number): number {
  const day = parseInstant(`${text}T00:00:00Z`);
  const instant = day === null ? parseInstant(text) : Math.min(day + ofDay, LATEST);
  if (instant === null) throw new UsageError(`\`${text}\` is no time; write ${option}=2026-11-25 or ${option}=2026-11-25T09:30:00Z`);
  return instant;
}
