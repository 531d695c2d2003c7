// What the search finds: the sections of each page, and each clause of the semantics as a section of its own, so that `S-4.3` leads to it.
import type { MarkdownEnv } from 'vitepress';

interface Renderer {
  render(source: string, env: MarkdownEnv): string;
}

/** The page as HTML that is read by the index alone: it cuts a page at its headings, so each clause gets one. */
export function textForSearch(source: string, env: MarkdownEnv, markdown: Renderer): string {
  const html = markdown.render(source, env);
  if (env.frontmatter?.['search'] === false) return '';
  return html.replaceAll(/<li id="(s-\d+-\d+)"[^>]*>(?:<p>)?<a [^>]*>(S-[\d.]+)<\/a>/g, '<li><h4>$2 <a href="#$1">#</a></h4>');
}

/**
 * Every word must be there. A word that only begins like one of the query counts little: `4` begins many numbers of the performance tables.
 * Data alone, no function: VitePress would make one from text in the reader's browser, which the Content-Security-Policy forbids.
 */
export const searchOptions = { combineWith: 'AND', weights: { fuzzy: 0.1, prefix: 0.05 } } as const;
