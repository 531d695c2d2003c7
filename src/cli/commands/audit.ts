// `audit append|verify|show LOG`: the log of who changed a policy, when, why and how.

import { appendToAuditLog } from '../audit-append.js';
import { auditHelp } from '../audit-help.js';
import { showAuditLog } from '../audit-show.js';
import { verifyLogFile } from '../audit-verify.js';
import { UsageError } from '../failure.js';
import type { ExitCode, Io } from '../io.js';
import type { Command } from './command.js';

export const audit: Command = {
  name: 'audit',
  summary: 'keep, verify and show a log of who changed a policy and why',
  help: auditHelp,
  run: runAudit,
};

const ACTIONS: Readonly<Record<string, Command['run']>> = { append: appendToAuditLog, verify: verifyLogFile, show: showAuditLog };

async function runAudit([name, ...args]: readonly string[], io: Io): Promise<ExitCode> {
  const action = name !== undefined && Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) throw new UsageError(`say what to do with the log: ${Object.keys(ACTIONS).join(', ')}${name === undefined ? '' : `; \`${name}\` is none of them`}`);
  return action(args, io);
}
