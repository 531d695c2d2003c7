// What is added to each page when the site is built.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkLinks } from '../../../docs/.vitepress/check-links.js';
import config from '../../../docs/.vitepress/config.js';
import { withContentSecurityPolicy } from '../../../docs/.vitepress/content-security-policy.js';
import { withPageList } from '../../../docs/.vitepress/page-without-script.js';

const page = '<html><head><meta charset="utf-8"><script id="a">one()</script><script type="module" src="/app.js"></script></head><body><div id="app"></div></body></html>';

test('the policy of a page comes first, names its inline scripts by hash, and lets nothing be evaluated or come from elsewhere', () => {
  const html = withContentSecurityPolicy(page);
  const policy = /<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update('one()').digest('base64');
  expect(policy.split('; ')).toEqual([
    "default-src 'self'",
    `script-src 'self' 'sha256-${hash}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('a page that has no place for its policy fails', () => {
  expect(() => withContentSecurityPolicy('<html><head></head></html>')).toThrow('would have no Content-Security-Policy');
});

test('the site gives every page its policy and its list, and looks at its links', () => {
  const html = config.transformHtml?.(page, 'page.html', {} as never);
  expect(html).toContain('<meta http-equiv="Content-Security-Policy"');
  expect(html).toContain('<nav id="all-pages"');
  expect(config.buildEnd).toBe(checkLinks);
});

test('the list of all pages is for readers without scripts, with links below the path of the site', () => {
  const html = withPageList(page, '/docs/', [{ text: 'Start', link: '/start' }, { text: 'More', items: [{ text: 'One', link: '/more/one' }] }]);
  const list = /<noscript>(<nav [\s\S]*?<\/nav>)<\/noscript>/.exec(html)?.[1] ?? '';
  expect(list).toContain('<p><a href="/docs/start.html">Start</a></p>');
  expect(list).toContain('<section><p>More</p><ul><li><p><a href="/docs/more/one.html">One</a></p></li></ul></section>');
  expect(html).toMatch(/<noscript><p class="to-all-pages"><a href="#all-pages">All pages<\/a><\/p><\/noscript>\s*<div id="app">/);
});
