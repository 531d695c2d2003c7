// Code in the cells of a table may go on in the next line at its joints: `minVersion` after `min`, `smtp_tls_policy` after each `_`. On a phone it would break anywhere.
import type { MarkdownRenderer } from 'vitepress';

export function codeJoints(markdown: MarkdownRenderer): void {
  const { rules } = markdown.renderer;
  const inText = rules.code_inline;
  markdown.core.ruler.push('code-joints', ({ tokens }) => {
    tokens.forEach((token, index) => {
      if (token.type !== 'td_open') return;
      for (const child of tokens[index + 1]?.children ?? []) child.meta = { ...(child.meta as object | null), inCell: true };
    });
  });
  rules.code_inline = (tokens, index, options, env, self) => {
    const html = inText?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
    const { inCell = false } = (tokens[index]?.meta ?? {}) as { inCell?: boolean };
    return inCell ? withJoints(html) : html;
  };
}

/** A `<wbr>` is no character: what is copied, searched or read aloud is the code. */
function withJoints(html: string): string {
  return html.replaceAll(/(?<=>)[^<>]+/g, (text) => text.replaceAll(JOINT, '$&<wbr>'));
}

/** Before a capital in a name, or behind a sign between two names. An entity such as `&lt;` has none. */
const JOINT = /[a-z](?=[A-Z][a-z])|(?<=\w)[./@_:](?=[a-z*])/g;
