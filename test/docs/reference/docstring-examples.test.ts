// Every example of the docstrings is typed, and comes to what it says where it needs nothing but the package.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../package/source-file.js';
import { typeErrors } from '../snippets/typescript.js';
import { docstringExamples } from './docstring-examples.js';

const examples = await docstringExamples();
const telling = examples.filter(({ says, isWhole }) => isWhole && says !== null);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-examples-'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the examples of the docstrings', () => {
  it('are there', () => {
    expect(examples.length).toBeGreaterThan(90);
    expect(telling.length).toBeGreaterThan(12);
  });

  it('are typed', () => {
    const files = examples.map(({ module }, index) => [join(folder, `example-${index}.ts`), module] as const);
    for (const [file, module] of files) writeFileSync(file, module);
    const errors = typeErrors(files.map(([file]) => file));
    expect(files.flatMap(([file], index) => (errors.get(file) ?? []).map(({ message }) => `${examples[index]!.name}: ${message}`))).toEqual([]);
  });

  it.each(telling.map(({ name, module, says }, index) => [name, says!, module, index] as const))('%s comes to %s', async (_name, says, module, index) => {
    const file = join(folder, `telling-${index}.ts`);
    writeFileSync(file, `${module}export const says = ${says};\n`);
    const { example, says: said } = (await import(/* @vite-ignore */ file)) as { example: () => Promise<unknown>; says: unknown };
    expect(await example()).toEqual(said);
  });
});
