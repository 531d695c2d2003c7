// Links within the built site, page and anchor: one that leads nowhere fails the build.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import type { SiteConfig } from 'vitepress';

interface Page {
  readonly ids: ReadonlySet<string>;
  readonly links: readonly string[];
}

export function checkLinks({ outDir, site }: SiteConfig): void {
  const files = readdirSync(outDir, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  const pages = new Map(files.filter((path) => path.endsWith('.html')).map((path) => [path, readPage(join(outDir, path))]));
  const known = new Set(files);
  const dangling = [...pages].flatMap(([path, { links }]) => links.flatMap((link) => problemOf(link, path)));
  if (dangling.length > 0) throw new Error(`Links that lead nowhere:\n${[...new Set(dangling)].join('\n')}`);

  function problemOf(link: string, path: string): string[] {
    const { pathname, hash, origin } = new URL(link, `http://site.invalid${posix.join(site.base, path)}`);
    if (origin !== 'http://site.invalid') return [];
    const target = fileOf(relative(site.base, decodeURIComponent(pathname)));
    if (!known.has(target)) return [`${path}: ${link}: there is no ${target}`];
    const anchor = decodeURIComponent(hash.slice(1));
    const page = pages.get(target);
    // What follows `#` on the page of the playground is its state, which is tested by itself.
    if (anchor === '' || page === undefined || target === 'playground.html') return [];
    return page.ids.has(anchor) ? [] : [`${path}: ${link}: ${target} has no anchor #${anchor}`];
  }
}

function fileOf(path: string): string {
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

function readPage(file: string): Page {
  const html = readFileSync(file, 'utf8');
  return { ids: new Set(attributes(html, 'id')), links: attributes(html, 'href') };
}

function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`<[a-z][^<>]*?\\s${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value.replaceAll('&amp;', '&'));
}
