// `diff OLD NEW`: what changed between two policies, and what it means; a guard for reviews with --fail-on.

import { diffPolicies } from '../../diff/diff-policies.js';
import type { PolicyDiff } from '../../diff/diff-policies.js';
import { renderPolicyDiff } from '../../diff/render-diff.js';
import { painterFor } from '../colour.js';
import type { Painter } from '../colour.js';
import { engineFromFile } from '../engine-from-file.js';
import { UsageError } from '../failure.js';
import type { ExitCode, Io } from '../io.js';
import { commonOptions, readCommandLine } from '../options.js';
import { terminalLines } from '../terminal-text.js';
import type { Command } from './command.js';

export const diff: Command = {
  name: 'diff',
  summary: 'say what changed between two policies, and what it means for mail',
  help: `Usage: smtp-tls-policy diff [options] OLD NEW

Says what changed between two policies, and what it means: for every org unit, direction and class of correspondents, what was
required before and what is required after, with a message that shows it. Every class that either policy can tell from the
others is looked at, so nothing is missed; what loosens stands first, marked with !.
OLD and NEW are JSON or YAML files or snapshots; one of them may be - for standard input.

Options:
  --fail-on WHAT         exit with 1 if something is: loosened (a requirement got weaker), tightened, effects (any message is
                         treated otherwise) or changes (any difference of the documents); may stand more than once
  --json                 one JSON object: changes, effects, failed
  --color, --no-color    colour, whatever the terminal (also: FORCE_COLOR, NO_COLOR)
  -h, --help             this text

Exit codes:
  0  done, and nothing that --fail-on names was found
  1  something that --fail-on names was found
  2  wrong usage, or a policy cannot be read or is not valid
`,
  run: diffFiles,
};

const options = { ...commonOptions, 'fail-on': { type: 'string', multiple: true } } as const;

/** What can be guarded against. */
const GUARDS = {
  loosened: ({ effects }: PolicyDiff) => effects.some(({ loosens }) => loosens),
  tightened: ({ effects }: PolicyDiff) => effects.some(({ tendency }) => tendency === 'tightened' || tendency === 'mixed'),
  effects: ({ effects }: PolicyDiff) => effects.length > 0,
  changes: ({ changes }: PolicyDiff) => changes.length > 0,
} as const;

type Guard = keyof typeof GUARDS;

async function diffFiles(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, operands } = readCommandLine(args, options);
  const [before, after, ...more] = operands;
  if (before === undefined || after === undefined || more.length > 0) throw new UsageError('name two policy files, the old one and the new one');
  if (before === '-' && after === '-') throw new UsageError('only one of the policies can come from standard input');
  const guards = (values['fail-on'] ?? []).map(readGuard);
  const [older, newer] = [await engineFromFile(before, io, values, 'default'), await engineFromFile(after, io, values, 'default')];
  const found = diffPolicies(older.policy, newer.policy);
  const failed = guards.filter((guard) => GUARDS[guard](found));
  const paint = painterFor(io.stdout, io.environment, values);
  await io.stdout.write(values.json === true ? `${JSON.stringify({ changes: found.changes, effects: found.effects, failed })}\n` : textOf(found, failed, paint));
  return failed.length > 0 ? 1 : 0;
}

function readGuard(word: string): Guard {
  if (Object.hasOwn(GUARDS, word)) return word as Guard;
  throw new UsageError(`--fail-on takes ${Object.keys(GUARDS).join(', ')}; \`${word}\` is none of them`);
}

function textOf(found: PolicyDiff, failed: readonly Guard[], paint: Painter): string {
  const lines = terminalLines(renderPolicyDiff(found).trimEnd()).split('\n');
  const painted = lines.map((line) => (line.startsWith('! ') ? paint.red(line) : line));
  const verdict = failed.map((guard) => paint.red(`failed: --fail-on ${guard}`));
  return [...painted, ...verdict].map((line) => `${line}\n`).join('');
}
