// What a reader without JavaScript gets besides the text: every page of the site, as a list, as the menus of a phone need a script to open.
import { readFileSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';

const style = readFileSync(new URL('./theme/without-script.css', import.meta.url), 'utf8');

/** @param base the path that the site is built for. */
export function withPageList(html: string, base: string, sidebar: readonly DefaultTheme.SidebarItem[]): string {
  const list = `<nav id="all-pages" class="all-pages" aria-label="All pages">${groups(sidebar, base).join('')}</nav>`;
  const way = '<p class="to-all-pages"><a href="#all-pages">All pages</a></p>';
  return html
    .replace('</head>', () => `  <noscript><style>${style}</style></noscript>\n  </head>`)
    .replace('<div id="app">', () => `<noscript>${way}</noscript>\n    <div id="app">`)
    .replace('</body>', () => `  <noscript>${list}</noscript>\n  </body>`);
}

function groups(items: readonly DefaultTheme.SidebarItem[], base: string): string[] {
  return items.map(({ text = '', link, items: inner }) => {
    const name = link === undefined ? text : `<a href="${base.slice(0, -1)}${link.endsWith('/') ? link : `${link}.html`}">${text}</a>`;
    return inner === undefined ? `<p>${name}</p>` : `<section><p>${name}</p><ul>${groups(inner, base).map((item) => `<li>${item}</li>`).join('')}</ul></section>`;
  });
}
