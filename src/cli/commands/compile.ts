// `compile POLICY -o FILE`: a policy as a snapshot, which opens in milliseconds.

import { stat } from 'node:fs/promises';
import { writeSnapshotFile } from '../../files/snapshot-file.js';
import { painterFor } from '../colour.js';
import { engineFromFile } from '../engine-from-file.js';
import { fileError, UsageError } from '../failure.js';
import type { ExitCode, Io } from '../io.js';
import { commonOptions, readCommandLine } from '../options.js';
import { count } from '../table.js';
import { terminalText } from '../terminal-text.js';
import type { Command } from './command.js';

export const compile: Command = {
  name: 'compile',
  summary: 'write a policy as a snapshot, which opens in milliseconds',
  help: `Usage: smtp-tls-policy compile [options] --output FILE POLICY

Writes a policy as a snapshot: one file that every command takes in place of a policy and that smtp-tls-policy/snapshot opens in
milliseconds, however many entries there are. A file that is there already is replaced as a whole, or not at all.
POLICY is a JSON or YAML file, or - for standard input. Its lists may name files of entries, one a line: { file: partners.txt }

Options:
  -o, --output FILE      the snapshot
  --json                 one JSON object: file, bytes, entries
  --color, --no-color    colour, whatever the terminal (also: FORCE_COLOR, NO_COLOR)
  -h, --help             this text

Exit codes:
  0  the snapshot is written
  2  wrong usage, or the policy cannot be read or is not valid, or the snapshot cannot be written
`,
  run: compileFile,
};

const options = { ...commonOptions, output: { type: 'string', short: 'o' } } as const;

async function compileFile(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, operands } = readCommandLine(args, options);
  const [operand, ...more] = operands;
  if (operand === undefined || more.length > 0) throw new UsageError('name one policy file');
  if (values.output === undefined) throw new UsageError('name the snapshot to write: --output FILE');
  const engine = await engineFromFile(operand, io, values, 'default');
  const bytes = await write(values.output, engine);
  const entries = engine.addressLists.reduce((sum, { size }) => sum + size, 0);
  const paint = painterFor(io.stdout, io.environment, values);
  const words = `${terminalText(values.output)}: ${count(entries)} entries in ${count(engine.addressLists.length)} lists, ${count(bytes)} bytes`;
  await io.stdout.write(values.json === true ? `${JSON.stringify({ file: values.output, bytes, entries })}\n` : `${paint.green(words)}\n`);
  return 0;
}

async function write(path: string, engine: Parameters<typeof writeSnapshotFile>[1]): Promise<number> {
  try {
    await writeSnapshotFile(path, engine);
    return (await stat(path)).size;
  } catch (error) {
    throw fileError(path, error, 'written');
  }
}
