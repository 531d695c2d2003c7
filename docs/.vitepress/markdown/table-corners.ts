// A header cell with nothing in it heads nothing: it is a plain cell, and no screen reader announces it.
import type { MarkdownRenderer } from 'vitepress';

export function tableCorners(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('table-corners', ({ tokens }) => {
    tokens.forEach((token, index) => {
      const [inline, closing] = [tokens[index + 1], tokens[index + 2]];
      if (token.type !== 'th_open' || inline?.content !== '' || closing?.type !== 'th_close') return;
      token.tag = 'td';
      closing.tag = 'td';
    });
  });
}
