import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type * as FileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it, vi } from 'vitest';
import { HeldMessage } from '../../../src/smtp-server/held-message.js';

const opened: { fd: number }[] = [];
vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof FileSystem>();
  const remembering = async (...given: Parameters<typeof FileSystem.open>): Promise<{ fd: number }> => {
    const file = await original.open(...given);
    opened.push(file);
    return file;
  };
  return { ...original, open: remembering, unlink: () => Promise.reject(new Error('a folder in which nothing is removed')) };
});

it('a file that keeps its name is not written to, and is closed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
  const held = HeldMessage.of(Readable.from([Buffer.from('Hello')]), { maxMessageBytes: 10, maxMemoryBytes: 1, folder });
  await expect(held).rejects.toMatchObject({ reply: { code: 452 }, cause: new Error('a folder in which nothing is removed') });
  expect([readdirSync(folder).length, opened.map(({ fd }) => fd)]).toEqual([1, [-1]]);
  rmSync(folder, { recursive: true });
});
