// On a wide screen the column of a page shows about 76 characters of code: what a snippet says behind that is not seen by who reads the page first. And whatever it prints is shown.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, root } from '../../package/source-file.js';

interface Block {
  readonly lines: readonly string[];
  /** A `text` block follows at once. */
  readonly hasOutput: boolean;
}

const COLUMN = 76;
const pages = ['docs/start.md', ...listFiles('docs/concepts', '.md')];

describe('the code of the pages that are read first', () => {
  it.each(pages)('%s fits the column', (page) => {
    const lines = blocksOf(page).flatMap((block) => block.lines);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.length > COLUMN)).toEqual([]);
  });

  it.each(pages)('%s shows what it prints', (page) => {
    const silent = blocksOf(page).filter(({ hasOutput }) => !hasOutput).flatMap(({ lines }) => lines.filter((line, index) => printsUnseen(line, lines[index + 1] ?? '')));
    expect(silent).toEqual([]);
  });
});

function blocksOf(page: string): Block[] {
  const blocks = readFileSync(join(root, page), 'utf8').matchAll(/^```ts\b[^\n]*\n(.*?)^```$(\n\n```text$)?/gms);
  return [...blocks].map(([, code = '', output]) => ({ lines: code.trimEnd().split('\n'), hasOutput: output !== undefined }));
}

function printsUnseen(line: string, next: string): boolean {
  return line.includes('console.log(') && !line.includes('; // ') && !next.startsWith('// ');
}
