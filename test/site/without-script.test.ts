// Without JavaScript every page can be read and reached, on a phone too.
import { expect, test } from 'vitest';
import { keyPages, sitePages } from './site-pages.js';
import { phone, useSite, withoutScript } from './site.js';

const site = useSite();

test.each(keyPages)('%s shows its text', async (path) => {
  const page = await site.open(path, { ...phone, ...withoutScript });
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  expect((await page.getByRole('main').innerText()).length).toBeGreaterThan(100);
  // A picture can be drawn twice, for narrow and for wide screens: one of them is seen.
  for (const picture of await page.locator('figure.picture').all()) expect((await picture.locator('svg:visible').first().boundingBox())?.width).toBeGreaterThan(100);
});

test('the list of all pages reaches each of them from each of them', async () => {
  const page = await site.open('/', { ...phone, ...withoutScript });
  await page.getByRole('link', { name: 'All pages' }).click();
  const links = page.getByRole('navigation', { name: 'All pages' }).getByRole('link');
  const targets = await links.evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href));
  expect(targets).toEqual(sitePages.map((path) => site.url(path)));
  await links.getByText('The author').click();
  await page.waitForURL(site.url('/concepts/author.html'));
  await page.getByRole('navigation', { name: 'All pages' }).getByRole('link', { name: 'Start here' }).click();
  await page.waitForURL(site.url('/start.html'));
});

test('nothing that needs a script offers itself', async () => {
  const page = await site.open('/semantics.html', { ...phone, ...withoutScript });
  for (const button of await page.locator('button').all()) expect(await button.isVisible()).toBe(false);
});

test.each([
  ['light', 'rgb(255, 255, 255)'],
  ['dark', 'rgb(27, 27, 31)'],
] as const)('the system says that it is %s', async (colorScheme, background) => {
  const page = await site.open('/start.html', { ...withoutScript, colorScheme });
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(background);
});

test('the playground says that it needs a script, and what to use instead', async () => {
  const page = await site.open('/playground.html', { ...phone, ...withoutScript });
  expect(await page.getByRole('main').innerText()).toMatch(/JavaScript/);
});
