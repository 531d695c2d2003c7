import { expect, test } from 'vitest';
import { rendered } from './rendered.js';

/** A clause of two digits, which there is not yet, so that it cannot be cited. */
const TENTH = ['S-12', 10].join('.');

test.each([
  ['A clause (S-4.3) is cited.', ['S-4.3 s-4-3']],
  ['It is in S-4.3.', ['S-4.3 s-4-3']],
  ['It is in S-12.', ['S-12 s-12']],
  [`S-4.3, S-4.5 and *${TENTH}*`, ['S-4.3 s-4-3', 'S-4.5 s-4-5', `${TENTH} s-12-10`]],
  ['S-4.3-S-4.5', ['S-4.3 s-4-3', 'S-4.5 s-4-5']],
  ['| a |\n| - |\n| S-4.3 |', ['S-4.3 s-4-3']],
  ['- **S-4.3** leads to S-4.4', ['S-4.4 s-4-4']],
])('%s', async (markdown, links) => {
  expect(await linksOf(markdown)).toEqual(links);
});

test.each(['`S-4.3`', '```\nS-4.3\n```', '[S-4.3](page.md)', '## What S-4.3 means', 'TLS-1.2', 'AES-128', 'S-4.3.1', 'S-4a', 'S-'])('%s stays as it is', async (markdown) => {
  expect(await linksOf(markdown)).toEqual([]);
});

test('what surrounds a citation is kept', async () => {
  expect((await rendered('Before (S-4.3), *after* it.')).replaceAll(/<\/?a[^>]*>/g, '')).toBe('<p>Before (S-4.3), <em>after</em> it.</p>\n');
});

async function linksOf(markdown: string): Promise<string[]> {
  return [...(await rendered(markdown)).matchAll(/href="\/semantics\.html#([^"]*)"[^>]*>([^<]*)</g)].map(([, anchor = '', text = '']) => `${text} ${anchor}`);
}
