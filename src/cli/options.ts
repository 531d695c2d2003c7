// Reading the words of a command line with Node's own parser, with messages for the person who typed them.

import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { UsageError } from './failure.js';

type Options = NonNullable<ParseArgsConfig['options']>;
interface Config<T extends Options> {
  args: string[];
  options: T;
  allowPositionals: true;
  strict: true;
  tokens: true;
}
type Parsed<T extends Options> = ReturnType<typeof parseArgs<Config<T>>>;

export interface CommandLine<T extends Options> {
  readonly values: Parsed<T>['values'];
  readonly operands: readonly string[];
}

/** Flags that every command has. */
export const commonOptions = {
  json: { type: 'boolean' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws UsageError for an option that does not exist, lacks its value, or stands twice where one counts */
export function readCommandLine<T extends Options>(args: readonly string[], options: T): CommandLine<T> {
  const { values, positionals, tokens } = parse(args, options);
  refuseRepetition(tokens, options);
  return { values, operands: positionals };
}

function parse<T extends Options>(args: readonly string[], options: T): Parsed<T> {
  try {
    return parseArgs<Config<T>>({ args: [...args], options, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    throw new UsageError(parserWords(error, options));
  }
}

function parserWords(error: unknown, options: Options): string {
  if (!(error instanceof Error)) return String(error);
  const option = /'(?:-\w, )?(--?[\w-]+)/.exec(error.message)?.[1];
  const code = 'code' in error ? error.code : undefined;
  if (option === undefined) return error.message;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `there is no option ${option}; options: ${Object.keys(options).map((name) => `--${name}`).join(', ')}`;
  const takesValue = options[option.replace(/^-+/, '')]?.type === 'string';
  return takesValue ? `${option} needs a value: write ${option}=VALUE` : `${option} takes no value`;
}

/** The last one would win in silence, and the others would be dropped. */
function refuseRepetition(tokens: readonly { kind: string; name?: string }[], options: Options): void {
  const seen = new Set<string>();
  for (const { kind, name } of tokens) {
    if (kind !== 'option' || name === undefined) continue;
    const { type, multiple } = options[name] ?? { type: 'boolean' };
    if (seen.has(name) && type === 'string' && multiple !== true) throw new UsageError(`--${name} stands twice; write it once`);
    seen.add(name);
  }
}
