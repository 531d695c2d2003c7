// A policy file: read, parsed as JSON or YAML, and checked, with every finding at its place in the file.

import { parsePolicy } from '../policy/parse-policy.js';
import type { Diagnostic } from '../model/diagnostic.js';
import type { Policy } from '../model/policy.js';
import { bytesOf, invalidUtf8, STANDARD_INPUT, STANDARD_INPUT_NAME } from './input-bytes.js';
import type { Io } from './io.js';
import { readJsonDocument } from './json-document.js';
import { positionFinder } from './position.js';
import type { Position } from './position.js';
import { locate } from './source-document.js';
import type { SourceDocument, SourceProblem } from './source-document.js';
import { readYamlDocument } from './yaml-document.js';

export interface PolicyFile {
  /** As people know it. */
  readonly file: string;
  readonly findings: readonly Finding[];
  /** Null when a finding is an error. */
  readonly policy: Policy | null;
}

/** A diagnostic and its place in the file. */
export interface Finding extends Position {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** Empty for what is wrong with the file as text. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** @param operand - a path, or `-` for standard input */
export async function readPolicyFile(operand: string, io: Io): Promise<PolicyFile> {
  const file = operand === STANDARD_INPUT ? STANDARD_INPUT_NAME : operand;
  const bytes = await bytesOf(operand, io);
  const invalid = invalidUtf8(bytes);
  // A policy is never read in a guessed charset: a domain that was guessed could be another one.
  if (invalid !== null) return { file, findings: [encodingFinding(invalid.before)], policy: null };
  return { file, ...checkText(new TextDecoder().decode(bytes), file) };
}

function encodingFinding(before: string): Finding {
  const message = 'the file is not valid UTF-8 from here on; save it as UTF-8';
  return { severity: 'error', code: 'encoding', path: [], message, ...positionFinder(before)(before.length) };
}

function checkText(text: string, file: string): Omit<PolicyFile, 'file'> {
  const source = readSource(text, file);
  const positionOf = positionFinder(text);
  if (source.problems.length > 0) return { findings: source.problems.map((problem) => problemFinding(problem, positionOf)), policy: null };
  const parsed = parsePolicy(source.value);
  const finding = (diagnostic: Diagnostic): Finding => ({ ...diagnostic, ...positionOf(offsetOf(diagnostic, source)) });
  if (parsed.ok) return { findings: parsed.warnings.map(finding), policy: parsed.policy };
  return { findings: parsed.issues.map(finding), policy: null };
}

/** By the name of the file; a file of another name is JSON if it begins like JSON. */
function readSource(text: string, file: string): SourceDocument {
  if (/\.ya?ml$/i.test(file)) return readYamlDocument(text);
  const json = /\.json$/i.test(file) || /^\s*[{[]/.test(text);
  return json ? readJsonDocument(text) : readYamlDocument(text);
}

function problemFinding({ code, offset, message }: SourceProblem, positionOf: (offset: number) => Position): Finding {
  return { severity: 'error', code, path: [], message, ...positionOf(offset) };
}

function offsetOf({ code, path }: Diagnostic, { root }: SourceDocument): number {
  return locate(root, path, code === 'unknown-key' || code === 'duplicate-user');
}
