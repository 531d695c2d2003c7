// YAML 1.2 with places: the one door to the yaml package.

import { Composer, isAlias, isMap, isScalar, isSeq, Parser, stringify, visit } from 'yaml';
import type { Alias, CST, Document, DocumentOptions, Pair, ParsedNode, ParseOptions, SchemaOptions, YAMLMap, YAMLSeq } from 'yaml';
import type { SourceDocument, SourceMember, SourceNode, SourceProblem } from './source-document.js';

export function readYamlDocument(text: string): SourceDocument {
  const tokens = [...new Parser().parse(text)];
  if (tokens.some(isTooDeep)) return failed([{ code: 'syntax', offset: 0, message: `values are nested more than ${MAX_DEPTH} deep` }]);
  const [document, second] = [...new Composer(OPTIONS).compose(tokens, true, text.length)];
  if (document === undefined) return failed([EMPTY]);
  const problems = syntaxProblems(document);
  if (second !== undefined) problems.push({ code: 'syntax', offset: second.range[0], message: 'a second YAML document begins here; a policy is one document' });
  if (problems.length > 0) return failed(problems);
  const repeated = repeatedKeys(document);
  if (repeated.length > 0) return failed(repeated);
  return document.contents === null ? failed([EMPTY]) : valueOf(document, document.contents);
}

// Keys written twice are looked for below: the composer compares every key with every other, which takes long for a large `users` map.
const OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = { version: '1.2', stringKeys: true, uniqueKeys: false, prettyErrors: false, logLevel: 'error' };
const EMPTY: SourceProblem = { code: 'syntax', offset: 0, message: 'the file is empty' };
/** No policy is nested deeper, and the composer, which calls itself for each level, could take the process down with it. */
const MAX_DEPTH = 200;

/** A value as a YAML document that says it in full: no anchors, and no line is folded. */
export function yamlText(value: unknown): string {
  return stringify(value, { version: '1.2', lineWidth: 0, aliasDuplicateObjects: false });
}

function valueOf(document: Document.Parsed, contents: ParsedNode): SourceDocument {
  try {
    return { value: document.toJS(), problems: [], root: new NodePlaces(document).node(contents, 0) };
  } catch (error) {
    // More aliases than any policy needs.
    return failed([{ code: 'syntax', offset: 0, message: error instanceof Error ? error.message : String(error) }]);
  }
}

/** Looks level by level, without calling itself. */
function isTooDeep(token: CST.Token): boolean {
  let level: CST.Token[] = [token];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH + 1) return true;
    level = level.flatMap(childrenOf);
  }
  return false;
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value]).filter((child) => child !== undefined && child !== null);
}

function failed(problems: readonly SourceProblem[]): SourceDocument {
  return { value: undefined, problems, root: null };
}

/** What is said further of one place follows from the first. A tag that nobody resolves is a mere warning there, but here it would be dropped in silence. */
function syntaxProblems({ errors, warnings }: Document.Parsed): SourceProblem[] {
  const places = new Set<number>();
  const first = [...errors, ...warnings].filter(({ pos: [offset] }) => !places.has(offset) && places.add(offset));
  return first.map(({ code, message, pos: [offset] }) => ({ code: 'syntax', offset, message: code === 'NON_STRING_KEY' ? 'a key that is no plain text; put it in quotes' : message }));
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

/** Where the nodes of a document stand. What a path has asked for once is looked up from then on, for there can be a diagnostic for every user. */
class NodePlaces {
  readonly #document: Document.Parsed;
  readonly #pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();
  #anchored: ReadonlyMap<Alias, unknown> | null = null;

  constructor(document: Document.Parsed) {
    this.#document = document;
  }

  /** A node is read when a path asks for it, so that aliases in a circle do no harm. */
  node(written: unknown, around: number): SourceNode {
    const node: unknown = isAlias(written) ? this.#meant(written) : written;
    const offset = startOf(node, around);
    if (isMap(node)) return { offset, collection: true, member: (key) => this.#pairMember(node, String(key)) };
    if (isSeq(node)) return { offset, collection: true, member: (key) => this.#itemMember(node, key, offset) };
    return { offset, collection: false, member: () => undefined };
  }

  #itemMember(list: YAMLSeq, key: string | number, around: number): SourceMember | undefined {
    const item: unknown = typeof key === 'number' ? list.items[key] : undefined;
    if (item === undefined) return undefined;
    const node = this.node(item, around);
    return { keyOffset: node.offset, node };
  }

  #pairMember(map: YAMLMap, key: string): SourceMember | undefined {
    const pairs = this.#pairs.get(map) ?? new Map(map.items.map((pair) => [keyText(pair.key), pair]));
    this.#pairs.set(map, pairs);
    const pair = pairs.get(key);
    if (pair === undefined) return undefined;
    const keyOffset = startOf(pair.key, 0);
    return { keyOffset, node: this.node(pair.value, keyOffset) };
  }

  #meant(alias: Alias): unknown {
    this.#anchored ??= anchoredNodes(this.#document);
    return this.#anchored.get(alias);
  }
}

/** What each alias stands for: the last node of that anchor before it. The package walks through the whole document for each alias. */
function anchoredNodes(document: Document.Parsed): ReadonlyMap<Alias, unknown> {
  const anchors = new Map<string, unknown>();
  const meant = new Map<Alias, unknown>();
  visit(document, {
    Alias: (_key, alias) => void meant.set(alias, anchors.get(alias.source)),
    Value(_key, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return meant;
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
