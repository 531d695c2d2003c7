// What goes to a terminal: safe text, colour, tables, the progress bar.
import { describe, expect, it } from 'vitest';
import { painterFor, paintOutcome, painter } from '../../../src/cli/colour.js';
import type { Output } from '../../../src/cli/io.js';
import { liveLine, withLiveLine } from '../../../src/cli/live-line.js';
import { progressBar } from '../../../src/cli/progress-bar.js';
import { count, renderTable } from '../../../src/cli/table.js';
import { terminalLines, terminalText } from '../../../src/cli/terminal-text.js';
import { standInIo } from './stand-in-io.js';

function output(terminal: boolean, columns = Infinity): Output & { text: string } {
  return {
    columns,
    text: '',
    terminal,
    closed: false,
    async write(text) {
      this.text += await Promise.resolve(text);
    },
  };
}

describe('terminalText', () => {
  it('writes what could steer a terminal or a reader as its code', () => {
    expect(terminalText('a\u001B[2Jb\u0007\u009B\u202Ec\u200Bd\u2028\uD800\n')).toBe('a\\x{1B}[2Jb\\x{7}\\x{9B}\\x{202E}c\\x{200B}d\\x{2028}\\x{D800}\\x{A}');
  });

  it('leaves letters of every script', () => {
    expect(terminalText('Bücher 書 😀')).toBe('Bücher 書 😀');
  });

  it('keeps the line breaks of text of several lines', () => {
    expect(terminalLines('a\n\tb\r\n')).toBe('a\n\\x{9}b\\x{D}\n');
  });
});

describe('colour', () => {
  const red = (terminal: boolean, environment: Record<string, string>, flags = {}): boolean => painterFor(output(terminal), environment, flags).red('x') !== 'x';

  it('is for terminals, unless something is said', () => {
    expect(red(true, {})).toBe(true);
    expect(red(false, {})).toBe(false);
    expect(red(true, { TERM: 'dumb' })).toBe(false);
    expect(red(true, { TERM: 'xterm' })).toBe(true);
  });

  it('honours NO_COLOR unless it is empty, and FORCE_COLOR before it', () => {
    expect(red(true, { NO_COLOR: '1' })).toBe(false);
    expect(red(true, { NO_COLOR: '' })).toBe(true);
    expect(red(false, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(true);
    expect(red(false, { FORCE_COLOR: '' })).toBe(true);
    expect(red(true, { FORCE_COLOR: '0' })).toBe(false);
    expect(red(true, { FORCE_COLOR: 'false' })).toBe(false);
  });

  it('obeys flags before all', () => {
    expect(red(false, { NO_COLOR: '1' }, { color: true })).toBe(true);
    expect(red(true, { FORCE_COLOR: '1' }, { 'no-color': true })).toBe(false);
    expect(red(true, {}, { color: true, 'no-color': true })).toBe(false);
  });

  it('paints outcomes by how bad they are', () => {
    const paint = painter(true);
    expect(paintOutcome('deliver', paint)).toBe('\u001B[32mdeliver\u001B[39m');
    expect(paintOutcome('pending', paint)).toBe('\u001B[33mpending\u001B[39m');
    expect(paintOutcome('bounce', paint)).toBe('\u001B[31mbounce\u001B[39m');
    expect(paintOutcome('reject', paint)).toBe('\u001B[31mreject\u001B[39m');
    expect(paint.bold('b') + paint.dim('d')).toBe('\u001B[1mb\u001B[22m\u001B[2md\u001B[22m');
  });
});

describe('renderTable', () => {
  it('makes columns as wide as their widest cell, without trailing blanks', () => {
    expect(renderTable([{ title: 'Name' }, { title: 'N', align: 'right' }, { title: 'Note' }], [['😀éé', '12', ''], ['longer', '3', 'x']])).toEqual([
      'Name     N  Note',
      '😀éé     12',
      'longer   3  x',
    ]);
  });

  it('renders titles alone, and missing cells as empty', () => {
    expect(renderTable([{ title: 'A' }, { title: 'B' }], [])).toEqual(['A  B']);
    expect(renderTable([{ title: 'A' }, { title: 'B' }], [['1']])).toEqual(['A  B', '1']);
  });

  it('renders more rows than a call can have arguments', () => {
    const rows = Array.from({ length: 200_000 }, () => ['x']);
    rows.push(['longest']);
    const lines = renderTable([{ title: 'A', align: 'right' }], rows);
    expect([lines.length, lines[0], lines[1], lines.at(-1)]).toEqual([200_002, '      A', '      x', 'longest']);
  });

  it('writes numbers with commas', () => {
    expect([0, 999, 1000, 1234567].map(count)).toEqual(['0', '999', '1,000', '1,234,567']);
  });
});

describe('progressBar', () => {
  it('is silent where nobody watches', async () => {
    const silent = output(false);
    const bar = progressBar(silent, 100);
    await bar.show(50, 1);
    await bar.clear();
    expect(silent.text).toBe('');
  });

  it('draws the share of bytes, only when it changes, and clears up', async () => {
    const screen = output(true);
    const bar = progressBar(screen, 200);
    await bar.show(0, 0);
    await bar.show(101, 150);
    await bar.show(101, 199);
    await bar.show(500, 1200);
    await bar.clear();
    await bar.clear();
    expect(screen.text).toBe(
      [
        '\r[------------------------------]   0 %  0 messages',
        '\r[###############---------------]  50 %  100 messages',
        '\r[##############################] 100 %  1,200 messages',
        `\r${' '.repeat(54)}\r`,
      ].join(''),
    );
  });

  it('counts messages where the size is not known, and is full where there is nothing to read', async () => {
    const screen = output(true);
    await progressBar(screen, null).show(7, 250);
    await progressBar(screen, 0).show(0, 1);
    expect(screen.text).toBe('\r200 messages\r[##############################] 100 %  0 messages');
  });
});

describe('liveLine', () => {
  it('stays on one row of the terminal, and takes it off the screen again', async () => {
    const narrow = output(true, 10);
    const line = liveLine(narrow);
    await line.show('0123456789abc');
    await line.show('01');
    await line.clear();
    expect(narrow.text).toBe('\r012345678\r01       \r  \r');
  });

  it('is off the screen when the work fails, and when it is interrupted', async () => {
    const io = standInIo({ stderrTerminal: true });
    const fails = withLiveLine(io, async (line) => {
      await line.show('busy');
      throw new Error('it failed');
    });
    await expect(fails).rejects.toThrow('it failed');
    expect(io.stderr.text).toBe('\rbusy\r    \r');
  });

  it('shows nothing more once it is interrupted, and hears of no interrupt when the work is done', async () => {
    let interrupt: (() => Promise<void>) | null = null;
    const io = standInIo({
      stderrTerminal: true,
      onInterrupt: (tidy) => {
        interrupt = tidy;
        return () => (interrupt = null);
      },
    });
    await withLiveLine(io, async (line) => {
      await line.show('busy');
      await interrupt?.();
      await line.show('late');
    });
    expect([io.stderr.text, interrupt]).toEqual(['\rbusy\r    \r', null]);
  });
});
