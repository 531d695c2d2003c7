// Every block of the README and of the docs runs, and prints what the page shows. What the pages have to keep to stands in `page.ts`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listFiles, root } from '../../package/source-file.js';
import { followPage, typeProblems } from './follow-page.js';
import { readPage } from './page.js';
import { openWorkplace } from './workplace.js';
import type { Workplace } from './workplace.js';

// Pages are followed side by side, and one has many commands.
vi.setConfig({ testTimeout: 180_000 });

const pages = ['README.md', ...listFiles('docs', '.md')].map((path) => readPage(path, readFileSync(join(root, path), 'utf8')));
let workplace: Workplace;

beforeAll(async () => {
  workplace = await openWorkplace();
});
afterAll(async () => {
  await workplace.close();
});

describe('the blocks of the pages', () => {
  it('are there', () => {
    const kinds = pages.flatMap(({ steps }) => steps.map(({ kind }) => kind));
    expect(kinds.filter((kind) => kind === 'typescript').length).toBeGreaterThan(20);
    expect(kinds.filter((kind) => kind === 'shell').length).toBeGreaterThan(20);
  });

  it('are typed', () => {
    expect([...typeProblems(pages, workplace).values()].flat()).toEqual([]);
  });

  it.concurrent.each(pages.filter(({ steps, faults }) => steps.length + faults.length > 0).map((page) => [page.path, page] as const))('%s runs', async (_path, page) => {
    expect(await followPage(page, workplace)).toEqual([]);
  });
});
