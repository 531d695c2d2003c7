// The conformance vectors: language-neutral examples of the clauses, read from `vectors/*.json`.

import { readdirSync, readFileSync } from 'node:fs';

/** One example. What else it holds depends on its kind: see the check of that kind in the `check-*.mjs` files. */
export interface Vector {
  /** Unique, kebab-case. */
  readonly id: string;
  /** Clauses of the semantics, as `S-4.3`. */
  readonly cites: readonly string[];
  /** One sentence. */
  readonly title: string;
  readonly kind: string;
  readonly [key: string]: unknown;
}

const folder = new URL('./vectors/', import.meta.url);

/** The files, in order: one for each group of clauses. */
export function vectorFiles(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
}

export function readVectors(file: string): Vector[] {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Vector[];
}
