// Follows pages from top to bottom, and tells what is not as it is written.
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../../package/source-file.js';
import { dataProblems } from './data.js';
import { npmScriptProblems, withoutRemark } from './npm-scripts.js';
import { isSaid, isShown, saidBy } from './output.js';
import { FROM_HERE } from './page.js';
import type { CodeStep, Page, Step } from './page.js';
import { typeErrors, writeModule } from './typescript.js';
import type { Workplace } from './workplace.js';

type Problem = (line: number, message: string) => void;

/** Type-checks the blocks of all pages at once; by page, `PATH:LINE: what is wrong`. */
export function typeProblems(pages: readonly Page[], workplace: Workplace): Map<string, string[]> {
  const blocks = pages.flatMap((page) => modulesOf(page).map((block) => ({ ...block, path: page.path, folder: workplace.folderOf(page.path) })));
  for (const { folder, name, code } of blocks) writeModule(folder, name, code);
  const errors = typeErrors(blocks.map(({ folder, name }) => join(folder, name)));
  const byPage = new Map<string, string[]>();
  for (const { path, folder, name, lineOf } of blocks) {
    const here = (errors.get(join(folder, name)) ?? []).map(({ line, message }) => `${path}:${lineOf(line)}: ${message}`);
    byPage.set(path, [...(byPage.get(path) ?? []), ...here]);
  }
  return byPage;
}

interface Module {
  readonly name: string;
  readonly code: string;
  /** The line of the block that has a line of the code. */
  readonly lineOf: (line: number) => number;
}

function modulesOf({ steps }: Page): Module[] {
  return steps.flatMap((step): Module[] => {
    if (step.kind === 'typescript') return [{ name: moduleName(step), code: step.code, lineOf: (line) => step.blocks.filter(({ from }) => from <= line).at(-1)!.line }];
    return step.kind === 'file' && step.name.endsWith('.ts') ? [{ name: step.name, code: step.text, lineOf: () => step.line }] : [];
  });
}

function moduleName({ line }: Step): string {
  return `block-${line}.ts`;
}

/** `PATH:LINE: what is wrong`, of everything but types. */
export async function followPage(page: Page, workplace: Workplace): Promise<string[]> {
  const folder = workplace.folderOf(page.path);
  const problems: string[] = [];
  const problem: Problem = (line, message) => problems.push(`${page.path}:${line}: ${message}`);
  for (const { line, message } of page.faults) problem(line, message);
  for (const step of page.steps) {
    switch (step.kind) {
      case 'file':
        writePageFile(folder, step.name, step.text);
        if (!isNamed(step.name, page.steps.filter((other) => other !== step))) problem(step.line, `nothing on the page reads the file \`${step.name}\``);
        break;
      case 'copy':
        if (existsSync(join(root, step.path))) copyFileSync(join(root, step.path), join(folder, step.name));
        else problem(step.line, `there is no file ${step.path}`);
        break;
      case 'typescript':
        await runModule(step, folder, workplace, problem);
        break;
      case 'shell':
        await runCommands(step, folder, workplace, problem);
        break;
      case 'data':
        for (const message of dataProblems(step.language, step.text)) problem(step.line, message);
        break;
    }
  }
  return problems;
}

function writePageFile(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  if (name.endsWith('.ts')) writeModule(folder, name, text);
  else writeFileSync(join(folder, name), text);
}

/** By its name, by that of the file without what it ends with (`enforcing.policy-test.yaml` of `enforcing.yaml`), or by that of its folder. */
function isNamed(name: string, steps: readonly Step[]): boolean {
  const texts = steps.flatMap((step) => {
    if (step.kind === 'shell') return step.commands;
    if (step.kind === 'typescript') return [step.code];
    return step.kind === 'file' ? [step.text] : [];
  });
  const stem = name.includes('.policy-test.') ? name.split('.policy-test.')[0]! : name.replace(/\.ts$/, '.');
  return texts.some((text) => text.includes(stem) || (name.includes('/') && text.includes(dirname(name))));
}

async function runModule(step: CodeStep, folder: string, workplace: Workplace, problem: Problem): Promise<void> {
  writeModule(folder, moduleName(step), step.code);
  const { code, out, err } = await workplace.run(`node ${moduleName(step).replace(/\.ts$/, '.js')}`, { folder });
  if (code !== 0) problem(step.line, `ends with ${code ?? 'a signal'}:\n${err}`);
  const outputs = out.split(`${FROM_HERE}\n`);
  for (const [index, { line, shown, prints }] of step.blocks.entries()) {
    const printed = outputs[index] ?? '';
    const said = saidBy(shown);
    if (!isSaid(said, printed)) problem(line, differs(said.lines.join('\n'), printed));
    if (prints !== null && !isShown(prints.text, printed)) problem(prints.line, differs(prints.text, printed));
  }
}

async function runCommands(step: Step & { kind: 'shell' }, folder: string, workplace: Workplace, problem: Problem): Promise<void> {
  let printed = '';
  for (const command of step.commands) {
    const scripts = npmScriptProblems(command);
    if (scripts !== null) {
      for (const message of scripts) problem(step.line, message);
      continue;
    }
    const stop = /# .*runs until it is stopped/.test(command);
    const { code, out } = await workplace.run(stop ? withoutRemark(command) : command, { folder, together: true, stop });
    printed += out;
    const expected = Number(/# .*exits with (\d+)/.exec(command)?.[1] ?? 0);
    if (code !== expected) problem(step.line, `\`${withoutRemark(command)}\` ends with ${code ?? 'a signal'}, not with ${expected}:\n${out}`);
  }
  if (step.prints !== null && !isShown(step.prints.text, printed)) problem(step.prints.line, differs(step.prints.text, printed));
}

function differs(shown: string, printed: string): string {
  return `what is printed is not what is shown\n--- shown\n${shown.trimEnd()}\n--- printed\n${printed.trimEnd()}\n---`;
}
