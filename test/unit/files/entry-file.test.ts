// Files of entries: read piece by piece, each finding at its line, whatever the pieces are.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEntryFile } from '../../../src/files/entry-file.js';
import type { Finding } from '../../../src/files/finding.js';
import { EntryCollector } from '../../../src/lists/entry-collector.js';
import { Findings } from '../../../src/policy/findings.js';
import { folderWith } from '../cli/stand-in-io.js';

const PIECE = 1 << 20;
const LONGEST_LINE = 1 << 16;

interface Read {
  readonly entries: readonly string[];
  readonly findings: readonly Finding[];
  /** `line:column severity code`. */
  readonly told: readonly string[];
  readonly progress: readonly number[];
}

async function read(content: string | Uint8Array, { requireAuthentication = true, caseSensitive = false } = {}): Promise<Read> {
  const folder = folderWith({ 'entries.txt': content });
  const collector = new EntryCollector();
  const progress: number[] = [];
  const file = { path: join(folder, 'entries.txt'), file: 'entries.txt', list: 0, requireAuthentication };
  const findings = await readEntryFile(file, { caseSensitive, collector, findings: new Findings() }, (bytes) => progress.push(bytes));
  const entries = collector.index(1).entriesOf(0).map((entry) => (entry.requireAuthentication ? entry.value : `${entry.value} -`));
  return { entries, findings, told: findings.map(({ line, column, severity, code }) => `${line}:${column} ${severity} ${code}`), progress };
}

/** So long is each of the lines that fill pieces: few entries, much blank. */
const LINE = 1024;

/** Lines of 1024 bytes with their line break, each with another entry, that end before the given byte. */
function linesUpTo(bytes: number, lineBreak = '\n'): string {
  return Array.from({ length: Math.floor(bytes / LINE) }, (_, number) => `d${number}.test${lineBreak}`.padStart(LINE)).join('');
}

