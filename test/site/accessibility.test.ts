// The key pages as axe-core sees them: light and dark, phone and desktop, with the menus and the search open. Each is kept as a picture in reports/screenshots.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { desktop, phone, useSite } from './site.js';

const site = useSite();
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(import.meta.dirname, '../../reports/screenshots');
mkdirSync(pictures, { recursive: true });

const keyPages = ['/', '/start.html', '/concepts/org-units.html', '/turning-on-tls.html', '/semantics.html', '/performance.html', '/lint.html', '/playground.html'];
const widths = { phone, desktop };
const schemes = ['light', 'dark'] as const;

describe.each(keyPages)('%s', (path) => {
  test.each(looks())('in $scheme on a $width', async ({ width, scheme }) => {
    const page = await site.open(path, { ...widths[width], colorScheme: scheme });
    await look(page, `${nameOf(path)}-${width}-${scheme}`);
  });
});

function looks(): { width: keyof typeof widths; scheme: (typeof schemes)[number] }[] {
  return (['phone', 'desktop'] as const).flatMap((width) => schemes.map((scheme) => ({ width, scheme })));
}

function nameOf(path: string): string {
  return path === '/' ? 'home' : path.slice(1).replaceAll('/', '-').replace('.html', '');
}

async function look(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  expect(await violations(page)).toEqual([]);
}

/** One line for a violation: the rule, what it asks for, and the elements that break it. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const options: RunOptions = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] };
  const found = await page.evaluate((run) => (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(run), options);
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target, any }) => `${target.join(' ')} ${any.map(({ message }) => message).join()}`).join(' | ')}`);
}
