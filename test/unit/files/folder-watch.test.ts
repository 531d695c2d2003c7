// Events of a folder, told together.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderWatch } from '../../../src/files/folder-watch.js';
import { folderWith } from '../cli/stand-in-io.js';

const fail = (error: unknown): void => {
  throw error;
};

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('FolderWatch', () => {
  it('tells of a file of any name, also when the last was told', async () => {
    const folder = folderWith({});
    let told = 0;
    const watching = new FolderWatch(folder, () => told++, fail);
    for (const name of ['a', 'b']) {
      const before = told;
      writeFileSync(join(folder, name), 'x');
      while (told === before) await pause(5);
    }
    watching.close();
  });

  it('tells many events, and what is asked for besides, once', async () => {
    const folder = folderWith({});
    let told = 0;
    const watching = new FolderWatch(folder, () => told++, fail);
    for (let count = 0; count < 50; count++) watching.tellSoon();
    while (told === 0) await pause(5);
    await pause(100);
    expect(told).toBe(1);
    watching.close();
  });

  it('tells nothing once it is closed, and may be closed twice', async () => {
    const folder = folderWith({});
    let told = 0;
    const watching = new FolderWatch(folder, () => told++, fail);
    watching.tellSoon();
    watching.close();
    watching.close();
    watching.tellSoon();
    writeFileSync(join(folder, 'a'), 'x');
    await pause(150);
    expect(told).toBe(0);
  });

  it('throws what the file system throws', () => {
    expect(() => new FolderWatch(join(folderWith({}), 'nowhere'), () => undefined, fail)).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});
