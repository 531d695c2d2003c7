// Snapshots on disk: replaced as a whole, and read where they will be used.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { getuid } from 'node:process';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { compilePolicy } from '../../../src/index.js';
import type { PolicyEngine } from '../../../src/index.js';
import { openSnapshotFile, readSnapshotFile, writeSnapshotFile } from '../../../src/files/index.js';
import { openSnapshot, SnapshotError, snapshotOf } from '../../../src/snapshot/index.js';
import { folderWith } from '../cli/stand-in-io.js';

function engineFor(...domains: string[]): PolicyEngine {
  return compilePolicy({ addressLists: { l: domains }, orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['l'] }] }] });
}

/** One small and one larger than what is written at once to a pipe or a page. */
const SMALL = engineFor('a.example');
const LARGE = engineFor(...Array.from({ length: 20_000 }, (_, number) => `d${number}.example`));

const bytesOf = (engine: PolicyEngine): Buffer => Buffer.from(snapshotOf(engine));

describe('writeSnapshotFile', () => {
  it('writes the snapshot and nothing beside it', async () => {
    const folder = folderWith({});
    await writeSnapshotFile(join(folder, 'policy.snapshot'), LARGE);
    expect(readdirSync(folder)).toEqual(['policy.snapshot']);
    expect(readFileSync(join(folder, 'policy.snapshot')).equals(bytesOf(LARGE))).toBe(true);
  });

  it('replaces a file, whatever it was', async () => {
    const folder = folderWith({ 'policy.snapshot': 'something else, which is longer than a header '.repeat(100) });
    await writeSnapshotFile(join(folder, 'policy.snapshot'), SMALL);
    expect(readFileSync(join(folder, 'policy.snapshot')).equals(bytesOf(SMALL))).toBe(true);
    expect(readdirSync(folder)).toEqual(['policy.snapshot']);
  });

  it.runIf(process.platform !== 'win32')('makes a file that may be read as any new file, and not run', async () => {
    const path = join(folderWith({}), 'policy.snapshot');
    await writeSnapshotFile(path, SMALL);
    writeFileSync(`${path}.other`, '');
    expect(statSync(path).mode).toBe(statSync(`${path}.other`).mode);
  });

  it('leaves a reader who has the file before open what it had', async () => {
    const path = join(folderWith({}), 'policy.snapshot');
    await writeSnapshotFile(path, SMALL);
    const before = statSync(path).ino;
    const opened = await openSnapshotFile(path);
    await writeSnapshotFile(path, LARGE);
    expect(statSync(path).ino).not.toBe(before);
    expect([opened.matching('x@a.example').length, opened.matching('x@d1.example').length]).toEqual([1, 0]);
  });

  it('shows a reader the file before or the one after, never a part', async () => {
    const folder = folderWith({});
    const path = join(folder, 'policy.snapshot');
    await writeSnapshotFile(path, SMALL);
    const whole = [bytesOf(SMALL).length, bytesOf(LARGE).length];
    let writing = true;
    const seen = new Set<number>();
    const reader = async (): Promise<void> => {
      while (writing) {
        const engine = await openSnapshotFile(path);
        seen.add(engine.addressLists[0]!.size);
        expect(whole).toContain((await readSnapshotFile(path)).byteLength);
      }
    };
    const writer = async (): Promise<void> => {
      try {
        for (let count = 0; count < 40; count++) await writeSnapshotFile(path, count % 2 === 0 ? LARGE : SMALL);
      } finally {
        writing = false;
      }
    };
    await Promise.all([writer(), reader(), reader()]);
    expect([...seen].sort()).toEqual([1, 20_000]);
    expect(readdirSync(folder)).toEqual(['policy.snapshot']);
  });

  it('may be called many times at once: one of them wins, whole', async () => {
    const folder = folderWith({});
    const path = join(folder, 'policy.snapshot');
    await Promise.all(Array.from({ length: 16 }, (_, count) => writeSnapshotFile(path, count % 2 === 0 ? SMALL : LARGE)));
    expect([1, 20_000]).toContain((await openSnapshotFile(path)).addressLists[0]?.size);
    expect(readdirSync(folder)).toEqual(['policy.snapshot']);
  });

  it('leaves what is there, and nothing beside it, when a folder has the name', async () => {
    const folder = folderWith({ 'policy.snapshot/inside': 'x' });
    await expect(writeSnapshotFile(join(folder, 'policy.snapshot'), SMALL)).rejects.toHaveProperty('code');
    expect([readdirSync(folder), readdirSync(join(folder, 'policy.snapshot'))]).toEqual([['policy.snapshot'], ['inside']]);
  });

  it('leaves a file alone that somebody else is writing beside it under the same name', async () => {
    const clock = vi.spyOn(process.hrtime, 'bigint').mockReturnValue(35n);
    const beside = `policy.snapshot.${process.pid}-z.tmp`;
    const folder = folderWith({ [beside]: 'half of' });
    await expect(writeSnapshotFile(join(folder, 'policy.snapshot'), SMALL)).rejects.toMatchObject({ code: 'EEXIST' });
    clock.mockRestore();
    expect(readdirSync(folder)).toEqual([beside]);
    expect(readFileSync(join(folder, beside), 'utf8')).toBe('half of');
  });

  it('throws what the file system throws where there is no folder, or a file in its place', async () => {
    const folder = folderWith({ file: '' });
    await expect(writeSnapshotFile(join(folder, 'nowhere', 'policy.snapshot'), SMALL)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(writeSnapshotFile(join(folder, 'file', 'policy.snapshot'), SMALL)).rejects.toMatchObject({ code: 'ENOTDIR' });
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it.runIf(process.platform !== 'win32' && getuid?.() !== 0)('throws what the file system throws for a folder that cannot be written', async () => {
    const folder = folderWith({ 'sub/policy.snapshot': 'before' });
    chmodSync(join(folder, 'sub'), 0o555);
    await expect(writeSnapshotFile(join(folder, 'sub', 'policy.snapshot'), SMALL)).rejects.toMatchObject({ code: 'EACCES' });
    chmodSync(join(folder, 'sub'), 0o755);
    expect(readFileSync(join(folder, 'sub', 'policy.snapshot'), 'utf8')).toBe('before');
  });

  it.runIf(existsSync('/proc/self'))('throws what the file system throws where nobody can write', async () => {
    await expect(writeSnapshotFile('/proc/self/policy.snapshot', SMALL)).rejects.toHaveProperty('code');
  });
});

describe('readSnapshotFile', () => {
  it('reads into a buffer of either kind', async () => {
    const path = join(folderWith({}), 'policy.snapshot');
    await writeSnapshotFile(path, LARGE);
    const plain = await readSnapshotFile(path);
    const shared = await readSnapshotFile(path, { shared: true });
    expect([plain instanceof ArrayBuffer, shared instanceof SharedArrayBuffer]).toEqual([true, true]);
    for (const buffer of [plain, shared, await readSnapshotFile(path, { shared: false })]) expect(Buffer.from(new Uint8Array(buffer)).equals(bytesOf(LARGE))).toBe(true);
    expect(openSnapshot(shared).matching('x@d19999.example')).toHaveLength(1);
  });

  it('reads an empty file, which is no snapshot', async () => {
    const path = join(folderWith({ empty: '' }), 'empty');
    expect((await readSnapshotFile(path)).byteLength).toBe(0);
    await expect(openSnapshotFile(path)).rejects.toMatchObject({ name: 'SnapshotError', code: 'not-a-snapshot' });
  });

  it('throws what the file system throws', async () => {
    const folder = folderWith({});
    await expect(readSnapshotFile(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(readSnapshotFile(folder)).rejects.toMatchObject({ code: 'EISDIR' });
  });
});

describe('openSnapshotFile', () => {
  it('takes what a snapshot cannot carry, and follows links', async () => {
    const folder = folderWith({});
    mkdirSync(join(folder, 'sub'));
    await writeSnapshotFile(join(folder, 'sub', 'real'), SMALL);
    symlinkSync(join('sub', 'real'), join(folder, 'link'));
    const engine = await openSnapshotFile(join(folder, 'link'), { replyProfile: 'exchange' });
    expect(engine.evaluate({ envelope: { mailFrom: null, rcptTo: ['x@a.example'] } }, 'outbound').replyProfile).toBe('exchange');
  });

  it('refuses a damaged file and one that is cut off', async () => {
    const damaged = bytesOf(LARGE);
    damaged[damaged.length - 100]! ^= 1;
    const folder = folderWith({ damaged, cut: bytesOf(LARGE).subarray(0, 5000) });
    await expect(openSnapshotFile(join(folder, 'damaged'))).rejects.toBeInstanceOf(SnapshotError);
    await expect(openSnapshotFile(join(folder, 'damaged'))).rejects.toMatchObject({ code: 'damaged' });
    await expect(openSnapshotFile(join(folder, 'cut'))).rejects.toMatchObject({ code: 'wrong-length' });
    writeFileSync(join(folder, 'cut'), '');
    await expect(openSnapshotFile(join(folder, 'cut'))).rejects.toMatchObject({ code: 'not-a-snapshot' });
  });
});
