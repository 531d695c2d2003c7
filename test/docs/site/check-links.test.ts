import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { SiteConfig } from 'vitepress';
import { checkLinks } from '../../../docs/.vitepress/check-links.js';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

test.each([
  ['to a page and its anchor', { 'index.html': '<a href="/other.html#here">x</a>', 'other.html': '<h2 id="here">' }],
  ['relative, from a folder', { 'concepts/a.html': '<a href="../other.html">x</a>', 'other.html': '' }],
  ['to an anchor of the same page', { 'index.html': '<a href="#here">x</a><h2 id="here">' }],
  ['to an anchor with letters that are escaped', { 'index.html': '<a href="#caf%C3%A9">x</a><h2 id="café">' }],
  ['to a file that is no page', { 'index.html': '<a href="/policy.json">x</a>', 'policy.json': '{}' }],
  ['to a state of the playground', { 'index.html': '<a href="/playground.html#example=lists">x</a>', 'playground.html': '' }],
  ['to a folder, and an anchor of its page', { 'index.html': '<a href="/api/#here">x</a>', 'api/index.html': '<h2 id="here">' }],
  ['out of the site', { 'index.html': '<a href="https://www.rfc-editor.org/rfc/rfc8461#nowhere">x</a>' }],
])('a link %s is good', (_, files) => {
  check(files);
});

test.each([
  ['a page', { 'index.html': '<a href="/nowhere.html">x</a>' }, 'index.html: /nowhere.html: there is no nowhere.html'],
  ['a page from a folder', { 'concepts/a.html': '<a href="b.html">x</a>' }, 'concepts/a.html: b.html: there is no concepts/b.html'],
  ['an anchor', { 'index.html': '<a class="x" href="/other.html#gone">x</a>', 'other.html': '<h2 id="here">' }, 'index.html: /other.html#gone: other.html has no anchor #gone'],
  ['an anchor of the same page', { 'index.html': '<a href="#gone">x</a>' }, 'index.html: #gone: index.html has no anchor #gone'],
  ['an anchor of a page that is called like the playground', { 'index.html': '<a href="/about-playground.html#gone">x</a>', 'about-playground.html': '' }, 'index.html: /about-playground.html#gone: about-playground.html has no anchor #gone'],
  ['a page of a folder', { 'index.html': '<a href="/api/">x</a>', 'api/one.html': '' }, 'index.html: /api/: there is no api/index.html'],
  ['an anchor of the page of a folder', { 'index.html': '<a href="/api/#gone">x</a>', 'api/index.html': '' }, 'index.html: /api/#gone: api/index.html has no anchor #gone'],
  ['a folder without its slash', { 'index.html': '<a href="/api">x</a>', 'api/index.html': '' }, 'index.html: /api: there is no api'],
  ['a picture', { 'index.html': '<img alt="" src="/gone.svg">' }, 'index.html: /gone.svg: there is no gone.svg'],
  ['a script', { 'index.html': '<script type="module" src="/assets/gone.js"></script>' }, 'index.html: /assets/gone.js: there is no assets/gone.js'],
  ['a style', { 'index.html': '<link rel="stylesheet" href="/assets/gone.css">' }, 'index.html: /assets/gone.css: there is no assets/gone.css'],
])('a link to %s that is not there fails', (_, files, problem) => {
  expect(() => check(files)).toThrow(`Links that lead nowhere:\n${problem}`);
});

test('every link that leads nowhere is named, each once', () => {
  const files = { 'index.html': '<a href="/a.html">x</a><a href="/a.html">x</a><a href="/b.html">x</a>' };
  expect(() => check(files)).toThrow(/^Links that lead nowhere:\nindex\.html: \/a\.html: .*\nindex\.html: \/b\.html: [^\n]*$/);
});

test('a site below a path has its links below it', () => {
  check({ 'index.html': '<a href="/docs/other.html#here">x</a>', 'other.html': '<h2 id="here"><a href="/docs/">x</a>' }, '/docs/');
  expect(() => check({ 'index.html': '<a href="/other.html">x</a>', 'other.html': '' }, '/docs/')).toThrow('index.html: /other.html: there is no');
});

function check(files: Readonly<Record<string, string>>, base = '/'): void {
  const outDir = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-site-'));
  folders.push(outDir);
  for (const [path, html] of Object.entries(files)) {
    mkdirSync(dirname(join(outDir, path)), { recursive: true });
    writeFileSync(join(outDir, path), html);
  }
  checkLinks({ outDir, site: { base } } as unknown as SiteConfig);
}
