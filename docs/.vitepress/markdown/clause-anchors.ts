// Every clause of the semantics can be linked to: `- **S-4.3** ...` bears the id `s-4-3` and its number leads there; a chapter `## S-4 ...` is found as `s-4` too.
import type { MarkdownRenderer } from 'vitepress';
import type { Token, TokenClass } from './token.js';

export function clauseAnchors(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('clause-anchors', ({ tokens, Token }) => {
    tokens.forEach((token, index) => {
      const item = tokens[index - 2];
      const clause = /^\*\*S-(\d+)\.(\d+)\*\*/.exec(token.content);
      if (token.type !== 'inline' || !clause || item?.type !== 'list_item_open') return;
      const id = `s-${clause[1]}-${clause[2]}`;
      item.attrSet('id', id);
      item.attrJoin('class', 'clause');
      // Who follows a link to the clause reads on from there, by keyboard and by ear.
      item.attrSet('tabindex', '-1');
      if (token.children) token.children = withLinkedNumber(token.children, id, Token);
    });
  });
  const renderOpening = markdown.renderer.rules['heading_open'];
  markdown.renderer.rules['heading_open'] = (tokens, index, options, env, self) => {
    const chapter = /^S-(\d+) /.exec(tokens[index + 1]?.content ?? '')?.[1];
    const anchor = chapter === undefined ? '' : `<span id="s-${chapter}"></span>\n`;
    return anchor + (renderOpening?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options));
  };
}

/** The number is the first bold text of the clause; an empty text token comes before it. */
function withLinkedNumber(children: readonly Token[], id: string, TokenOf: TokenClass): Token[] {
  const start = children.findIndex(({ type }) => type === 'strong_open');
  const end = children.findIndex(({ type }) => type === 'strong_close');
  const open = new TokenOf('link_open', 'a', 1);
  open.attrSet('href', `#${id}`);
  open.attrSet('class', 'clause-number');
  return [open, ...children.slice(start + 1, end), new TokenOf('link_close', 'a', -1), ...children.slice(end + 1)];
}
