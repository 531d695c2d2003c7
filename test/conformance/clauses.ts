// The clauses of the semantics about decisions, S-1 to S-12, which the vectors show by example; those about changes of a policy are no matter of messages.

import { readFileSync } from 'node:fs';

const semantics = readFileSync(new URL('../../docs/semantics.md', import.meta.url), 'utf8');

export const clauses: readonly string[] = [...semantics.matchAll(/^- \*\*(S-\d+\.\d+)\*\*/gm)].map((match) => match[1] ?? '').filter((clause) => Number(/\d+/.exec(clause)?.[0]) <= 12);
