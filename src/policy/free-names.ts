// Names that the document is free to choose: of lists, routes and users. `constructor` and `__proto__` are names like any other (S-1.4).

import type { Refused } from './draft.js';

const PROTO = '__proto__';

/**
 * Schema libraries skip a member named `__proto__`. In snapshots it and the names that begin with it have one more character at the end, so that
 * it is a member like any other; no two names become one.
 */
export function escapeKey(key: string): string {
  return key.startsWith(PROTO) ? `${key}_` : key;
}

export function unescapeKey(key: string): string {
  return key.startsWith(PROTO) ? key.slice(0, -1) : key;
}

/** The members of a snapshot's object, by their names as written. */
export function* membersOf<T>(map: { readonly [key: string]: T } | Refused | undefined): Generator<readonly [string, T]> {
  if (typeof map !== 'object') return;
  for (const key of Object.keys(map)) yield [unescapeKey(key), map[key] as T];
}
