// What axe-core finds wrong with a page, by the rules of WCAG 2.2 AA and its best practices, without exception. Each state is kept as a picture for people.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(import.meta.dirname, '../../reports/screenshots');
/** In dark only what depends on colours is asked again: the rest of the page is the same. */
const rules: Readonly<Record<'light' | 'dark', RunOptions>> = {
  light: { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] },
  dark: { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, resultTypes: ['violations'] },
};

/** The violations in light and in dark, one line for a rule: what it asks for, and the elements that break it. */
export async function violationsInBothSchemes(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction((dark) => document.documentElement.classList.contains('dark') === dark, colorScheme === 'dark');
    await keepPicture(page, `${name}-${colorScheme}`);
    found.push(...(await violations(page, rules[colorScheme])).map((violation) => `${colorScheme}: ${violation}`));
  }
  return found;
}

async function violations(page: Page, options: RunOptions): Promise<string[]> {
  await page.evaluate(source);
  const found = await page.evaluate((run) => (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(run), options);
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target, any }) => `${target.join(' ')} (${any.map(({ message }) => message).join()})`).join(' | ')}`);
}

/** The top of the page, three screens at most. */
async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true });
  const { width, height } = await page.evaluate(() => ({ width: document.documentElement.clientWidth, height: document.documentElement.scrollHeight }));
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, 2700) } });
}
