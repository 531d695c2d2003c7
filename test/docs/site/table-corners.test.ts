import { expect, test } from 'vitest';
import { rendered } from './rendered.js';

test('only an empty header cell is a plain cell', async () => {
  const html = await rendered('|  | one |\n| - | -: |\n| first | 1 |');
  expect(html).toMatch(/<tr>\s*<td><\/td>\s*<th style="text-align:right">one<\/th>\s*<\/tr>/);
});
