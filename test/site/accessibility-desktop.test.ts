// The key pages, and the search, for readers with a wide screen: light and dark, by the rules of axe-core.
import { expect, test } from 'vitest';
import { violationsInBothSchemes } from './axe.js';
import { keyPages, nameOf } from './site-pages.js';
import { desktop, useSite } from './site.js';

const site = useSite();
const quiet = { ...desktop, reducedMotion: 'reduce' } as const;

test.each(keyPages)('%s', async (path) => {
  const page = await site.open(path, quiet);
  expect(await violationsInBothSchemes(page, `${nameOf(path)}-desktop`)).toEqual([]);
});

test('the search with results', async () => {
  const page = await site.open('/start.html', quiet);
  await page.keyboard.press('/');
  await page.getByRole('combobox').fill('certificate');
  await page.locator('.result').first().waitFor();
  expect(await violationsInBothSchemes(page, 'search-desktop')).toEqual([]);
});
