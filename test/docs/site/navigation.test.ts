// The sidebar leads to every page, each once; what it does not name, a page that it names lists.
import { expect, test } from 'vitest';
import { navigation } from '../../../docs/.vitepress/navigation.js';
import { listFiles } from '../../package/source-file.js';
import { sitePages } from '../../site/site-pages.js';

const pages = listFiles('docs', '.md').map((file) => `/${file.slice('docs/'.length).replace(/(?:index)?\.md$/, (end) => (end === '.md' ? '.html' : ''))}`);

test('every page is in the sidebar, but for the front page and the pages of the entries, which the page about the API lists', () => {
  const elsewhere = pages.filter((page) => page === '/' || /^\/reference\/api\/./.test(page));
  expect([...sitePages].sort()).toEqual(pages.filter((page) => !elsewhere.includes(page)).sort());
});

test('the menu leads to pages of the sidebar', () => {
  for (const { link } of navigation.nav) expect(sitePages).toContain(link.endsWith('/') ? link : `${link}.html`);
});
