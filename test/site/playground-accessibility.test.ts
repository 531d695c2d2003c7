// The playground by the rules of axe-core, in each of its states: with a decision, with problems, with tests, everything opened.
import { expect, test } from 'vitest';
import { violationsInBothSchemes } from './axe.js';
import { openPlayground, settled, writePolicy } from './playground-page.js';
import { desktop, phone, useSite } from './site.js';

const site = useSite();

test.each([
  ['phone', phone],
  ['desktop', desktop],
])('nothing is wrong on a %s', { timeout: 120_000 }, async (name, width) => {
  const page = await openPlayground(site, '', { ...width, reducedMotion: 'reduce' });
  expect(await violationsInBothSchemes(page, `playground-outbound-${name}`)).toEqual([]);
  await page.getByLabel('Messages for this policy').selectOption('from-partner-plaintext');
  await settled(page);
  await page.getByRole('button', { name: 'Add to tests' }).click();
  await page.evaluate(() => document.querySelectorAll<HTMLDetailsElement>('.playground details').forEach((details) => (details.open = true)));
  expect(await violationsInBothSchemes(page, `playground-inbound-${name}`)).toEqual([]);
  await writePolicy(page, '{ "adressLists": {} }');
  await page.locator('#decision-none').waitFor();
  expect(await violationsInBothSchemes(page, `playground-invalid-${name}`)).toEqual([]);
});
