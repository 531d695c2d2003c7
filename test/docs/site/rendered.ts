// A page as VitePress renders it, with our own rules.
import { createMarkdownRenderer, type MarkdownRenderer } from 'vitepress';
import config from '../../../docs/.vitepress/config.js';

const renderer: Promise<MarkdownRenderer> = createMarkdownRenderer('docs', config.markdown);

export async function rendered(markdown: string): Promise<string> {
  return (await renderer).render(markdown, { relativePath: 'page.md' });
}
