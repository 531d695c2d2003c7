// The file of a JUnit report: never one that is read, and never one that is older than the run (S-18.6).

import { realpath, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { junitXml } from '../testing/junit-xml.js';
import type { JunitSuite } from '../testing/junit-xml.js';
import { fileError, UsageError } from './failure.js';
import { STANDARD_INPUT } from './input-bytes.js';
import { isPolicyTestFile } from './policy-test-files.js';

/** @param inputs - the operands @throws UsageError where the report would take the place of one of them, or of any other test file */
export async function checkJunitFile(path: string, inputs: readonly string[]): Promise<void> {
  const advice = 'name the file that the report is written to, such as --junit junit.xml';
  if (isPolicyTestFile(path)) throw new UsageError(`--junit ${path} would overwrite a test file; ${advice}`);
  const file = await realPathOf(path);
  for (const input of inputs) {
    if (input !== STANDARD_INPUT && (await realPathOf(input)) === file) throw new UsageError(`--junit ${path} would overwrite ${input}, which is read; ${advice}`);
  }
}

/** Two names of one file have one. */
async function realPathOf(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

/** @throws InputError */
export async function writeJunitFile(path: string, suites: readonly JunitSuite[]): Promise<void> {
  try {
    await writeFile(path, junitXml(suites, { timestamp: new Date().toISOString() }));
  } catch (error) {
    throw fileError(path, error, 'written');
  }
}

/** Where nothing was tested, the report of the run before must not stay as that of this one. It never rejects: why nothing was tested is what counts. */
export async function writeJunitError(path: string, name: string, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  await writeJunitFile(path, [{ name, error: message }]).catch(() => undefined);
}
