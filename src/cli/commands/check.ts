// `check POLICY`: every finding at its place in the file, those of lint among them.

import { version } from '../../../package.json';
import { checkFindings } from '../check-findings.js';
import type { CheckFinding } from '../check-findings.js';
import { painterFor } from '../colour.js';
import { UsageError } from '../failure.js';
import { findingsSummary, findingText } from '../finding-text.js';
import type { ExitCode, Io } from '../io.js';
import { STANDARD_INPUT } from '../input-bytes.js';
import { few } from '../../explain/visible-text.js';
import { checkOptions } from '../../lint/lint-options.js';
import type { RuleSeverities } from '../../lint/lint-options.js';
import { sarifLog } from '../../lint/sarif-log.js';
import { commonOptions, readCommandLine } from '../options.js';
import { readPolicyOperand } from '../policy-operand.js';
import { namesWithoutSetting, readTestingTimes } from '../testing-times.js';
import type { Command } from './command.js';

export const check: Command = {
  name: 'check',
  summary: 'find every problem of a policy file',
  help: `Usage: smtp-tls-policy check [options] POLICY

Finds every problem of a policy file, each as FILE:LINE:COLUMN: error CODE: what to do.
In a valid policy it also finds what is dangerous or pointless; docs/lint.md has every code.
POLICY is a JSON or YAML file (by its name, else by its content), a snapshot, or - for standard input.

Options:
  --rule CODE=SEVERITY   error, warning, note or off for the findings of a code; can be repeated
  --testing-since FILE   since when settings have been in testing mode, as a list in JSON or YAML of objects with
                         orgUnit, setting and since, a time such as 2026-11-25T09:30:00Z; - for standard input
  --testing-days DAYS    for how many days they may be
  --at TIME              the time to judge that by (default: now)
  --no-lint              find only what is wrong with the file
  --json                 one JSON object: file, ok, findings
  --sarif                a SARIF 2.1.0 log, for code review tools
  --color, --no-color    colour, whatever the terminal (also: FORCE_COLOR, NO_COLOR)
  -h, --help             this text

Exit codes:
  0  the policy is valid; there may be warnings and notes
  1  the policy has errors, or lint findings that a --rule makes errors
  2  wrong usage, or the file cannot be read
`,
  run: checkPolicy,
};

const OPTIONS = {
  ...commonOptions,
  rule: { type: 'string', multiple: true },
  'testing-since': { type: 'string' },
  'testing-days': { type: 'string' },
  at: { type: 'string' },
  'no-lint': { type: 'boolean' },
  sarif: { type: 'boolean' },
} as const;

async function checkPolicy(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, operands } = readCommandLine(args, OPTIONS);
  const [operand, ...more] = operands;
  if (operand === undefined || more.length > 0) throw new UsageError('name one policy file');
  if (values.json === true && values.sarif === true) throw new UsageError('--json and --sarif are two forms of output; choose one');
  const rules = readRules(values.rule ?? []);
  const lint = values['no-lint'] !== true;
  if (!lint && values['testing-since'] !== undefined) throw new UsageError('--no-lint leaves out what --testing-since is for; choose one');
  if (operand === STANDARD_INPUT && values['testing-since'] === STANDARD_INPUT) throw new UsageError('standard input can be one file only');
  const testing = await readTestingTimes(values, io);
  const read = await readPolicyOperand(operand, io, true);
  const findings = await checkFindings(read, { rules, ...(testing !== null && { testing }) }, lint);
  if (testing !== null && read.policy !== null) await warnOfNames(namesWithoutSetting(testing, read.policy), io);
  const ok = !findings.some(({ severity }) => severity === 'error');
  if (values.json === true) await io.stdout.write(`${JSON.stringify({ file: read.file, ok, findings })}\n`);
  else if (values.sarif === true) await io.stdout.write(`${JSON.stringify(sarifLog(findings, { file: read.file, placeOf: (finding) => finding, toolVersion: version }), null, 2)}\n`);
  else await writeText(read.file, findings, io, values);
  return ok ? 0 : 1;
}

/** What is misspelt would else never be found in testing mode for too long. */
async function warnOfNames(names: readonly string[], io: Io): Promise<void> {
  if (names.length === 0) return;
  await io.stderr.write(`smtp-tls-policy check: warning: --testing-since names what the policy does not have: ${few(names).join(', ')}\n`);
}

async function writeText(file: string, findings: readonly CheckFinding[], io: Io, flags: Parameters<typeof painterFor>[2]): Promise<void> {
  const paint = painterFor(io.stdout, io.environment, flags);
  await io.stdout.write(findings.map((finding) => findingText(finding, paint)).join('') + findingsSummary(file, findings, paint));
}

function readRules(words: readonly string[]): RuleSeverities {
  // A name such as `__proto__` is one that is not known.
  const rules = new Map<string, string>();
  for (const word of words) {
    const [code = '', severity, ...more] = word.split('=');
    if (severity === undefined || more.length > 0) throw new UsageError(`--rule takes CODE=SEVERITY, not \`${word}\``);
    if (rules.has(code)) throw new UsageError(`--rule names \`${code}\` twice; name it once`);
    rules.set(code, severity);
  }
  const severities: RuleSeverities = Object.fromEntries(rules);
  try {
    checkOptions({ rules: severities });
  } catch (error) {
    throw new UsageError(`--rule: ${error instanceof Error ? error.message : String(error)}`);
  }
  return severities;
}
