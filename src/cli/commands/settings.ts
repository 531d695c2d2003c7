// `settings POLICY [ORG-UNIT]`: the effective settings of an org unit, or of them all.

import type { PolicyEngine } from '../../engine.js';
import { painterFor } from '../colour.js';
import { engineFromFile } from '../engine-from-file.js';
import { UsageError } from '../failure.js';
import type { ExitCode, Io } from '../io.js';
import { commonOptions, readCommandLine } from '../options.js';
import { settingsText } from '../settings-text.js';
import type { Command } from './command.js';

export const settings: Command = {
  name: 'settings',
  summary: 'list the effective settings of org units',
  help: `Usage: smtp-tls-policy settings [options] POLICY [ORG-UNIT]

Lists the effective settings of an org unit, such as /Sales, with where each is defined; without ORG-UNIT, of every org unit.

Options:
  --json                 one JSON array: orgUnit, settings
  --color, --no-color    colour, whatever the terminal (also: FORCE_COLOR, NO_COLOR)
  -h, --help             this text

Exit codes:
  0  done
  2  wrong usage, no such org unit, or the policy cannot be read or is not valid
`,
  run: listSettings,
};

async function listSettings(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, operands } = readCommandLine(args, commonOptions);
  const [operand, orgUnit, ...more] = operands;
  if (operand === undefined) throw new UsageError('name the policy file');
  if (more.length > 0) throw new UsageError(`one org unit at a time; \`${more[0] ?? ''}\` is one too many`);
  const engine = await engineFromFile(operand, io, values, 'default');
  const units = unitsOf(engine, orgUnit).map((path) => ({ orgUnit: path, settings: engine.effectiveSettings(path) }));
  const paint = painterFor(io.stdout, io.environment, values);
  await io.stdout.write(values.json === true ? `${JSON.stringify(units)}\n` : units.map((unit) => settingsText(unit, paint)).join('\n'));
  return 0;
}

function unitsOf({ orgUnits }: PolicyEngine, asked: string | undefined): readonly string[] {
  if (asked === undefined) return orgUnits;
  if (!orgUnits.includes(asked)) throw new UsageError(`the policy has no org unit \`${asked}\`; org units: ${orgUnits.join(', ')}`);
  return [asked];
}
