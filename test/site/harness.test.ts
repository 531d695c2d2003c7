// The harness sees what it must not overlook: each test makes one trouble on purpose, and finds it written down.
import { expect, test } from 'vitest';
import { useSite, withoutScript } from './site.js';

const site = useSite();

test('a page without trouble has none', async () => {
  const page = await site.open('/start.html');
  expect(await page.title()).toContain('smtp-tls-policy');
  expect(site.takeTroubles()).toEqual([]);
});

test.each([
  ['an error in the console', () => console.error('lost'), /^console error: lost/],
  ['a warning in the console', () => console.warn('careful'), /^console warning: careful/],
  ['an error that nobody catches', () => void setTimeout(() => { throw new Error('thrown'); }), /^page error: Error: thrown/],
  ['a file that is not there', () => void fetch('/nothing.json'), /^status 404: .*\/nothing\.json$/],
  ['a request to somebody else', () => void fetch('https://elsewhere.example/').catch(() => undefined), /^foreign request: https:\/\/elsewhere\.example\/$|Content Security Policy/],
])('%s is a trouble', async (_, cause, trouble) => {
  const page = await site.open('/start.html');
  await page.evaluate(cause);
  await expect.poll(() => site.takeTroubles()).toContainEqual(expect.stringMatching(trouble));
  await page.context().close();
  site.takeTroubles();
});

test('a page without scripts is loaded, too', async () => {
  const page = await site.open('/start.html', withoutScript);
  expect(await page.locator('h1').count()).toBe(1);
});

test('a page that is not there is answered by 404.html', async () => {
  const page = await site.blank();
  expect((await site.visit(page, '/nothing.html')).status()).toBe(404);
  expect(site.takeTroubles()).toContainEqual(expect.stringMatching(/^status 404: .*\/nothing\.html$/));
});
