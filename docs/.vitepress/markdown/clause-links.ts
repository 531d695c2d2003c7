// `S-4.3` in the text of a page leads to that clause.
import type { MarkdownRenderer } from 'vitepress';

type Token = ReturnType<MarkdownRenderer['parse']>[number];
type TokenClass = new (type: string, tag: string, nesting: -1 | 0 | 1) => Token;

const citation = /\bS-(\d+)(?:\.(\d+))?(?![\w.-]*\d)/g;

export function clauseLinks(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('clause-links', ({ tokens, env, Token }) => {
    if ((env as { relativePath?: string }).relativePath === 'semantics.md') return;
    for (const token of tokens) if (token.type === 'inline' && token.children) token.children = linked(token.children, Token);
  });
}

/** Text inside links and headings' anchors stays as it is: a link in a link is none. */
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
