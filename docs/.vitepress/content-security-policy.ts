// What a page of the site may load and run: its own files, and the few inline scripts that VitePress writes into it, each named by its hash.
import { createHash } from 'node:crypto';

/** Styles may be inline: tables' alignment, colours of code and the editor of the playground are. Nothing may be evaluated from text. */
const directives = (scripts: readonly string[]): string[] => [
  `default-src 'self'`,
  `script-src ${["'self'", ...scripts].join(' ')}`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data:`,
  `object-src 'none'`,
  `base-uri 'none'`,
  `form-action 'none'`,
];

const FIRST = '<meta charset="utf-8">';

/** The page with its policy as the first thing of its head: it holds for what comes after it. */
export function withContentSecurityPolicy(html: string): string {
  const policy = directives(inlineScriptHashes(html)).join('; ');
  if (!html.includes(FIRST)) throw new Error(`A page does not have \`${FIRST}\`, and would have no Content-Security-Policy: look at docs/.vitepress/content-security-policy.ts.`);
  return html.replace(FIRST, `$&\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`);
}

function inlineScriptHashes(html: string): string[] {
  return [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
}
