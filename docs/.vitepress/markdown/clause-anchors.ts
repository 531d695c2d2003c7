// Every clause of the semantics can be linked to: `- **S-4.3** ...` bears the id `s-4-3`, and a chapter `## S-4 ...` is found as `s-4` too.
import type { MarkdownRenderer } from 'vitepress';

export function clauseAnchors(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('clause-anchors', ({ tokens }) => {
    tokens.forEach((token, index) => {
      const opening = tokens[index - 2];
      const clause = /^\*\*S-(\d+)\.(\d+)\*\*/.exec(token.content);
      if (token.type === 'inline' && clause && opening?.type === 'list_item_open') opening.attrSet('id', `s-${clause[1]}-${clause[2]}`);
    });
  });
  const renderOpening = markdown.renderer.rules['heading_open'];
  markdown.renderer.rules['heading_open'] = (tokens, index, options, env, self) => {
    const chapter = /^S-(\d+) /.exec(tokens[index + 1]?.content ?? '')?.[1];
    const anchor = chapter === undefined ? '' : `<span id="s-${chapter}"></span>\n`;
    return anchor + (renderOpening?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options));
  };
}
