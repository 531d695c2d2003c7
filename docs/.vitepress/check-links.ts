// Links within the built site, page and anchor, and what its pages load: one that leads nowhere fails the build.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import type { SiteConfig } from 'vitepress';

interface Page {
  readonly ids: ReadonlySet<string>;
  readonly links: readonly string[];
}

export function checkLinks({ outDir, site }: SiteConfig): void {
  const files = filesIn(outDir);
  const pages = new Map(files.filter((path) => path.endsWith('.html')).map((path) => [path, readPage(join(outDir, path))]));
  const known = new Set(files);
  const dangling = [...pages].flatMap(([path, { links }]) => links.flatMap((link) => problemOf(link, path)));
  if (dangling.length > 0) throw new Error(`Links that lead nowhere:\n${[...new Set(dangling)].join('\n')}`);

  function problemOf(link: string, path: string): string[] {
    const { pathname, hash, origin } = new URL(link, `http://site.invalid${posix.join(site.base, path)}`);
    if (origin !== 'http://site.invalid') return [];
    const target = fileOf(decodeURIComponent(pathname), site.base);
    if (!known.has(target)) return [`${path}: ${link}: there is no ${target}`];
    const anchor = decodeURIComponent(hash.slice(1));
    const page = pages.get(target);
    // What follows `#` on the page of the playground is its state, which is tested by itself.
    if (anchor === '' || page === undefined || target === 'playground.html') return [];
    return page.ids.has(anchor) ? [] : [`${path}: ${link}: ${target} has no anchor #${anchor}`];
  }
}

/** No folders: a link to one leads to its `index.html`, or nowhere. */
function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** What is not below the path of the site stays as it is, which no file of the site is called. */
function fileOf(pathname: string, base: string): string {
  const path = pathname.startsWith(base) ? pathname.slice(base.length) : pathname;
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

function readPage(file: string): Page {
  const html = readFileSync(file, 'utf8');
  return { ids: new Set(attributes(html, 'id')), links: [...attributes(html, 'href'), ...attributes(html, 'src')] };
}

function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`<[a-z][^<>]*?\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value.replaceAll('&amp;', '&'));
}
