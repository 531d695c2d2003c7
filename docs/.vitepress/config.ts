// The docs site: VitePress, because it is maintained, renders every page to HTML that reads without JavaScript, searches without a service and brings its own fonts.
import { defineConfig } from 'vitepress';
import { clauseAnchors } from './markdown/clause-anchors.js';
import { clauseLinks } from './markdown/clause-links.js';
import { codeJoints } from './markdown/code-joints.js';
import { pictureBlocks } from './markdown/picture-blocks.js';
import { tableCorners } from './markdown/table-corners.js';
import { checkLinks } from './check-links.js';
import { withContentSecurityPolicy } from './content-security-policy.js';
import { mendedTheme } from './mended-theme.js';
import { navigation } from './navigation.js';
import { withPageList } from './page-without-script.js';
import { searchOptions, textForSearch } from './search.js';

const base = process.env['DOCS_BASE'] ?? '/';

export default defineConfig({
  title: 'smtp-tls-policy',
  description: 'Secure transport (TLS) compliance for every mail server: a policy is data, and evaluate says which TLS a message must meet, and why.',
  lang: 'en',
  base,
  head: [
    ['meta', { name: 'referrer', content: 'no-referrer' }],
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}logo.svg` }],
  ],
  lastUpdated: false,
  metaChunk: true,
  // Every page in sight of a link would be loaded, which on a wide screen is the whole sidebar: more than a hundred kilobytes that nobody asked for.
  router: { prefetchLinks: false },
  themeConfig: {
    ...navigation,
    search: { provider: 'local', options: { _render: textForSearch, miniSearch: { searchOptions } } },
    logo: '/logo.svg',
    outline: [2, 3],
    externalLinkIcon: true,
  },
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (markdown) => {
      markdown.use(clauseAnchors).use(clauseLinks).use(pictureBlocks).use(tableCorners).use(codeJoints);
    },
  },
  vite: { plugins: [mendedTheme] },
  transformHtml: (html) => withContentSecurityPolicy(withPageList(html, base, navigation.sidebar)),
  buildEnd: checkLinks,
});
