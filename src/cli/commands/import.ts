// `import google FILE...`: what Google's Cloud Identity Policy API exports, as a policy file with places to fill in.

import { writeFile } from 'node:fs/promises';
import { yamlText } from '../../files/yaml-document.js';
import { importGooglePolicies } from '../../google-workspace/import-policies.js';
import type { ImportResult } from '../../google-workspace/import-policies.js';
import type { GoogleOrgUnits } from '../../google-workspace/org-unit-ids.js';
import type { PolicyInput } from '../../model/document.js';
import { painterFor } from '../colour.js';
import { exportFrom } from '../export-operand.js';
import type { TableDialect } from '../export-operand.js';
import { fileError, InputError, UsageError } from '../failure.js';
import { importText, losesSomething } from '../import-text.js';
import type { ImportNames } from '../import-text.js';
import { STANDARD_INPUT, STANDARD_INPUT_NAME } from '../input-bytes.js';
import type { ExitCode, Io } from '../io.js';
import { commonOptions, readCommandLine } from '../options.js';
import type { Command } from './command.js';

export const importCommand: Command = {
  name: 'import',
  summary: 'make a policy of what Google Workspace exports',
  help: `Usage: smtp-tls-policy import google [options] FILE...

Makes a policy of what Google's Cloud Identity Policy API exports of Gmail: address lists, which of their entries require sender
authentication, org units, and which rules are enabled where. TLS settings are not in that export: the policy has a marked place,
which is not enabled, for each; fill it in. What could not come over is listed, with the reason.
FILE is JSON of the API, one file a page, or what \`gam print policies\` or \`gam show policies formatjson\` wrote, or - for
standard input.

Options:
  -o, --output FILE      the policy, a new file: JSON if its name ends in .json, else YAML. Default: standard output
  --org-units FILE       the paths of org units by their ids: JSON, or what \`gam print orgs\` wrote. Exports of GAM have them
  --quote CHARACTER      what encloses the cells of a table (GAM's quotechar). Default "
  --delimiter CHARACTER  what stands between them (GAM's columndelimiter). Default ,
  --json                 one JSON object: document or, with --output, file; and report
  --color, --no-color    colour, whatever the terminal (also: FORCE_COLOR, NO_COLOR)
  -h, --help             this text

Exit codes:
  0  everything that belongs in a policy came over
  1  something was left out or is uncertain; the policy is written all the same
  2  wrong usage, a file that cannot be read or is no export, or a policy that cannot be written
`,
  run: importExport,
};

const options = {
  ...commonOptions,
  output: { type: 'string', short: 'o' },
  'org-units': { type: 'string' },
  quote: { type: 'string' },
  delimiter: { type: 'string' },
} as const;

async function importExport(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, operands } = readCommandLine(args, options);
  const [source, ...files] = operands;
  if (source !== 'google') throw new UsageError(source === undefined ? 'say what to import from: google' : `there is no import from \`${source}\`; write \`google\``);
  if (files.length === 0) throw new UsageError('name the files of the export');
  const dialect = dialectOf(values);
  const pages: unknown[] = [];
  for (const file of files) pages.push(await exportFrom(file, io, dialect));
  const orgUnits = values['org-units'];
  // What is no org units is said by the import, at its place.
  const result = importGooglePolicies(pages, orgUnits === undefined ? {} : { orgUnits: (await exportFrom(orgUnits, io, dialect)) as GoogleOrgUnits });
  const names: ImportNames = { exports: files.map(shown), orgUnits: shown(orgUnits ?? ''), document: values.output ?? 'policy' };
  refuseWhatIsNoExport(result, names);
  if (values.output !== undefined) await writeNew(values.output, documentText(result.document, values.output));
  await print(result, names, values, io);
  return losesSomething(result.report) ? 1 : 0;
}

function dialectOf({ quote = '"', delimiter = ',' }: { readonly quote?: string; readonly delimiter?: string }): TableDialect {
  for (const [option, character] of Object.entries({ quote, delimiter })) {
    if (character.length !== 1 || /[\r\n]/.test(character)) throw new UsageError(`--${option} must be one character`);
  }
  if (quote === delimiter) throw new UsageError('--quote and --delimiter must be different characters');
  return { quote, delimiter };
}

/** A whole file that is something else was named by mistake. */
function refuseWhatIsNoExport({ report }: ImportResult, { exports }: ImportNames): void {
  const wrong = report.findings.find(({ code, path }) => code === 'not-an-export' && path.length === 1);
  if (wrong !== undefined) throw new InputError(`${exports[Number(wrong.path[0])] ?? ''}: ${wrong.message}`);
}

/** A policy that is there already may have been filled in by hand. */
async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw new InputError(`${path}: is there already and is left as it is; name another file`);
    throw fileError(path, error, 'written');
  }
}

function documentText(document: PolicyInput, path: string): string {
  return path.toLowerCase().endsWith('.json') ? `${JSON.stringify(document, null, 2)}\n` : yamlText(document);
}

async function print({ document, report }: ImportResult, names: ImportNames, values: Readonly<Record<string, unknown>>, io: Io): Promise<void> {
  const { json, output } = values;
  if (json === true) {
    await io.stdout.write(`${JSON.stringify(output === undefined ? { document, report } : { file: output, report })}\n`);
    return;
  }
  const target = output === undefined ? io.stderr : io.stdout;
  if (output === undefined) await io.stdout.write(yamlText(document));
  await target.write(importText(report, names, painterFor(target, io.environment, values)));
}

function shown(operand: string): string {
  return operand === STANDARD_INPUT ? STANDARD_INPUT_NAME : operand;
}
