// The pages about the entries are what the docstrings say, and the docstrings say something of every public name.
import { beforeAll, describe, expect, it } from 'vitest';
import { apiReference } from '../../../docs/reference/generator/api-project.js';
import type { ApiReference } from '../../../docs/reference/generator/api-project.js';
import { ENTRIES } from '../../../docs/reference/generator/entries.js';

let reference: ApiReference;
beforeAll(async () => {
  reference = await apiReference();
});

describe('the docstrings', () => {
  it('are there for every public name, and their links lead somewhere', () => {
    expect(reference.complaints).toEqual([]);
  });
});

describe('the page about', () => {
  it.each(ENTRIES.map(({ name, page }) => [name, page]))('%s is what its docstrings say', async (_name, page) => {
    await expect(reference.pages.get(page)).toMatchFileSnapshot(`../../../docs/reference/api/${page}.md`);
  });
});
