// `S-4.3` in the text of a page leads to that clause.
import type { MarkdownRenderer } from 'vitepress';
import type { Token, TokenClass } from './token.js';

/** A chapter or a clause: `S-4` and `S-4.3`, at the end of a sentence and in `S-4.3-S-4.5` too, but nothing of `S-4.3.1`. */
const citation = /\bS-(\d+)(?:\.(\d+))?(?!\w|\.\d)/g;

export function clauseLinks(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('clause-links', ({ tokens, Token }) => {
    tokens.forEach((token, index) => {
      if (token.type === 'inline' && token.children && tokens[index - 1]?.type !== 'heading_open') token.children = linked(token.children, Token);
    });
  });
}

/** Text inside a link stays as it is: a link in a link is none. So does a heading, which is a link in the outline. */
function linked(children: readonly Token[], TokenOf: TokenClass): Token[] {
  let depth = 0;
  return children.flatMap((child) => {
    if (child.type === 'link_open') depth++;
    if (child.type === 'link_close') depth--;
    return child.type === 'text' && depth === 0 ? pieces(child.content, TokenOf) : [child];
  });
}

function pieces(text: string, TokenOf: TokenClass): Token[] {
  const made: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(citation)) {
    const [name, chapter = '', clause] = match;
    made.push(textToken(text.slice(end, match.index), TokenOf), ...link(name, clause === undefined ? `s-${chapter}` : `s-${chapter}-${clause}`, TokenOf));
    end = match.index + name.length;
  }
  return [...made, textToken(text.slice(end), TokenOf)];
}

function link(name: string, anchor: string, TokenOf: TokenClass): Token[] {
  const open = new TokenOf('link_open', 'a', 1);
  open.attrSet('href', `/semantics.html#${anchor}`);
  return [open, textToken(name, TokenOf), new TokenOf('link_close', 'a', -1)];
}

function textToken(content: string, TokenOf: TokenClass): Token {
  const token = new TokenOf('text', '', 0);
  token.content = content;
  return token;
}
