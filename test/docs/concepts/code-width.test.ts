// On a wide screen the column of a page shows about 76 characters of code: what a snippet says behind that is not seen by who reads the page first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, root } from '../../package/source-file.js';

const COLUMN = 76;
const pages = ['docs/start.md', ...listFiles('docs/concepts', '.md')];

describe('the code of the pages that are read first', () => {
  it.each(pages)('%s fits the column', (page) => {
    const lines = codeLines(page);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.length > COLUMN)).toEqual([]);
  });
});

function codeLines(page: string): string[] {
  const blocks = readFileSync(join(root, page), 'utf8').matchAll(/^```ts\b[^\n]*\n(.*?)^```$/gms);
  return [...blocks].flatMap(([, code = '']) => code.trimEnd().split('\n'));
}
