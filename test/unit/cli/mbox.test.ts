// Splitting streams of bytes into the header blocks of messages.
import { describe, expect, it, vi } from 'vitest';
import { HeaderTooLongError, splitMessages } from '../../../src/cli/mbox.js';

const FROM = 'From ann@example.com Thu Aug 22 12:36:23 2002';

async function split(text: string, size = text.length): Promise<string[]> {
  const bytes = Buffer.from(text, 'latin1');
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
  }
  const found: string[] = [];
  for await (const headers of splitMessages(chunks())) found.push(headers.toString('latin1'));
  return found;
}

describe('splitMessages', () => {
  it('gives the header block of one message, empty line included, and not its body', async () => {
    expect(await split('From: a@x.example\nTo: b\n\nbody\n\nFrom x 12:00\n\n')).toEqual(['From: a@x.example\nTo: b\n\n']);
    expect(await split('A: 1\r\n\r\nbody')).toEqual(['A: 1\r\n\r\n']);
  });

  it('gives a header block without an empty line, and one without a last line break', async () => {
    expect(await split('A: 1\nB: 2\n')).toEqual(['A: 1\nB: 2\n']);
    expect(await split('A: 1\nB: 2')).toEqual(['A: 1\nB: 2']);
    expect(await split(`${FROM}\nA: 1`)).toEqual([`${FROM}\nA: 1`]);
  });

  it('gives an empty block for no bytes, and for a message that begins with its body', async () => {
    expect(await split('')).toEqual(['']);
    expect(await split('\nbody')).toEqual(['\n']);
  });

  it('splits an mbox at `From ` lines after an empty line', async () => {
    const mbox = `${FROM}\nA: 1\n\nbody\n\n${FROM}\nA: 2\n\n${FROM}\nA: 3\n\nend\n`;
    expect(await split(mbox)).toEqual([`${FROM}\nA: 1\n\n`, `${FROM}\nA: 2\n\n`, `${FROM}\nA: 3\n\n`]);
  });

  it('does not split at what only looks like it', async () => {
    const body = `text\n${FROM}\n\nFrom here on it rains.\n\n>${FROM}\n\nFrom  12:00\n\nfrom a@x 12:00\n`;
    expect(await split(`${FROM}\nA: 1\n\n${body}`)).toEqual([`${FROM}\nA: 1\n\n`]);
  });

  it('takes an mbox that begins with empty lines for an mbox', async () => {
    const mbox = `\n\r\n\n${FROM}\nA: 1\n\nbody\n\n${FROM}\nA: 2\n\n`;
    for (let size = 1; size <= mbox.length; size++) expect(await split(mbox, size)).toEqual([`${FROM}\nA: 1\n\n`, `${FROM}\nA: 2\n\n`]);
    expect(await split(`\n${FROM}`)).toEqual([FROM]);
    expect(await split(`${FROM.slice(0, 20)}\nA: 1\n\n${FROM}\nA: 2\n\n`)).toEqual([`${FROM.slice(0, 20)}\nA: 1\n\n`, `${FROM}\nA: 2\n\n`]);
  });

  it('takes what begins with empty lines and no `From ` line for a message that has no header', async () => {
    expect(await split(`\r\n\nA: 1\n\n${FROM}\nA: 2\n\n`)).toEqual(['\r\n']);
    expect(await split('\n\nFrom here on it rains.\n\n')).toEqual(['\n']);
    expect(await split('\n\n\n')).toEqual(['\n']);
  });

  it('keeps long lines of headers whole, and of bodies what tells a `From ` line', async () => {
    const long = `A: ${'x'.repeat(100_000)}\n`;
    const separator = (length: number): string => `From ${'a'.repeat(length - ' 12:00'.length - 'From '.length)} 12:00`;
    for (const size of [1000, 4096, 1_000_000]) {
      expect(await split(`${long}${long}\n`, size)).toEqual([`${long}${long}\n`]);
      expect(await split(`${FROM}\n\n${long}\n${separator(4095)}\nA: 2\n\n`, size)).toEqual([`${FROM}\n\n`, `${separator(4095)}\nA: 2\n\n`]);
      expect(await split(`${FROM}\n\n${long}\n${separator(4097)}\nA: 2\n\n`, size)).toEqual([`${FROM}\n\n`]);
    }
  });

  it('refuses a header of more than 16 MiB, as one line and as many, before it ends', async () => {
    const message = 'its header is longer than 16 MiB, so it is hardly mail; leave it out, or put an empty line between header and body';
    const block = Buffer.alloc(1 << 20, 'x');
    await expect(firstOf(endless(block))).rejects.toThrow(new HeaderTooLongError());
    block[1000] = 0x0a;
    await expect(firstOf(endless(block))).rejects.toThrow(message);
    const most = Buffer.alloc(16 << 20, 'x');
    most.write('\n\n', most.length - 2);
    expect((await firstOf(once(most)))?.length).toBe(16 << 20);
    await expect(firstOf(once(Buffer.concat([Buffer.from('x'), most])))).rejects.toThrow(message);
  });

  it('counts the header of each message alone', async () => {
    const header = `${FROM}\n${'x'.repeat(9 << 20)}\n\n`;
    expect((await split(header + header, 1 << 20)).map(({ length }) => length)).toEqual([header.length, header.length]);
  });

  it('lets a line of a body go by, however long, without putting it together', async () => {
    const concat = vi.spyOn(Buffer, 'concat');
    const body = 'x'.repeat(1 << 20);
    expect(await split(`${FROM}\nA: 1\n\n${body}\n\n${FROM}\nA: 2\n\n${body}`, 1000)).toEqual([`${FROM}\nA: 1\n\n`, `${FROM}\nA: 2\n\n`]);
    const lengths = concat.mock.results.map(({ value }) => (value as Buffer).length);
    concat.mockRestore();
    expect(Math.max(...lengths)).toBe(4096);
  });

  it('splits alike wherever a chunk ends', async () => {
    const mbox = `${FROM}\r\nA: 1\r\n\r\nbody\r\n\r\n${FROM}\r\nA: 2\r\n\r\nbody`;
    for (let size = 1; size <= mbox.length; size++) expect(await split(mbox, size)).toEqual([`${FROM}\r\nA: 1\r\n\r\n`, `${FROM}\r\nA: 2\r\n\r\n`]);
  });
});

async function firstOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer | undefined> {
  for await (const headers of splitMessages(chunks)) return headers;
  return undefined;
}

async function* endless(block: Uint8Array): AsyncGenerator<Uint8Array> {
  for (;;) yield await Promise.resolve(block);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
