// Folders of messages: what is read, what is skipped, and what is said about it.
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/cli/failure.js';
import { readFolder, skippedWords } from '../../../src/cli/message-folder.js';
import type { SkipReason } from '../../../src/cli/message-folder.js';
import { folderWith } from './stand-in-io.js';

async function facts(folder: string): Promise<{ files: [string, number][]; skipped: Record<string, number> }> {
  const { files, skipped } = await readFolder(folder);
  return { files: files.map(({ path, size }) => [path.slice(folder.length + 1), size]), skipped: Object.fromEntries(skipped) };
}

describe('readFolder', () => {
  it('finds files at any depth, in order of names, in hidden folders too', async () => {
    const folder = folderWith({ 'b.eml': '12', 'a/z': '1', 'a/b/c': '', '.Sent/cur/one': '123', 'B.eml': '1' });
    expect(await facts(folder)).toEqual({
      files: [
        ['.Sent/cur/one', 3],
        ['B.eml', 1],
        ['a/b/c', 0],
        ['a/z', 1],
        ['b.eml', 2],
      ],
      skipped: {},
    });
  });

  it('follows links to files, and counts what it skips', async () => {
    const folder = folderWith({ 'a.eml': '12', 'below/b.eml': '123', '.hidden': 'x' });
    symlinkSync('below/b.eml', join(folder, 'link.eml'));
    symlinkSync('below', join(folder, 'other'));
    symlinkSync('..', join(folder, 'below', 'round'));
    symlinkSync('nowhere', join(folder, 'broken'));
    symlinkSync('a.eml/x', join(folder, 'through-a-file'));
    symlinkSync('circle', join(folder, 'circle'));
    symlinkSync('nowhere', join(folder, '.hidden-link'));
    expect(await facts(folder)).toEqual({
      files: [
        ['a.eml', 2],
        ['below/b.eml', 3],
        ['link.eml', 3],
      ],
      skipped: { 'hidden file': 2, 'link to a folder': 2, 'broken link': 3 },
    });
  });

  it.runIf(process.platform !== 'win32')('does not open a pipe, behind a link either', async () => {
    const folder = folderWith({ 'a.eml': '1' });
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync('pipe', join(folder, 'link'));
    expect(await facts(folder)).toEqual({ files: [['a.eml', 1]], skipped: { 'pipe, socket or device': 2 } });
  });

  it('refuses a folder that is not there', async () => {
    await expect(readFolder('/no/such/folder')).rejects.toThrow(new InputError('/no/such/folder: cannot be read: there is no such file or folder'));
  });
});

describe('skippedWords', () => {
  const words = (...skipped: [SkipReason, number][]): string | null => skippedWords(new Map(skipped));

  it('is silent where nothing was skipped', () => {
    expect(words()).toBeNull();
  });

  it('says how many, and why, always in the same order', () => {
    expect(words(['broken link', 1])).toBe('skipped what is no message: 1 broken link');
    expect(words(['pipe, socket or device', 1], ['link to a folder', 1], ['hidden file', 1])).toBe(
      'skipped what is no message: 1 hidden file, 1 link to a folder, 1 pipe, socket or device',
    );
    expect(words(['pipe, socket or device', 2], ['broken link', 1234], ['link to a folder', 3], ['hidden file', 4])).toBe(
      'skipped what is no message: 4 hidden files, 3 links to folders, 1,234 broken links, 2 pipes, sockets or devices',
    );
  });
});
