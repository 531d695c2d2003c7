// What a page weighs, as a server sends it compressed: under 100 kB of scripts before the playground or the search is opened.
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { useSite } from './site.js';

const site = useSite();
const table: Record<string, number | string>[] = [];
const kilobytes = (bytes: number): number => Math.round(bytes / 100) / 10;

afterAll(() => console.table(table));

test.each(['/', '/start.html', '/concepts/org-units.html', '/turning-on-tls.html', '/performance.html'])('the scripts of %s weigh less than 100 kB', async (path) => {
  const loaded = await loadedBy(path);
  const scripts = weigh(loaded, 'script');
  table.push({ path, 'scripts (kB)': kilobytes(scripts), 'styles (kB)': kilobytes(weigh(loaded, 'stylesheet')), 'fonts (kB)': kilobytes(weigh(loaded, 'font')), files: loaded.length });
  expect(scripts).toBeGreaterThan(10_000);
  expect(scripts).toBeLessThan(100_000);
});

test('a page that links to the playground loads nothing of it, nor of any other page', async () => {
  const loaded = (await loadedBy('/')).map(({ url }) => url);
  expect(loaded.filter((url) => url.includes('.md.'))).toEqual([expect.stringMatching(/\/index\.md\.[^/]+\.js$/)]);
});

interface Loaded {
  readonly url: string;
  readonly kind: string;
  readonly bytes: number;
}

/** Everything that the page asks for, until it asks for nothing more. */
async function loadedBy(path: string): Promise<Loaded[]> {
  const page = await site.blank();
  const answers: Promise<Loaded>[] = [];
  page.on('response', (response) => {
    const kind = response.url().endsWith('.js') ? 'script' : response.request().resourceType();
    // Fonts are compressed as they are.
    answers.push(response.body().then((body) => ({ url: response.url(), kind, bytes: kind === 'font' ? body.length : gzipSync(body).length })));
  });
  await site.visit(page, path);
  await page.mouse.wheel(0, 20_000);
  await page.waitForLoadState('networkidle');
  return Promise.all(answers);
}

function weigh(loaded: readonly Loaded[], kind: string): number {
  return loaded.filter((file) => file.kind === kind).reduce((sum, { bytes }) => sum + bytes, 0);
}
