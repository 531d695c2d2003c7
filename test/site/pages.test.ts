// Every page of the sidebar, on a phone and on a wide screen: it is there, says what it is, has its headings in order and fits the screen.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sitePages } from './site-pages.js';
import { desktop, phone, useSite } from './site.js';

const site = useSite();

test.each([phone, desktop])('every page is there and fits a screen of $viewport.width pixels', async (screen) => {
  const page = await site.blank(screen);
  const problems: string[] = [];
  for (const path of ['/', ...sitePages]) {
    const status = (await site.visit(page, path)).status();
    if (status !== 200) problems.push(`${path}: status ${status}`);
    problems.push(...(await problemsOf(page)).map((problem) => `${path}: ${problem}`));
  }
  expect(problems).toEqual([]);
});

test('no page is listed twice, and each has a title of its own', async () => {
  const page = await site.blank();
  const titles: string[] = [];
  for (const path of sitePages) {
    await site.visit(page, path);
    titles.push(await page.title());
  }
  expect(new Set(sitePages).size).toBe(sitePages.length);
  expect(new Set(titles).size).toBe(titles.length);
});

function problemsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const levels = [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')].map(({ tagName }) => Number(tagName[1]));
    if (levels.filter((level) => level === 1).length !== 1) found.push(`${levels.filter((level) => level === 1).length} headings of the first level`);
    levels.forEach((level, index) => {
      if (level > (levels[index - 1] ?? 0) + 1) found.push(`a heading of level ${level} follows one of level ${levels[index - 1] ?? 0}`);
    });
    if (!/^\S.* \| smtp-tls-policy$|^smtp-tls-policy$/.test(document.title)) found.push(`the title is "${document.title}"`);
    if (document.documentElement.lang !== 'en') found.push(`the language is "${document.documentElement.lang}"`);
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`is ${scrollWidth} pixels wide, the screen ${clientWidth}`);
    return found;
  });
}
