// The key pages, and what opens above them, for readers with a phone: light and dark, by the rules of axe-core.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violationsInBothSchemes } from './axe.js';
import { keyPages, nameOf } from './site-pages.js';
import { phone, useSite } from './site.js';

const site = useSite();
const quiet = { ...phone, reducedMotion: 'reduce' } as const;

test.each(keyPages)('%s', async (path) => {
  const page = await site.open(path, quiet);
  expect(await violationsInBothSchemes(page, `${nameOf(path)}-phone`)).toEqual([]);
});

test.each([
  ['menu', (page: Page) => page.getByRole('button', { name: 'mobile navigation' }).click()],
  ['sidebar', (page: Page) => page.getByRole('button', { name: 'Menu', exact: true }).click()],
  ['outline', (page: Page) => page.getByRole('button', { name: 'On this page' }).click()],
])('the %s, opened', async (name, open) => {
  const page = await site.open('/diff.html', quiet);
  await open(page);
  expect(await violationsInBothSchemes(page, `${name}-phone`)).toEqual([]);
});
