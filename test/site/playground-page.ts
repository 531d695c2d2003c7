// The playground as a person meets it: opened by a link, waited for until its answer stands there.
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Decision } from '../../src/index.js';
import { fragmentOf } from '../../docs/playground/permalink.js';
import type { PlaygroundState } from '../../docs/playground/state.js';
import type { Site } from './site.js';

const SETTLED = '.playground[data-settled=true]';

/** @param fragment - with its `#`, or empty */
export async function openPlayground(site: Site, fragment = '', conditions?: BrowserContextOptions): Promise<Page> {
  const page = await site.open(`/playground.html${fragment}`, conditions);
  await answered(page, fragment);
  return page;
}

/** Until what the address says stands there, with its answer. */
export async function answered(page: Page, fragment: string): Promise<void> {
  await page.waitForFunction((wanted) => {
    const { settled, fragment: opened } = document.querySelector<HTMLElement>('.playground')?.dataset ?? {};
    return settled === 'true' && opened === wanted;
  }, fragment);
}

/** As somebody who changes the address by hand. */
export async function goToFragment(page: Page, fragment: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), fragment);
  await answered(page, fragment);
}

export interface ShownAt {
  /** As text; null: the page shows none. */
  readonly decision: string | null;
  readonly problems: number;
  readonly hint: string;
}

/** What the page shows at each of many addresses, gone to one after the other. All of it happens in the page, so that nobody waits for messages. */
export async function shownAtEach(page: Page, fragments: readonly string[]): Promise<ShownAt[]> {
  return page.evaluate(async (addresses) => {
    const playground = document.querySelector<HTMLElement>('.playground');
    if (playground === null) throw new Error('There is no playground on the page.');
    const isAnswered = (address: string): boolean => playground.dataset['settled'] === 'true' && playground.dataset['fragment'] === address;
    const answer = (address: string): Promise<void> =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`Nothing answers ${address.slice(0, 100)}.`)), 10_000);
        const look = (): void => {
          if (!isAnswered(address)) return;
          observer.disconnect();
          clearTimeout(late);
          resolve();
        };
        const observer = new MutationObserver(look);
        observer.observe(playground, { attributes: true });
        look();
      });
    const shown: { decision: string | null; problems: number; hint: string }[] = [];
    for (const address of addresses) {
      location.hash = address;
      await answer(address);
      const text = (selector: string): string | null => document.querySelector(selector)?.textContent ?? null;
      shown.push({ decision: text('#decision-json'), problems: document.querySelectorAll('#policy-problems li').length, hint: text('#playground-hint') ?? '' });
    }
    return shown;
  }, fragments);
}

/** After something was typed or chosen: the answer to it. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector(SETTLED);
}

/** Null: the page shows none. */
export async function shownDecision(page: Page): Promise<Decision | null> {
  const text = await page.evaluate(() => document.querySelector('#decision-json')?.textContent ?? null);
  return text === null ? null : (JSON.parse(text) as Decision);
}

export async function linkTo(state: PlaygroundState): Promise<string> {
  const fragment = await fragmentOf(state);
  if (fragment === null) throw new Error('The state is larger than a link may hold.');
  return fragment;
}

export async function policyText(page: Page): Promise<string> {
  const lines = await page.evaluate(() => [...document.querySelectorAll('.cm-line')].map((line) => line.textContent));
  return lines.join('\n');
}

/** Replaces the whole policy, as one who pastes it. */
export async function writePolicy(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
  await settled(page);
}

export interface DroppedFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** Drops a file onto the page, as from a file manager. */
export async function dropFile(page: Page, file: DroppedFile): Promise<void> {
  await dropFiles(page, [file]);
}

export async function dropFiles(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const transfer = await page.evaluateHandle((dropped) => {
    const data = new DataTransfer();
    for (const { name, type, text } of dropped) data.items.add(new File([text], name, { type }));
    return data;
  }, files);
  await page.dispatchEvent('.playground', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('.playground', 'drop', { dataTransfer: transfer });
}
