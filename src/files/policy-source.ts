// The text of a policy file as JSON or YAML, with the place of each of its parts.

import { invalidUtf8 } from './encoding.js';
import { readJsonDocument } from './json-document.js';
import { positionFinder } from './position.js';
import type { Position } from './position.js';
import type { Finding } from './finding.js';
import { locate } from './source-document.js';
import type { SourceDocument } from './source-document.js';
import { readYamlDocument } from './yaml-document.js';

export interface PolicySource {
  /** Plain data; undefined where there are findings. */
  readonly value: unknown;
  /** What is wrong with the text. */
  readonly findings: readonly Finding[];
  /** The place in the text that a path into the value points to. @param atKey - the last key itself is what is wrong */
  positionOf(path: readonly (string | number)[], atKey: boolean): Position;
}

export function readPolicySource(bytes: Uint8Array, file: string): PolicySource {
  const invalid = invalidUtf8(bytes);
  if (invalid !== null) return { value: undefined, findings: [encodingFinding(invalid.before, file)], positionOf: () => ({ line: 1, column: 1 }) };
  const text = new TextDecoder().decode(bytes);
  const { value, problems, root } = parse(text, file);
  const positionOf = positionFinder(text);
  const findings = problems.map(({ code, offset, message }): Finding => ({ file, severity: 'error', code, path: [], message, ...positionOf(offset) }));
  return { value, findings, positionOf: (path, atKey) => positionOf(locate(root, path, atKey)) };
}

function encodingFinding(before: string, file: string): Finding {
  const message = 'the file is not valid UTF-8 from here on; save it as UTF-8';
  return { file, severity: 'error', code: 'encoding', path: [], message, ...positionFinder(before)(before.length) };
}

/** By the name of the file; a file of another name is JSON if it begins like JSON. */
function parse(text: string, file: string): SourceDocument {
  if (/\.ya?ml$/i.test(file)) return readYamlDocument(text);
  const json = /\.json$/i.test(file) || /^\s*[{[]/.test(text);
  return json ? readJsonDocument(text) : readYamlDocument(text);
}
