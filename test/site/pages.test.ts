// Every page of the sidebar, on a phone and on a wide screen: it is there, says what it is, has its headings in order and fits the screen.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sitePages } from './site-pages.js';
import { desktop, phone, useSite } from './site.js';

const site = useSite();

test('every page is there, once, under a title of its own, and fits its screen', async () => {
  const page = await site.blank();
  const problems: string[] = [];
  const titles = new Set<string>();
  for (const path of ['/', ...sitePages]) {
    await page.setViewportSize(desktop.viewport);
    const status = (await site.visit(page, path)).status();
    if (status !== 200) problems.push(`${path}: status ${status}`);
    const found = [...(await problemsOf(page)), ...(await overflow(page))];
    await page.setViewportSize(phone.viewport);
    problems.push(...[...found, ...(await overflow(page))].map((problem) => `${path}: ${problem}`));
    titles.add(await page.title());
  }
  expect(problems).toEqual([]);
  expect(titles.size).toBe(sitePages.length + 1);
});

function problemsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const levels = [...document.querySelectorAll('#VPContent :is(h1, h2, h3, h4, h5, h6)')].map(({ tagName }) => Number(tagName[1]));
    if (levels.filter((level) => level === 1).length !== 1) found.push(`${levels.filter((level) => level === 1).length} headings of the first level`);
    levels.forEach((level, index) => {
      if (level > (levels[index - 1] ?? 0) + 1) found.push(`a heading of level ${level} follows one of level ${levels[index - 1] ?? 0}`);
    });
    if (!/^\S.* \| smtp-tls-policy$|^smtp-tls-policy$/.test(document.title)) found.push(`the title is "${document.title}"`);
    if (document.documentElement.lang !== 'en') found.push(`the language is "${document.documentElement.lang}"`);
    return found;
  });
}

/** Code, tables and pictures scroll in themselves; the page does not. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`is ${scrollWidth} pixels wide on a screen of ${clientWidth}`] : [];
  });
}
