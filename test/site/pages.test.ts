// Every page of the site, on a phone and on a wide screen: it is there, says what it is, has its headings in order and fits the screen.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sitePages } from './site-pages.js';
import { desktop, phone, siteFolder, useSite } from './site.js';

const site = useSite();
const files = readdirSync(siteFolder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html') && file !== '404.html');
const pages = files.map((file) => `/${file.replace(/(^|\/)index\.html$/, '$1')}`).sort();

test('there are those of the sidebar, the front page, and those of the API, each under a title of its own', () => {
  expect(pages).toEqual(expect.arrayContaining(['/', ...sitePages]));
  expect(pages.filter((path) => path.startsWith('/reference/api/')).length).toBeGreaterThan(10);
  const titles = files.map((file) => /<title>(.*?)<\/title>/.exec(readFileSync(join(siteFolder, file), 'utf8'))?.[1] ?? '');
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

/** Part of the pages each, so that no test takes long. */
const PARTS = [0, 1, 2, 3];

test.each(PARTS)('every page is there, and fits its screen (part %i)', async (part) => {
  const page = await site.blank();
  const problems: string[] = [];
  for (const path of pages.filter((_, index) => index % PARTS.length === part)) {
    await page.setViewportSize(desktop.viewport);
    const status = (await site.visit(page, path)).status();
    if (status !== 200) problems.push(`${path}: status ${status}`);
    const found = [...(await problemsOf(page)), ...(await overflow(page))];
    await page.setViewportSize(phone.viewport);
    problems.push(...[...found, ...(await overflow(page))].map((problem) => `${path}: ${problem}`));
  }
  expect(problems).toEqual([]);
});

test('the navigation bar fits every width between', async () => {
  const page = await site.open('/start.html');
  const problems: string[] = [];
  for (const width of [320, 600, 768, 800, 880, 960, 1024, 1280, 2200]) {
    await page.setViewportSize({ width, height: 800 });
    problems.push(...(await overflow(page)));
  }
  expect(problems).toEqual([]);
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
