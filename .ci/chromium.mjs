// Decides the chosen conformance vectors in headless Chromium, on a page served from this machine.
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { chosenVectors } from '../test/runtimes/chosen-vectors.mjs';
import { chromiumLaunch } from './chromium-launch.mjs';

export async function tallyInChromium(project) {
  const server = await serve({ '/': ['text/html', page], '/bundle.js': ['text/javascript', await pageScript(project)], '/vectors.json': ['application/json', JSON.stringify(chosenVectors())] });
  const profile = mkdtempSync(join(tmpdir(), 'chromium-profile-'));
  let browser;
  try {
    browser = await chromium.launchPersistentContext(profile, chromiumLaunch);
    const tab = await browser.newPage();
    const errors = [];
    tab.on('pageerror', (error) => errors.push(String(error)));
    await tab.goto(`http://127.0.0.1:${server.address().port}/`);
    const tally = await tab.evaluate('globalThis.vectorTally');
    if (tally === undefined) throw new Error(`the page did not run: ${errors.join('; ')}`);
    return { version: browser.browser()?.version() ?? '?', ...tally };
  } finally {
    await browser?.close();
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

const page = '<!doctype html><meta charset="utf-8"><title>vectors</title><script src="bundle.js"></script>';

async function pageScript(project) {
  const entryPoints = [join(project, 'test/runtimes/browser-page.mjs')];
  const { outputFiles } = await build({ entryPoints, bundle: true, platform: 'neutral', mainFields: ['module', 'main'], format: 'iife', target: 'es2022', write: false, logLevel: 'error' });
  return outputFiles[0].text;
}

/** Listens on a free port of the loopback address. */
function serve(files) {
  const server = createServer((request, response) => {
    const [type, body] = files[request.url] ?? ['text/plain', ''];
    response.writeHead(request.url in files ? 200 : 404, { 'content-type': `${type}; charset=utf-8` }).end(body);
  });
  return new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', () => resolve(server)));
}
