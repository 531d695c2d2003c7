// The TypeScript snippets of the README and the docs compile against the built package, run, and print what their comments say.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtFile } from './built-package.js';
import { listFiles, root } from './source-file.js';

interface Snippet {
  readonly name: string;
  readonly code: string;
  /** The lines that the page says it prints; null unless the page says all of them. */
  readonly said: readonly string[] | null;
}

const folder = join(root, 'reports', 'snippets');
const snippets = ['README.md', ...listFiles('docs', '.md')].flatMap(snippetsOf);

beforeAll(() => {
  builtFile('index.d.ts');
  mkdirSync(folder, { recursive: true });
  for (const { name, code } of snippets) writeFileSync(join(folder, `${name}.mts`), code);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('snippets', () => {
  it('are in the README', () => {
    expect(snippets.filter(({ name }) => name.startsWith('readme')).length).toBeGreaterThan(0);
  });

  it('compile', () => {
    expect(compileErrors()).toEqual([]);
  });

  it.each(snippets)('$name runs and prints what it says', ({ name, code, said }) => {
    const script = join(folder, `${name}.mjs`);
    writeFileSync(script, ts.transpile(code, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }));
    const printed = execFileSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' }).trimEnd().split('\n');
    if (said !== null) expect(said.length === 0 ? [] : printed).toEqual(said);
  });
});

/** Every `ts` block but those that say `no-run`. A block below `<!-- continues -->` goes on where the block before it on the page ended; a `text` block right below is all that is printed. */
function snippetsOf(path: string): Snippet[] {
  const blocks = readFileSync(join(root, path), 'utf8').matchAll(/^(<!-- continues -->\n)?```(?:ts|typescript|js|javascript)\b([^\n]*)\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?/gms);
  const stem = path.replace(/\.md$/, '').replaceAll('/', '-').toLowerCase();
  const found: Snippet[] = [];
  for (const [, continues, info = '', ownCode = '', output] of blocks) {
    if (info.includes('no-run')) continue;
    const before = continues === undefined ? undefined : found.at(-1);
    const ownSaid = output === undefined ? saidBy(ownCode) : output.trimEnd().split('\n');
    const said = before?.said === null || ownSaid === null ? null : [...(before?.said ?? []), ...ownSaid];
    found.push({ name: `${stem}-${found.length + 1}`, code: `${before?.code ?? ''}${ownCode}`, said });
  }
  return found;
}

/** What the comment at the end of a `console.log(...);` line, or on the line below it, says that it prints; null unless every one of them says it. */
function saidBy(code: string): string[] | null {
  const lines = code.split('\n');
  const comments = lines.flatMap((line, index) => (line.trimStart().startsWith('console.log(') ? [commentOf(line) ?? commentOf(`; ${lines[index + 1] ?? ''}`)] : []));
  return comments.every((comment) => comment !== undefined) ? comments : null;
}

function commentOf(line: string): string | undefined {
  return /; \/\/ (.*)$/.exec(line)?.[1];
}

function compileErrors(): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    types: ['node'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    skipLibCheck: true,
  };
  const program = ts.createProgram(snippets.map(({ name }) => join(folder, `${name}.mts`)), options);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
}
