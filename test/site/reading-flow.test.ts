// A reader goes from the front page to the start, on through the concepts, and from a cited clause to its text.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { sitePages } from './site-pages.js';
import { useSite } from './site.js';

const site = useSite();

test('home leads to the start, and the start to the playground of the same site', async () => {
  const page = await site.open('/');
  await page.getByRole('main').getByRole('link', { name: 'Start here' }).first().click();
  await page.waitForURL(site.url('/start.html'));
  await page.goBack();
  await page.getByRole('main').getByRole('link', { name: 'playground' }).first().click();
  await page.waitForURL(site.url('/playground.html'));
});

test('the next page follows the order of the sidebar to its end, and the previous one leads back', async () => {
  const chain = sitePages.slice(sitePages.indexOf('/playground.html') + 1);
  const page = await site.open(chain[0]!);
  for (const path of chain.slice(1)) await follow(page, 'next', path);
  for (const path of chain.slice(0, -1).reverse().slice(0, 3)) await follow(page, 'prev', path);
});

async function follow(page: Page, way: 'next' | 'prev', path: string): Promise<void> {
  await page.locator(`.pager-link.${way}[href="${new URL(site.url(path)).pathname}"]`).click();
  await page.waitForURL(site.url(path));
}

test('a clause that a concept cites is scrolled into sight, below the menu, and marked', async () => {
  const page = await site.open('/concepts/org-units.html');
  const citation = page.locator('main a[href*="semantics.html#s-"]').filter({ hasText: /^S-\d+\.\d+$/ }).first();
  const name = await citation.innerText();
  await citation.click();
  await page.waitForURL(/\/semantics\.html#s-\d+-\d+$/);
  await expectAtTop(page, name);
});

test('a clause is found by its address, and its number is a link to it', async () => {
  const page = await site.blank();
  await site.visit(page, '/semantics.html#s-12-1');
  await expectAtTop(page, 'S-12.1');
  await page.getByRole('link', { name: 'S-12.2', exact: true }).first().click();
  await page.waitForURL(/#s-12-2$/);
  await expectAtTop(page, 'S-12.2');
  // The keyboard goes on from the clause.
  await page.locator('#s-12-2').focus();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('s-12-2');
});

async function expectAtTop(page: Page, clause: string): Promise<void> {
  const marked = page.locator('.clause:target');
  await expect.poll(() => marked.count()).toBe(1);
  expect(await marked.innerText()).toMatch(new RegExp(`^${clause.replace('.', '\\.')}\\b`));
  const menu = await page.locator('.VPNavBar').boundingBox();
  await expect.poll(async () => (await marked.boundingBox())?.y).toBeGreaterThanOrEqual((menu?.y ?? 0) + (menu?.height ?? 0));
  await expect.poll(async () => (await marked.boundingBox())?.y).toBeLessThan(300);
}

test('a page that is not there leads home', async () => {
  const page = await site.blank();
  expect((await site.visit(page, '/nothing.html')).status()).toBe(404);
  expect(site.takeTroubles().filter((trouble) => !trouble.includes('nothing.html'))).toEqual([]);
  await page.getByRole('link', { name: 'home' }).click();
  await page.waitForURL(site.url('/'));
});
