// A value against its schema: what is wrong is reported in the words of the domain, and what is left is a draft (S-1.1, S-1.2).

import { refused } from './draft.js';
import type { Draft } from './draft.js';
import type { Findings, Path } from './findings.js';
import { unescapeKey } from './free-names.js';
import type { PlainJson } from './plain-json.js';
import { describeValue, quote, quoteAll } from '../model/quotation.js';
import { shapeIssues } from './schema.js';
import type { Schema, ShapeIssue } from './schema.js';

/**
 * Reports whatever has not the shape of the schema and marks it as refused in the draft that is returned.
 * @param noun - what the document is called where the whole of it is wrong
 */
export function readShape<T>(schema: Schema<T>, value: PlainJson | undefined, path: Path, findings: Findings, noun = 'the policy'): Draft<T> {
  const issues = shapeIssues(schema, value);
  if (issues.length === 0) return value as Draft<T>;
  const refusals: RefusalTree = { refused: false, below: new Map() };
  const reader: Reader = { value, path, findings, refusals, noun };
  // Unknown keys first: a key that was misspelt is not missing.
  for (const issue of issues) if (issue.kind === 'unknown-key') reportUnknownKeys(issue, reader);
  for (const issue of issues) if (issue.kind === 'invalid-value') reportInvalidValue(issue, reader);
  return withRefusals(value, refusals) as Draft<T>;
}

interface Reader {
  readonly value: PlainJson | undefined;
  readonly path: Path;
  readonly findings: Findings;
  readonly refusals: RefusalTree;
  readonly noun: string;
}

/** The places of refused values, as a tree: keys are escaped. */
interface RefusalTree {
  refused: boolean;
  readonly below: Map<string | number, RefusalTree>;
}

function reportUnknownKeys({ path, keys, known }: ShapeIssue & { kind: 'unknown-key' }, { value, path: base, findings, refusals }: Reader): void {
  const parent = valueAt(value, path);
  for (const escaped of keys) {
    const key = unescapeKey(escaped);
    const meant = findings.nearest(key, known);
    const advice = meant === null ? `known here: ${quoteAll(known)}` : `did you mean ${quote(meant)}?`;
    findings.error('unknown-key', [...base, ...path.map(unescapeSegment), key], `there is no key ${quote(key)} here; ${advice}`);
    if (meant !== null && valueAt(parent, [meant]) === undefined) refuse(refusals, [...path, meant]);
  }
}

function reportInvalidValue({ path, wanted, words }: ShapeIssue & { kind: 'invalid-value' }, { value, path: base, findings, refusals, noun }: Reader): void {
  const found = valueAt(value, path);
  const known = found === refused || isRefused(refusals, path);
  refuse(refusals, path);
  if (known) return; // reported already: not plain JSON, or misspelt
  const place = [...base, ...path.map(unescapeSegment)];
  const meant = typeof found === 'string' ? findings.nearest(found, words) : null;
  const advice = meant === null ? '' : `; did you mean ${quote(meant)}?`;
  findings.error('invalid-value', place, `${problem(place, wanted, found, noun)}${advice}`);
}

function problem(place: Path, wanted: string, found: PlainJson | undefined, noun: string): string {
  const key = place.at(-1);
  const subject = key === undefined ? noun : typeof key === 'number' ? 'this item' : quote(key);
  if (found === undefined && typeof key === 'string') return `${subject} is missing; add ${wanted}`;
  return `${subject} must be ${wanted}, not ${describeValue(found)}`;
}

/** The schema speaks of members of objects and lists only, so every value on the way is one. */
function valueAt(value: PlainJson | undefined, path: Path): PlainJson | undefined {
  let current = value;
  for (const key of path) current = (current as Readonly<Record<string | number, PlainJson>>)[key];
  return current;
}

function refuse(tree: RefusalTree, path: Path): void {
  let node = tree;
  for (const key of path) {
    const next = node.below.get(key) ?? { refused: false, below: new Map() };
    node.below.set(key, next);
    node = next;
  }
  node.refused = true;
}

function isRefused(tree: RefusalTree, path: Path): boolean {
  let node: RefusalTree | undefined = tree;
  for (const key of path) node = node?.below.get(key);
  return node?.refused === true;
}

/** A copy with the mark in the refused places; what has none below it is shared. */
function withRefusals(value: PlainJson | undefined, tree: RefusalTree): PlainJson {
  if (tree.refused) return refused;
  if (Array.isArray(value)) {
    const items = [...(value as readonly PlainJson[])];
    for (const [index, below] of tree.below) items[index as number] = withRefusals(items[index as number], below);
    return items;
  }
  const members = Object.assign(Object.create(null) as Record<string, PlainJson>, value);
  for (const [key, below] of tree.below) members[key] = withRefusals(members[key], below);
  return members;
}

function unescapeSegment(key: string | number): string | number {
  return typeof key === 'string' ? unescapeKey(key) : key;
}
