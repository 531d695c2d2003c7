// The search: by mouse and by keyboard, within the site, and nothing of it is loaded before it is asked for.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useSite } from './site.js';

const site = useSite();

test.each([
  ['a click', (page: Page) => page.getByRole('button', { name: 'Search' }).click()],
  ['Ctrl+K', (page: Page) => page.keyboard.press('Control+k')],
  ['a slash', (page: Page) => page.keyboard.press('/')],
])('it opens by %s, and Escape closes it', async (_, open) => {
  const page = await site.open('/start.html');
  await open(page);
  await page.getByRole('combobox').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox').waitFor({ state: 'detached' });
});

test.each([
  ['a clause', 'S-12.1', /\/semantics\.html#s-12-1$/],
  ['a diagnostic code', 'shadowed-entry', /\/reference\/diagnostics\.html#shadowed-entry$/],
  ['a concept', 'inheritance', /\/concepts\/org-units\.html#/],
])('it finds %s among the first five, and the keyboard leads there', async (_, words, address) => {
  const page = await site.open('/start.html');
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill(words);
  const links = async (): Promise<string[]> => page.getByRole('option').evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href));
  const place = async (): Promise<number> => (await links()).slice(0, 5).findIndex((link) => address.test(link));
  await expect.poll(place).toBeGreaterThanOrEqual(0);
  for (let steps = await place(); steps > 0; steps--) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(address);
});

test.each(['zzyzx', 'author zzyzx'])('what is not there is not found, and it says so: %s', async (words) => {
  const page = await site.open('/start.html');
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill(words);
  await page.getByText('No results for').waitFor();
});

test('its index is loaded when it is opened, not before', async () => {
  const page = await site.blank();
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await site.visit(page, '/start.html');
  await page.waitForLoadState('networkidle');
  expect(loaded.filter((url) => /search/i.test(url))).toEqual([]);
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill('lattice');
  await expect.poll(() => loaded.filter((url) => url.includes('localSearchIndex')).length).toBeGreaterThan(0);
});