describe('readEntryFile', () => {
  it.each([
    ['LF', 'a.example\nann@b.example\n*.c.example\n'],
    ['CRLF', 'a.example\r\nann@b.example\r\n*.c.example\r\n'],
    ['no last line break', 'a.example\nann@b.example\n*.c.example'],
    ['empty lines and blanks', '\n\n  a.example \n\t\n*.c.example\n ann@b.example'],
    ['several on a line', 'a.example, ann@b.example; *.c.example'],
    ['a byte order mark', '\uFEFFa.example\nann@b.example\n*.c.example\n'],
    ['CR alone', 'a.example\rann@b.example\r*.c.example\r'],
  ])('reads entries between %s', async (_what, text) => {
    expect(await read(text)).toMatchObject({ entries: ['*.c.example', 'a.example', 'ann@b.example'], findings: [] });
  });

  it('reads nothing from an empty file, and from one of empty lines', async () => {
    expect(await read('')).toMatchObject({ entries: [], findings: [], progress: [] });
    expect(await read('\n\r\n\n')).toMatchObject({ entries: [], findings: [] });
  });

  it('S-2: canonicalises as elsewhere, quoted strings and non-ASCII included', async () => {
    expect((await read('BÜCHER.example\n"a b"@x.example\nÄnn@x.example\nANN@X.example')).entries).toEqual(['"a b"@x.example', 'ann@x.example', 'xn--bcher-kva.example', 'Änn@x.example']);
    expect((await read('Ann@x.example\nann@x.example', { caseSensitive: true })).entries).toEqual(['Ann@x.example', 'ann@x.example']);
    expect((await read('a.example\nÄnn@x.example', { requireAuthentication: false })).entries).toEqual(['a.example -', 'Änn@x.example -']);
  });

  it('names file, line and column, in UTF-16 units, and what is wrong', async () => {
    const { findings, entries } = await read('a.example\r\n\r\n😀@b.example  user@*.example\r\nA.EXAMPLE');
    expect(entries).toEqual(['a.example', '😀@b.example']);
    expect(findings).toEqual([
      { file: 'entries.txt', severity: 'error', code: 'invalid-entry', path: [], message: expect.stringContaining('user@*.example') as unknown, line: 3, column: 15 },
      { file: 'entries.txt', severity: 'warning', code: 'duplicate-entry', path: [], message: expect.stringContaining('`A.EXAMPLE` is in this list already, as `a.example`') as unknown, line: 4, column: 1 },
    ]);
  });

  it('S-3.2: swallows no line with a quote that is not closed', async () => {
    expect(await read('"a\nb.example"\n"c d"@x.example\nd.example')).toMatchObject({ entries: ['"c d"@x.example', 'd.example'], told: ['1:1 error invalid-entry', '2:1 error invalid-entry'] });
  });

  it.each(['\n', '\r\n'])('counts lines beyond the first piece (%j)', async (lineBreak) => {
    const many = linesUpTo(PIECE * 2 + 3 * LINE, lineBreak);
    const { entries, told, progress } = await read(`${many}b@d${lineBreak}..${lineBreak}D0.TEST`);
    const lines = many.length / LINE;
    expect(entries).toHaveLength(lines + 1);
    expect(told).toEqual([`${lines + 2}:1 error invalid-entry`, `${lines + 3}:1 warning duplicate-entry`]);
    expect(progress).toEqual([PIECE, 2 * PIECE, many.length + 3 + 2 + 7 + 2 * lineBreak.length]);
  });

  it.each([1, 2, 5, 9, 13, 14, 15, 16, 17])('reads a line that a piece ends within, %i bytes from its end', async (bytes) => {
    const before = linesUpTo(PIECE - LINE);
    const blanks = ' '.repeat(PIECE - before.length - bytes);
    const { entries, findings } = await read(`${before}${blanks}abc.boundary.ex\nlast.example`);
    expect(findings).toEqual([]);
    expect(entries).toHaveLength(before.length / LINE + 2);
    expect(entries).toEqual(expect.arrayContaining(['abc.boundary.ex', 'last.example']));
  });

  it.each([1, 2, 3])('reads a character that a piece ends within, after its byte %i', async (bytes) => {
    const before = linesUpTo(PIECE - LINE);
    const filling = 'a'.repeat(PIECE - before.length - bytes);
    const text = `${before}${filling}😀@x.example\r\nz.example`;
    expect(Buffer.from(text).indexOf('😀') + bytes).toBe(PIECE);
    const { entries, findings } = await read(text);
    expect(findings).toEqual([]);
    expect(entries).toEqual(expect.arrayContaining([`${filling}😀@x.example`, 'z.example']));
    expect(entries).toHaveLength(before.length / LINE + 2);
  });

  it('reads CRLF that a piece ends within as one line break', async () => {
    const before = linesUpTo(PIECE - LINE);
    const text = `${before}${' '.repeat(LINE - 7)}a.test\r\n\r\n..\r\n`;
    expect(text.charCodeAt(PIECE - 1)).toBe(0x0d);
    expect((await read(text)).told).toEqual([`${before.length / LINE + 3}:1 error invalid-entry`]);
  });
});

