// `<!-- picture: lattice -->` on a line of its own becomes that picture, drawn when the page is built.
import type { MarkdownRenderer } from 'vitepress';
import { pictures } from '../../pictures/pictures.js';

export function pictureBlocks(markdown: MarkdownRenderer): void {
  const renderBlock = markdown.renderer.rules.html_block;
  markdown.renderer.rules.html_block = (tokens, index, options, env, self) => {
    const name = /^<!-- picture: (\S+) -->\s*$/.exec(tokens[index]?.content ?? '')?.[1];
    if (name === undefined) return renderBlock?.(tokens, index, options, env, self) ?? '';
    const draw = pictures.get(name);
    if (draw === undefined) throw new Error(`There is no picture \`${name}\`; docs/pictures/pictures.ts has ${[...pictures.keys()].join(', ')}.`);
    return `<figure class="picture" v-pre>${draw()}</figure>\n`;
  };
}
