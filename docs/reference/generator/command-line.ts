// The page about the command line: the help of the program and of every command, as the program prints it.
import type { Io, Output } from '../../../src/cli/io.js';
import { run } from '../../../src/cli/run.js';
import { code, fence, page, table } from './markdown.js';

export async function commandLinePage(): Promise<string> {
  const program = await printed(['--help']);
  const commands = await Promise.all(commandsIn(program).map(async (name) => ({ name, help: await printed([name, '--help']) })));
  return page(
    'The command line',
    'What `smtp-tls-policy --help` prints, and the help of every command. Node runs it: `npx smtp-tls-policy`.',
    fence('text', program),
    '## Exit codes',
    'Of every command, and of the program. 2 is never an answer: it says that none was found.',
    table(['Command', '0', '1', '2'], [['', program] as const, ...commands.map(({ name, help }) => [name, help] as const)].map(([name, help]) => exitCodeRow(name, help))),
    ...commands.flatMap(({ name, help }) => [`## ${name}`, ...about(name), fence('text', help)]),
  );
}

/** What `smtp-tls-policy` prints with these words. */
export async function printed(words: readonly string[]): Promise<string> {
  const { io, text } = recorder();
  await run(words, io);
  return text();
}

/** The names of the commands, in the order in which the program lists them. */
export function commandsIn(help: string): string[] {
  return linesAfter(help, 'Commands:').flatMap((line) => /^ {2}([a-z]+) {2}/.exec(line)?.[1] ?? []);
}

/** The second words that a command takes, by the lines that say how it is used. */
export function subcommandsIn(command: string, help: string): string[] {
  return [...help.matchAll(new RegExp(`^(?:Usage:| {6}) smtp-tls-policy ${command} ([a-z]+) `, 'gm'))].map(([, name = '']) => name);
}

/** Exit codes 0, 1 and 2 in the words of the help; empty: the command never ends so. */
export function exitCodes(help: string): string[] {
  const lines = linesAfter(help, 'Exit codes:').join('\n').replaceAll(/\n {5}(?=\S)/g, ' ');
  return [0, 1, 2].map((exitCode) => new RegExp(`^ {2}${exitCode} {2}(.*)$`, 'm').exec(lines)?.[1] ?? '');
}

function exitCodeRow(name: string, help: string): string[] {
  return [name === '' ? 'the program' : `[${code(name)}](#${name})`, ...exitCodes(help).map((meaning) => (meaning === '' ? 'never' : meaning))];
}

/** The lines from a heading of the help to the next. */
function linesAfter(help: string, heading: string): string[] {
  const lines = help.split('\n');
  const start = lines.indexOf(heading) + 1;
  const end = lines.findIndex((line, index) => index > start && /^\S/.test(line));
  return lines.slice(start, end === -1 ? undefined : end);
}

/** Where more is said of a command. */
function about(name: string): string[] {
  const guide = GUIDES.get(name);
  return guide === undefined ? [] : [`More about it: ${guide}.`];
}

const GUIDES: ReadonlyMap<string, string> = new Map([
  ['check', '[lint](../lint.md), [diagnostics](diagnostics.md)'],
  ['compile', '[large lists](../scale.md), [the snapshot format](../snapshot-format.md)'],
  ['test', '[policy tests](../policy-tests.md)'],
  ['diff', '[diff](../diff.md)'],
  ['audit', '[the audit log](../audit.md)'],
  ['probe', '[testing a connection](../probe.md)'],
  ['import', '[import from Google Workspace](../import.md)'],
  ['postfix', '[Postfix](../postfix.md)'],
]);

/** Streams that keep what is written, for a program that reads nothing. */
function recorder(): { io: Io; text: () => string } {
  let kept = '';
  const output: Output = {
    terminal: false,
    columns: Infinity,
    closed: false,
    write: (text) => {
      kept += text;
      return Promise.resolve();
    },
  };
  const ignored = (): (() => void) => () => undefined;
  return { io: { stdin: nothing(), stdout: output, stderr: output, environment: {}, onInterrupt: ignored, onSignal: ignored }, text: () => kept };
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new Uint8Array());
}
