import { expect, test } from 'vitest';
import { textForSearch } from '../../../docs/.vitepress/search.js';

const renderer = (html: string) => ({ render: () => html });
const clause = '<ul><li id="s-4-3" class="clause" tabindex="-1"><a href="#s-4-3" class="clause-number">S-4.3</a> The author.</li></ul>';

test('a clause is a section of its own', () => {
  expect(textForSearch('', { path: '', relativePath: '', cleanUrls: false }, renderer(clause))).toBe('<ul><li><h4>S-4.3 <a href="#s-4-3">#</a></h4> The author.</li></ul>');
});

test('a page that is not to be searched is not', () => {
  expect(textForSearch('', { path: '', relativePath: '', cleanUrls: false, frontmatter: { search: false } }, renderer(clause))).toBe('');
});