describe('what is no file of entries', () => {
  it.each<[string, Uint8Array, string]>([
    ['Latin-1', Buffer.from('a.example\nb.example\nb\u00fccher.example\n', 'latin1'), '3:1 error encoding'],
    ['a byte that continues nothing, in the first line', Buffer.from('\u0080a.example\nb.example\n', 'latin1'), '1:1 error encoding'],
    ['a surrogate', Buffer.concat([Buffer.from('a.example\n'), Buffer.from([0xed, 0xa0, 0x80])]), '2:1 error encoding'],
  ])('is refused where it stops being UTF-8: %s', async (_what, bytes, told) => {
    expect((await read(bytes)).told).toEqual([told]);
  });

  it('is refused beyond the first piece, at its line', async () => {
    const before = linesUpTo(PIECE + 10 * LINE);
    const { told } = await read(Buffer.concat([Buffer.from(before), Buffer.from([0xff]), Buffer.from('\n'.repeat(5))]));
    expect(told).toEqual([`${before.length / LINE + 1}:1 error encoding`]);
  });

  it('is refused when it ends within a character', async () => {
    const { told, findings } = await read(Buffer.from('a.example\nb.example\n😀').subarray(0, -1));
    expect(told).toEqual(['3:1 error encoding']);
    expect(findings[0]?.message).toContain('cut off');
  });

  it('is refused for a line that is longer than any entry', async () => {
    const { told, findings } = await read(`a.example\n${'x'.repeat(LONGEST_LINE + 1)}`);
    expect(told).toEqual(['2:1 error long-line']);
    expect(findings[0]?.message).toContain('65536');
    expect((await read(`a.example\n${'x'.repeat(3 * PIECE)}`)).told).toEqual(['2:1 error long-line']);
  });

  it('has its lines told before and after what is wrong with it as a file', async () => {
    const long = 'a.example,'.repeat(7000);
    expect((await read(`..\n${long}\r\n..\n${long}\r${long}\n\nb@@\nz.example`)).told).toEqual([
      '1:1 error invalid-entry',
      '2:1 error long-line',
      '3:1 error invalid-entry',
      '4:1 error long-line',
      '5:1 error long-line',
      '7:1 error invalid-entry',
    ]);
    const { told, entries } = await read(Buffer.concat([Buffer.from('\uFEFF..\na.example\r..\r\nb.example\nc.ex'), Buffer.from([0xff]), Buffer.from('\n..\n')]));
    expect([told, entries]).toEqual([['1:1 error invalid-entry', '3:1 error invalid-entry', '5:1 error encoding'], ['a.example', 'b.example']]);
  });

  it.each(['', '\n', '\nb.example\n'])('is refused for a long line, whatever follows it (%j)', async (after) => {
    expect((await read(`a.example\n${'a.example, '.repeat(10_000)}${after}`)).told.filter((text) => text.includes('error'))).toEqual(['2:1 error long-line']);
  });

  it('may have lines of many entries up to that length', async () => {
    const line = Array.from({ length: 5000 }, (_, number) => `d${number}.test`).join(' ');
    expect(line.length).toBeLessThan(LONGEST_LINE);
    for (const text of [line, `${line}\n`, `\n${line}\n\n`]) expect((await read(text)).entries).toHaveLength(5000);
  });

  it('S-1.2: has a thousand errors told and the others counted', async () => {
    const { told, entries, findings } = await read(`${'no entry!\n'.repeat(2000)}a.example\n`);
    expect(entries).toEqual(['a.example'].concat(entries.filter((entry) => entry !== 'a.example')));
    expect(told.filter((text) => text.endsWith('error invalid-entry'))).toHaveLength(1000);
    expect(told.at(-1)).toMatch(/error more-findings$|warning more-findings$/);
    expect(findings.some(({ severity, code }) => severity === 'error' && code === 'more-findings')).toBe(true);
  });

  it('S-1.2: has an error after 1,500 warnings', async () => {
    const { told } = await read(`${'a.example\n'.repeat(1501)}..\n`);
    expect(told.filter((text) => text.includes('error'))).toEqual(['1502:1 error invalid-entry']);
    expect(told.filter((text) => text.includes('warning duplicate-entry'))).toHaveLength(1000);
    expect(told).toContain('1001:1 warning more-findings');
  });

  it('throws what the file system throws', async () => {
    const folder = folderWith({});
    const reading = { caseSensitive: false, collector: new EntryCollector(), findings: new Findings() };
    const open = (path: string): Promise<unknown> => readEntryFile({ path, file: 'x', list: 0, requireAuthentication: true }, reading, () => undefined);
    await expect(open(join(folder, 'nothing.txt'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(open(folder)).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
