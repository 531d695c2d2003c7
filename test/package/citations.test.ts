// Citations of the semantics: no dangling ones, and no clause that nothing cites.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, root } from './source-file.js';

const semantics = 'docs/semantics.md';
const clauses = new Set(read(semantics).match(/^- (\*\*)?S-\d+\.\d+/gm)?.map((line) => line.replace(/^- (\*\*)?/, '')));
const chapters = new Set([...clauses].map((clause) => clause.split('.')[0]!));

const code = [...listFiles('src', '.ts'), ...listFiles('test', '.ts'), ...listFiles('test', '.mjs'), ...listFiles('test/conformance', '.json')];
const words = [...listFiles('docs', '.md'), 'README.md', 'CHANGELOG.md'];

describe('citations', () => {
  it('find the clauses in the semantics', () => {
    expect(clauses.size).toBeGreaterThanOrEqual(63);
    expect([...chapters].sort((a, b) => Number(a.slice(2)) - Number(b.slice(2)))).toEqual(Array.from({ length: 23 }, (_, index) => `S-${index + 1}`));
  });

  it('cite clauses that exist', () => {
    const dangling = [...code, ...words].flatMap((path) => citationsIn(path).filter((clause) => !exists(clause)).map((clause) => `${path}: ${clause}`));
    expect(dangling).toEqual([]);
  });

  it('leave no clause uncited by sources and tests', () => {
    const cited = new Set(code.flatMap(citationsIn));
    expect([...clauses].filter((clause) => !cited.has(clause))).toEqual([]);
  });
});

/** `S-4.2`, a clause, or `S-4`, a chapter; in the sources and tests, this file apart, and in the documents. */
function citationsIn(path: string): string[] {
  if (path === 'test/package/citations.test.ts') return [];
  return read(path).match(/(?<![\w-])S-\d+(\.\d+)?(?![\d\w-])/g) ?? [];
}

function exists(citation: string): boolean {
  return clauses.has(citation) || chapters.has(citation);
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
