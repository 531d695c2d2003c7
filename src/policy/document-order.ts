// Diagnostics in the order in which a reader meets their places in the document (S-1.2).

import type { Path } from './findings.js';
import { escapeKey } from './free-names.js';
import type { PlainJson } from './plain-json.js';

export function inDocumentOrder<Placed extends { readonly path: Path }>(diagnostics: readonly Placed[], document: PlainJson | undefined): Placed[] {
  const keyOrder: KeyOrder = new Map();
  const placed = diagnostics.map((diagnostic) => ({ diagnostic, place: placeOf(diagnostic.path, document, keyOrder) }));
  return placed.sort((a, b) => comparePlaces(a.place, b.place)).map(({ diagnostic }) => diagnostic);
}

/** The places of the keys of an object, counted once an object. */
type KeyOrder = Map<object, ReadonlyMap<string, number>>;

/** What is not in the document comes after what is. */
function placeOf(path: Path, document: PlainJson | undefined, keyOrder: KeyOrder): number[] {
  let value = document;
  return path.map((key) => {
    const container = typeof value === 'object' ? value : undefined;
    const escaped = typeof key === 'string' ? escapeKey(key) : key;
    value = (container as Readonly<Record<string | number, PlainJson>> | null | undefined)?.[escaped];
    if (typeof escaped === 'number') return escaped;
    return (container && keysOf(container, keyOrder).get(escaped)) ?? Infinity;
  });
}

function keysOf(container: object, keyOrder: KeyOrder): ReadonlyMap<string, number> {
  const known = keyOrder.get(container);
  if (known !== undefined) return known;
  const keys = new Map(Object.keys(container).map((key, place) => [key, place]));
  keyOrder.set(container, keys);
  return keys;
}

function comparePlaces(a: readonly number[], b: readonly number[]): number {
  for (const [depth, left] of a.entries()) {
    const right = b[depth] ?? -1; // a place above comes before those below it
    if (left !== right) return left < right ? -1 : 1;
  }
  return a.length - b.length;
}
