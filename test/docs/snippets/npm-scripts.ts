// `npm run ...` in a page: the script exists, and CI runs it, by a file that is named here with the words by which it does.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions } from '../../bench/options.mjs';
import { root } from '../../package/source-file.js';

/** Scripts that pages have in blocks: where CI runs what they run, and the words for it there. */
const RUN_BY: Readonly<Record<string, readonly [file: string, words: string]>> = {
  demo: ['.ci/run', 'node examples/demo.mjs'],
  verify: ['.ci/run', 'npm run verify'],
  'example:haraka': ['test/e2e/examples.test.ts', "'haraka'"],
  'example:postfix': ['test/e2e/examples.test.ts', "'postfix'"],
  'example:smtp-server': ['test/e2e/examples.test.ts', "'smtp-server'"],
  'example:nodemailer': ['test/e2e/nodemailer.test.ts', 'examples/nodemailer.mjs'],
};


/** `npm ci`, `npm run SCRIPT -- WORDS`, and several of them with `&&` between; null for any other command. */
export function npmScriptProblems(command: string): string[] | null {
  const parts = withoutRemark(command).split('&&').map((part) => part.trim());
  if (!parts.every((part) => /^npm (ci|run .+)$/.test(part))) return null;
  return parts.flatMap((part) => {
    const [, name, words] = /^npm run (\S+)(?: -- (.*))?$/.exec(part) ?? [];
    return name === undefined ? [] : problemsOf(name, words?.split(/\s+/) ?? []);
  });
}

/** @param words - after `--` */
function problemsOf(name: string, words: readonly string[]): string[] {
  if (!scriptNames().includes(name)) return [`package.json has no script \`${name}\``];
  // The benchmarks take many minutes; what they are asked for is read as they read it.
  if (name === 'bench') return benchmarkProblems(words);
  const by = RUN_BY[name];
  if (by === undefined) return [`where CI runs \`npm run ${name}\` is not known: say so in npm-scripts.ts`];
  const [file, call] = by;
  return readFileSync(join(root, file), 'utf8').includes(call) ? [] : [`${file} does not run \`npm run ${name}\`: it has no \`${call}\``];
}

function benchmarkProblems(words: readonly string[]): string[] {
  try {
    readOptions([...words]);
    return [];
  } catch (error) {
    return [String(error)];
  }
}

export function scriptNames(): string[] {
  return Object.keys((JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }).scripts);
}

/** A command without what is said of it behind `#`. */
export function withoutRemark(command: string): string {
  return command.replace(/\s+# .*$/, '').trim();
}
