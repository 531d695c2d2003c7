// The docs site: VitePress, because it is maintained, renders every page to HTML that reads without JavaScript, searches without a service and brings its own fonts.
import { defineConfig } from 'vitepress';
import { clauseAnchors } from './markdown/clause-anchors.js';
import { clauseLinks } from './markdown/clause-links.js';
import { pictureBlocks } from './markdown/picture-blocks.js';
import { checkLinks } from './check-links.js';
import { navigation } from './navigation.js';

export default defineConfig({
  title: 'smtp-tls-policy',
  description: 'Secure transport (TLS) compliance for every mail server: a policy is data, and evaluate says which TLS a message must meet, and why.',
  lang: 'en',
  base: process.env['DOCS_BASE'] ?? '/',
  lastUpdated: false,
  metaChunk: true,
  themeConfig: {
    ...navigation,
    search: { provider: 'local' },
    outline: [2, 3],
    externalLinkIcon: true,
  },
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (markdown) => {
      markdown.use(clauseAnchors).use(clauseLinks).use(pictureBlocks);
    },
  },
  buildEnd: checkLinks,
});
