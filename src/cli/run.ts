// The command line as a function of its words and its streams.

import { version } from '../../package.json';
import { audit } from './commands/audit.js';
import { check } from './commands/check.js';
import { compile } from './commands/compile.js';
import type { Command } from './commands/command.js';
import { diff } from './commands/diff.js';
import { evaluate } from './commands/evaluate.js';
import { explain } from './commands/explain.js';
import { importCommand } from './commands/import.js';
import { postfix } from './commands/postfix.js';
import { probe } from './commands/probe.js';
import { settings } from './commands/settings.js';
import { test } from './commands/test.js';
import { InputError, UsageError } from './failure.js';
import type { ExitCode, Io } from './io.js';
import { terminalText } from './terminal-text.js';

const COMMANDS: readonly Command[] = [check, compile, evaluate, explain, settings, test, diff, audit, probe, importCommand, postfix];

/** @param words - those after the name of the program */
export async function run(words: readonly string[], io: Io): Promise<ExitCode> {
  const [name, ...args] = words;
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command !== undefined) return runCommand(command, args, io);
  if (name === '--version') return print(io, `${version}\n`);
  if (name === '--help' || name === '-h') return print(io, helpText());
  if (name === 'help') return print(io, COMMANDS.find((candidate) => candidate.name === args[0])?.help ?? helpText());
  const complaint = name === undefined ? 'name a command' : `there is no command \`${name}\``;
  return fail(io, `smtp-tls-policy: ${complaint}; commands: ${COMMANDS.map((known) => known.name).join(', ')}. See smtp-tls-policy --help`);
}

async function runCommand(command: Command, args: readonly string[], io: Io): Promise<ExitCode> {
  if (asksForHelp(args)) return print(io, command.help);
  try {
    return await command.run(args, io);
  } catch (error) {
    if (error instanceof UsageError) return fail(io, `smtp-tls-policy ${command.name}: ${error.message}. See smtp-tls-policy ${command.name} --help`);
    if (error instanceof InputError) return fail(io, `smtp-tls-policy ${command.name}: ${error.message}`);
    throw error;
  }
}

/** Whatever else is wrong, who asks for help gets it. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).some((word) => word === '--help' || word === '-h');
}

async function print(io: Io, text: string): Promise<ExitCode> {
  await io.stdout.write(text);
  return 0;
}

async function fail(io: Io, message: string): Promise<ExitCode> {
  await io.stderr.write(`${terminalText(message)}\n`);
  return 2;
}

function helpText(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const commands = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: smtp-tls-policy COMMAND [options]

Secure transport (TLS) compliance for mail servers.

Commands:
${commands.join('\n')}

  smtp-tls-policy COMMAND --help says more about a command.

Options:
  --version   the version
  -h, --help  this text

Exit codes:
  0  deliver, pending, a policy without errors, tests that pass, or whatever else was asked for is well
  1  bounce or reject, a policy with errors, tests that fail, or whatever else a command was to find; its --help says what
  2  wrong usage, or input that cannot be used
`;
}
