// YAML 1.2 with places: the one door to the yaml package.

import { isAlias, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Document, YAMLMap } from 'yaml';
import type { SourceDocument, SourceMember, SourceNode, SourceProblem } from './source-document.js';

export function readYamlDocument(text: string): SourceDocument {
  try {
    return readDocument(text);
  } catch (error) {
    // Nested too deep for the parser, or more aliases than any policy needs.
    return failed([{ code: 'syntax', offset: 0, message: error instanceof Error ? error.message : String(error) }]);
  }
}

function readDocument(text: string): SourceDocument {
  // Keys written twice are looked for below: the parser compares every key with every other, which takes long for a large `users` map.
  const document = parseDocument(text, { version: '1.2', stringKeys: true, uniqueKeys: false, prettyErrors: false, logLevel: 'error' });
  // A tag that nobody resolves is a warning of the parser's, but here it would be something silently dropped (S-1.2).
  const problems = [...document.errors, ...document.warnings].map(syntaxProblem);
  if (problems.length === 0) problems.push(...repeatedKeys(document));
  if (problems.length > 0) return failed(problems);
  if (document.contents === null) return failed([{ code: 'syntax', offset: 0, message: 'the file is empty' }]);
  return { value: document.toJS(), problems, root: sourceNode(document.contents, document, 0) };
}

function failed(problems: readonly SourceProblem[]): SourceDocument {
  return { value: undefined, problems, root: null };
}

function syntaxProblem(error: { code: string; message: string; pos: [number, number] }): SourceProblem {
  return { code: 'syntax', offset: error.pos[0], message: yamlWords(error.code) ?? error.message };
}

/** Messages of the parser that speak to programmers, said to administrators. */
function yamlWords(code: string): string | null {
  switch (code) {
    case 'MULTIPLE_DOCS':
      return 'a second YAML document begins here; a policy is one document';
    case 'NON_STRING_KEY':
      return 'a key that is no plain text; put it in quotes';
  }
  return null;
}

function repeatedKeys(document: Document.Parsed): SourceProblem[] {
  const problems: SourceProblem[] = [];
  visit(document, {
    Map(_key, map) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = keyText(key);
        if (seen.has(name)) problems.push({ code: 'duplicate-key', offset: startOf(key, 0), message: `the key \`${name}\` is written twice in one map; keep one` });
        seen.add(name);
      }
    },
  });
  return problems;
}

/** A node is read when a path asks for it, so that aliases in a circle do no harm. */
function sourceNode(written: unknown, document: Document.Parsed, around: number): SourceNode {
  const node: unknown = isAlias(written) ? written.resolve(document) : written;
  const offset = startOf(node, around);
  if (isMap(node)) return { offset, collection: true, member: (key) => mapMember(node, String(key), document) };
  if (!isSeq(node)) return { offset, collection: false, member: () => undefined };
  return {
    offset,
    collection: true,
    member: (key) => {
      const item: unknown = typeof key === 'number' ? node.items[key] : undefined;
      if (item === undefined) return undefined;
      const child = sourceNode(item, document, offset);
      return { keyOffset: child.offset, node: child };
    },
  };
}

function mapMember(map: YAMLMap, key: string, document: Document.Parsed): SourceMember | undefined {
  const pair = map.items.find((item) => keyText(item.key) === key);
  if (pair === undefined) return undefined;
  const keyOffset = startOf(pair.key, 0);
  return { keyOffset, node: sourceNode(pair.value, document, keyOffset) };
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

/** @param around - the place to name where a node has none of its own, as an empty value */
function startOf(node: unknown, around: number): number {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return around;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : around;
}
