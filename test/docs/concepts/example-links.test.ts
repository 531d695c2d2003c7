// Pages and examples know each other: no link to an example that is not there, no example that no page opens.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examples } from '../../../docs/playground/examples.js';
import { listFiles, root } from '../../package/source-file.js';

const links = new Map(listFiles('docs', '.md').map((page) => [page, linksOf(page)]));

describe('links to examples', () => {
  it('lead to examples that are there', () => {
    const dangling = [...links].flatMap(([page, names]) => names.filter((name) => !examples.has(name)).map((name) => `${page}: ${name}`));
    expect(dangling).toEqual([]);
  });

  it('lead to every example', () => {
    const linked = new Set([...links.values()].flat());
    expect([...examples.keys()].filter((name) => !linked.has(name))).toEqual([]);
  });

  it('are on every concept page', () => {
    const concepts = [...links].filter(([page]) => page.startsWith('docs/concepts/'));
    expect(concepts.map(([page, names]) => [page, names.length > 0])).toEqual(concepts.map(([page]) => [page, true]));
    expect(concepts).toHaveLength(6);
  });
});

function linksOf(page: string): string[] {
  return [...readFileSync(join(root, page), 'utf8').matchAll(/#example=([\w-]+)/g)].map(([, name = '']) => name);
}
