// The built site in a real browser: `npm run docs:build` first. DOCS_SITE names another folder, DOCS_BASE the path that it was built for.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page, type Response } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { chromiumLaunch } from '../../.ci/chromium-launch.mjs';
import { serveFolder, type StaticServer } from './static-server.js';
import { watchTroubles } from './troubles.js';

export const siteFolder = resolve(process.env['DOCS_SITE'] ?? join(import.meta.dirname, '../../docs/.vitepress/dist'));
const base = process.env['DOCS_BASE'] ?? '/';

export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } satisfies BrowserContextOptions;
export const desktop = { viewport: { width: 1440, height: 900 } } satisfies BrowserContextOptions;
export const withoutScript = { javaScriptEnabled: false } satisfies BrowserContextOptions;

export interface Site {
  /** Where a path of the site is: `/start.html` becomes `http://127.0.0.1:PORT/start.html`. */
  url(path: string): string;
  /** A page of its own browser context (desktop, light, with scripts unless `conditions` say otherwise), loaded and alive. */
  open(path: string, conditions?: BrowserContextOptions): Promise<Page>;
  /** The same, with nothing loaded yet: for what must be listened to from the beginning. */
  blank(conditions?: BrowserContextOptions): Promise<Page>;
  /** Goes to a path of the site, and waits until the page is alive. */
  visit(page: Page, path: string): Promise<Response>;
  /** What went wrong so far, for a test that expects it; what is not taken fails the test. */
  takeTroubles(): string[];
}

/** Serves the site and starts a browser for the tests of a file. After each test: no trouble on any page, and its pages are closed. */
export function useSite(): Site {
  let server: StaticServer;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  const withoutScripts = new WeakSet<BrowserContext>();
  const troubles: string[] = [];

  beforeAll(async () => {
    if (!existsSync(join(siteFolder, 'index.html'))) throw new Error(`There is no site in ${siteFolder}: run \`npm run docs:build\` first.`);
    server = await serveFolder(siteFolder, base);
    browser = await chromium.launch(chromiumLaunch);
  });

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(troubles.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await (server as StaticServer | undefined)?.close();
  });

  const url = (path: string): string => `${server.origin}${base}${path.replace(/^\//, '')}`;

  async function blank(conditions: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ ...desktop, ...conditions });
    contexts.push(context);
    if (conditions.javaScriptEnabled === false) withoutScripts.add(context);
    await watchTroubles(context, server.origin, troubles);
    return context.newPage();
  }

  async function visit(page: Page, path: string): Promise<Response> {
    const response = await page.goto(url(path));
    if (response === null) throw new Error(`${path} is on the page already: only its fragment differs.`);
    if (!withoutScripts.has(page.context())) await alive(page);
    return response;
  }

  return {
    url,
    blank,
    visit,
    async open(path, conditions) {
      const page = await blank(conditions);
      await visit(page, path);
      return page;
    },
    takeTroubles: () => troubles.splice(0),
  };
}

/** Until VitePress has taken over what it rendered into the file, clicks and keys are lost. */
async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => '__vue_app__' in (document.querySelector('#app') ?? {}));
}
