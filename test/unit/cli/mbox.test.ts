// Splitting streams of bytes into the header blocks of messages.
import { describe, expect, it } from 'vitest';
import { splitMessages } from '../../../src/cli/mbox.js';

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

  it('splits alike wherever a chunk ends', async () => {
    const mbox = `${FROM}\r\nA: 1\r\n\r\nbody\r\n\r\n${FROM}\r\nA: 2\r\n\r\nbody`;
    for (let size = 1; size <= mbox.length; size++) expect(await split(mbox, size)).toEqual([`${FROM}\r\nA: 1\r\n\r\n`, `${FROM}\r\nA: 2\r\n\r\n`]);
  });
});
