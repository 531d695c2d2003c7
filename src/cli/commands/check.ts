// `check POLICY`: every finding at its place in the file.

import { painterFor } from '../colour.js';
import { UsageError } from '../failure.js';
import { findingsSummary, findingText } from '../finding-text.js';
import type { ExitCode, Io } from '../io.js';
import { commonOptions, readCommandLine } from '../options.js';
import { readPolicyOperand } from '../policy-operand.js';
import type { Command } from './command.js';

export const check: Command = {
  name: 'check',
  summary: 'find every problem of a policy file',
  help: `Usage: smtp-tls-policy check [options] POLICY

Finds every problem of a policy file, each as FILE:LINE:COLUMN: error CODE: what to do.
POLICY is a JSON or YAML file (by its name, else by its content), a snapshot, or - for standard input.

Options:
  --json                 one JSON object: file, ok, findings
  --color, --no-color    colour, whatever the terminal (also: FORCE_COLOR, NO_COLOR)
  -h, --help             this text

Exit codes:
  0  the policy is valid; there may be warnings
  1  the policy has errors
  2  wrong usage, or the file cannot be read
`,
  run: checkPolicy,
};

async function checkPolicy(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, operands } = readCommandLine(args, commonOptions);
  const [operand, ...more] = operands;
  if (operand === undefined || more.length > 0) throw new UsageError('name one policy file');
  const checked = await readPolicyOperand(operand, io, true);
  const { file, findings, policy } = checked;
  if (values.json === true) {
    await io.stdout.write(`${JSON.stringify({ file, ok: policy !== null, findings })}\n`);
  } else {
    const paint = painterFor(io.stdout, io.environment, values);
    await io.stdout.write(findings.map((finding) => findingText(finding, paint)).join('') + findingsSummary(checked, paint));
  }
  return policy === null ? 1 : 0;
}
