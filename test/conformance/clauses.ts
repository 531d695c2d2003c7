// The clauses of the semantics, which the vectors show by example.

import { readFileSync } from 'node:fs';

const semantics = readFileSync(new URL('../../docs/semantics.md', import.meta.url), 'utf8');

export const clauses: readonly string[] = [...semantics.matchAll(/^- \*\*(S-\d+\.\d+)\*\*/gm)].map((match) => match[1] ?? '');
