// The pages of the site by their paths, in the order of the sidebar.
import type { DefaultTheme } from 'vitepress';
import { navigation } from '../../docs/.vitepress/navigation.js';

export const sitePages: readonly string[] = pathsOf(navigation.sidebar);

/** One page of each kind. */
export const keyPages = ['/', '/start.html', '/concepts/org-units.html', '/turning-on-tls.html', '/semantics.html', '/performance.html', '/comparison.html', '/reference/replies.html', '/playground.html'];

function pathsOf(items: readonly DefaultTheme.SidebarItem[]): string[] {
  return items.flatMap(({ link, items: inner = [] }) => [...(link === undefined ? [] : [fileOf(link)]), ...pathsOf(inner)]);
}

function fileOf(link: string): string {
  return link.endsWith('/') ? link : `${link}.html`;
}

/** How the pictures of a page are called. */
export function nameOf(path: string): string {
  return path === '/' ? 'home' : path.slice(1).replaceAll('/', '-').replace('.html', '');
}
