// TypeScript of the pages: type-checked all together, for the compiler takes long to begin, and made JavaScript one by one.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../../package/source-file.js';

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  types: ['node'],
  typeRoots: [join(root, 'node_modules', '@types')],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  // A block without an import is a module all the same, not a part of all others.
  moduleDetection: ts.ModuleDetectionKind.Force,
  skipLibCheck: true,
};

export interface TypeProblem {
  /** Of the file, from 0. */
  readonly line: number;
  readonly message: string;
}

/** What the compiler says, by file. */
export function typeErrors(files: readonly string[]): Map<string, TypeProblem[]> {
  const errors = new Map<string, TypeProblem[]>();
  for (const { file, start, messageText } of ts.getPreEmitDiagnostics(ts.createProgram([...files], OPTIONS))) {
    const name = file?.fileName ?? '';
    const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
    const message = `type error: ${ts.flattenDiagnosticMessageText(messageText, '\n')}, at \`${file?.text.split('\n')[line]?.trim() ?? ''}\``;
    errors.set(name, [...(errors.get(name) ?? []), { line, message }]);
  }
  return errors;
}

/** `name.ts` beside `name.js`, which Node runs. */
export function writeModule(folder: string, name: string, code: string): void {
  writeFileSync(join(folder, name), code);
  writeFileSync(join(folder, name.replace(/\.ts$/, '.js')), ts.transpile(code, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }));
}
