// Lines of bytes that come in pieces: the same lines, whatever the pieces are.
import { describe, expect, it } from 'vitest';
import { LONG_LINE, LONGEST_LINE, wholeLines } from '../../../src/files/whole-lines.js';

/** Text that stands for one line that is too long. */
const LONG = '(a long line)\n';

/** What is found in pieces of a text, as one text, and the greatest length of what was given at once. */
async function found(text: string, size: number): Promise<{ text: string; most: number }> {
  let lines = '';
  let most = 0;
  for await (const some of wholeLines(piecesOf(Buffer.from(text), size))) {
    lines += some === LONG_LINE ? LONG : Buffer.from(some).toString();
    most = Math.max(most, some.length);
  }
  return { text: lines, most };
}

async function* piecesOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

describe('wholeLines', () => {
  it.each([1, 2, 3, 4, 5, 7, 100])('gives every byte of short lines once, in pieces of %i', async (size) => {
    for (const text of ['', 'a', '\n', '\r', '\r\n', '\r\r\n\n\r', 'a\nbb\r\nccc\rdddd', 'a\nbb\r\nccc\rdddd\r', '\n\r\na\r\n\r\nb\n', 'é\n€\r\n😀']) expect((await found(text, size)).text).toBe(text);
  });

  it.each([1, 2, 3, 5])('parts no CRLF, in pieces of %i', async (size) => {
    for await (const lines of wholeLines(piecesOf(Buffer.from('a\r\nb\r\n\r\nc\r\n'), size))) expect(Buffer.from(lines as Uint8Array).toString()).toMatch(/\n$/);
  });

  it.each([1000, LONGEST_LINE - 1, LONGEST_LINE, LONGEST_LINE + 1, LONGEST_LINE + 2, 100_000, 1 << 20])('bears lines up to the longest, and no longer ones, in pieces of %i', async (size) => {
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      const longest = 'x'.repeat(LONGEST_LINE);
      expect((await found(longest, size)).text).toBe(longest);
      expect((await found(`${longest}x`, size)).text).toBe(LONG);
      const good = ['a', longest, '', longest, 'b', ''].join(lineBreak);
      expect((await found(good, size)).text).toBe(good);
      const mixed = ['a', `${longest}x`, '', longest, 'b', longest.repeat(3), longest.repeat(2), 'c', `${longest}y`].join(lineBreak);
      expect((await found(mixed, size)).text).toBe(['a', LONG, lineBreak, longest, lineBreak, 'b', lineBreak, LONG, LONG, 'c', lineBreak, LONG].join('').replace('a(', `a${lineBreak}(`));
    }
  });

  it('holds a piece and a line at most, however long the line is', async () => {
    expect((await found(`${'x'.repeat(30 * LONGEST_LINE)}\nb\n`, 4096)).most).toBeLessThanOrEqual(4096 + LONGEST_LINE);
    expect((await found(`${'x'.repeat(1000)}\n`.repeat(500), 4096)).most).toBeLessThanOrEqual(4096 + LONGEST_LINE);
  });
});
