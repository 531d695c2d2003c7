// The tokens of markdown-it, by way of VitePress, which names no types of them.
import type { MarkdownRenderer } from 'vitepress';

export type Token = ReturnType<MarkdownRenderer['parse']>[number];
export type TokenClass = new (type: string, tag: string, nesting: -1 | 0 | 1) => Token;
