import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { streamOfHeld } from '../../../src/smtp-server/authenticated-message.js';
import { HeldMessage } from '../../../src/smtp-server/held-message.js';

const PIECES = ['From: a@b.example\r\n', '\r\n', 'Hello ', 'you\r\n'];
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const held = (limits: { maxMessageBytes?: number; maxMemoryBytes?: number } = {}): Promise<HeldMessage> =>
  HeldMessage.of(Readable.from(PIECES.map((piece) => Buffer.from(piece))), { maxMessageBytes: 1000, maxMemoryBytes: 1000, folder, ...limits });

it.each([1, 19, 20, 21, 1000])('is what came, as often as it is read, with %i bytes in memory', async (maxMemoryBytes) => {
  const message = await held({ maxMemoryBytes });
  expect([await text(message.read()), await text(message.read())]).toEqual([PIECES.join(''), PIECES.join('')]);
  expect(readdirSync(folder)).toEqual([]);
  await message.discard();
  await message.discard();
});

it('is as long as the bound and no longer', async () => {
  const { length } = PIECES.join('');
  await (await held({ maxMessageBytes: length })).discard();
  await expect(held({ maxMessageBytes: length - 1 })).rejects.toMatchObject({ reply: { code: 552, enhancedCode: '5.3.4' } });
  await expect(held({ maxMessageBytes: length - 1, maxMemoryBytes: 5 })).rejects.toMatchObject({ reply: { code: 552 } });
});

it('ends with an error if its file is shorter than it should be, or closed', async () => {
  const message = await held({ maxMemoryBytes: 1 });
  const probe = await open(join(folder, 'probe'), 'w+');
  const handle = Object.getPrototypeOf(probe) as FileHandle;
  await probe.close();
  vi.spyOn(handle, 'read').mockResolvedValue({ bytesRead: 0, buffer: Buffer.alloc(0) });
  await expect(text(message.read())).rejects.toThrow('the file that holds a message is shorter than what was written to it');
  vi.restoreAllMocks();
  await message.discard();
  await expect(text(message.read())).rejects.toThrow();
});

it('is let go of when the stream of it ends; what fails then is told', async () => {
  const message = await held();
  vi.spyOn(message, 'discard').mockRejectedValue(new Error('disk'));
  const original = Object.assign(new PassThrough(), { byteLength: 5, sizeExceeded: true });
  const failed: unknown[] = [];
  const stream = streamOfHeld(message, original, (error) => failed.push(error));
  expect([stream.byteLength, stream.sizeExceeded]).toEqual([5, true]);
  expect(await text(stream)).toBe(PIECES.join(''));
  await vi.waitFor(() => expect(failed).toEqual([new Error('disk')]));
});
