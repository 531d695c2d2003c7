// The files of policy tests that a command names, or those beside the policy: read, and every finding at its place (S-18.1).

import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Finding } from '../files/finding.js';
import { readPolicySource } from '../files/policy-source.js';
import type { PolicySource } from '../files/policy-source.js';
import { byCodeUnits } from '../model/text.js';
import { parsePolicyTests } from '../testing/parse-policy-tests.js';
import type { PolicyTest, PolicyTests } from '../testing/policy-test.js';
import { bytesOf, STANDARD_INPUT, STANDARD_INPUT_NAME } from './input-bytes.js';
import { fileError, InputError, UsageError } from './failure.js';
import type { Io } from './io.js';

export interface PolicyTestFile {
  /** As people know it. */
  readonly file: string;
  readonly findings: readonly Finding[];
  /** Null where there are findings. */
  readonly tests: PolicyTests | null;
  /** Where a test stands, as `file:line:column`. */
  readonly placeOf: (test: PolicyTest) => string;
}

const TEST_FILE = /\.policy-test\.(?:ya?ml|json)$/i;

/** By its name. */
export function isPolicyTestFile(name: string): boolean {
  return TEST_FILE.test(name);
}

/** The operands, else the files beside the policy, in the order of their names; at least one. */
export async function policyTestOperands(policy: string, operands: readonly string[]): Promise<readonly string[]> {
  if (operands.length > 0) {
    if ([policy, ...operands].filter((operand) => operand === STANDARD_INPUT).length > 1) throw new UsageError('standard input can be one file only');
    return operands;
  }
  if (policy === STANDARD_INPUT) throw new UsageError('name the test files: a policy on standard input has none beside it');
  const folder = dirname(policy);
  const found = (await namesIn(folder)).filter(isPolicyTestFile).sort(byCodeUnits);
  if (found.length === 0) throw new InputError(`${folder}: there is no file *.policy-test.yaml, .yml or .json beside the policy, so nothing would be tested; write one, or name the test files`);
  return found.map((name) => join(folder, name));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw fileError(folder, error);
  }
}

export async function readPolicyTestFile(operand: string, io: Io): Promise<PolicyTestFile> {
  const file = operand === STANDARD_INPUT ? STANDARD_INPUT_NAME : operand;
  const source = readPolicySource(await bytesOf(operand, io), file);
  const placeOf = ({ path }: PolicyTest): string => {
    const { line, column } = source.positionOf(path, false);
    return `${file}:${line}:${column}`;
  };
  if (source.findings.length > 0) return { file, findings: source.findings, tests: null, placeOf };
  const parsed = parsePolicyTests(source.value);
  if (parsed.ok) return { file, findings: [], tests: parsed.tests, placeOf };
  return { file, findings: parsed.issues.map((issue) => ({ file, ...issue, ...placeOfIssue(source, issue) })), tests: null, placeOf };
}

function placeOfIssue(source: PolicySource, { code, path }: Pick<Finding, 'code' | 'path'>): { line: number; column: number } {
  return source.positionOf(path, code === 'unknown-key');
}
