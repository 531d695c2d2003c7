// Names that a policy defines, where it refers to them: address lists, routes, org units, and the settings that an org unit can disable.
import { getLocation, parse } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';

export interface NameAt {
  readonly label: string;
  readonly detail: string;
  readonly snippet: string;
  readonly from: number;
  readonly to: number;
}

/** The names that can stand at a place of the text; none where no name is referred to. */
export function namesAt(text: string, offset: number): NameAt[] {
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  const reference = isAtPropertyKey ? undefined : REFERENCES.find(({ to }) => matches(path, to));
  if (reference === undefined) return [];
  const [from, to] = textAround(previousNode, offset) ?? [offset, offset];
  const names = reference.names(parse(text) as unknown);
  return [...new Set(names)].map((name) => ({ label: name, detail: reference.detail, snippet: snippetText(JSON.stringify(name)), from, to }));
}

/** The string that the cursor is in, or right behind. */
function textAround(node: Node | undefined, offset: number): readonly [from: number, to: number] | null {
  if (node?.type !== 'string') return null;
  const end = node.offset + node.length;
  return node.offset < offset && offset <= end ? [node.offset, end] : null;
}

interface Reference {
  /** `*` is any key or index. */
  readonly to: readonly string[];
  readonly detail: string;
  names(document: unknown): string[];
}

const SETTING = ['orgUnits', '*', 'settings', '*'];
const REFERENCES: readonly Reference[] = [
  { to: [...SETTING, 'addressLists', '*'], detail: 'An address list of this policy.', names: (document) => Object.keys(objectOf(document, 'addressLists')) },
  { to: [...SETTING, 'route'], detail: 'A route of this policy.', names: (document) => Object.keys(objectOf(document, 'routes')) },
  { to: ['alternateSecureRoute'], detail: 'A route of this policy.', names: (document) => Object.keys(objectOf(document, 'routes')) },
  { to: ['users', '*'], detail: 'An org unit of this policy.', names: (document) => ['/', ...listOf(document, 'orgUnits').flatMap((unit) => textOf(unit, 'path'))] },
  {
    to: ['orgUnits', '*', 'disable', '*'],
    detail: 'A setting of this policy.',
    names: (document) => listOf(document, 'orgUnits').flatMap((unit) => listOf(unit, 'settings').flatMap((setting) => textOf(setting, 'id'))),
  },
];

function matches(path: readonly (string | number)[], pattern: readonly string[]): boolean {
  return path.length === pattern.length && pattern.every((key, index) => key === '*' || key === path[index]);
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

function objectOf(value: unknown, key: string): object {
  const found = member(value, key);
  return typeof found === 'object' && found !== null ? found : {};
}

function listOf(value: unknown, key: string): readonly unknown[] {
  const found = member(value, key);
  return Array.isArray(found) ? found : [];
}

function textOf(value: unknown, key: string): string[] {
  const found = member(value, key);
  return typeof found === 'string' ? [found] : [];
}

/** What means something in a snippet is written so that it means itself. */
function snippetText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
