// Snapshots on disk: replaced as a whole, read where they will be used.

import { open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { CompileOptions, PolicyEngine } from '../engine.js';
import { openSnapshot } from '../snapshot/open-snapshot.js';
import { snapshotOf } from '../snapshot/write-snapshot.js';

/**
 * Writes the policy of an engine as a snapshot file. Whoever opens the path meets the file that was there or the whole new one, never a part: it is
 * written beside, flushed to the disk, and renamed.
 *
 * @throws what the file system throws; then the file that was there is untouched
 * @example await writeSnapshotFile('policy.snapshot', compilePolicy(policy));
 */
export async function writeSnapshotFile(path: string, engine: PolicyEngine): Promise<void> {
  await replaceFile(path, new Uint8Array(snapshotOf(engine)));
}

/** @throws what the file system throws; then the file that was there is untouched */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${process.pid}-${process.hrtime.bigint().toString(36)}.tmp`;
  // Of this one alone, or nothing: a file that somebody else made there is not removed.
  const file = await open(beside, 'wx');
  try {
    await writeWhole(file, bytes);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await syncFolder(dirname(resolve(path)));
}

async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  try {
    await writeAll(file, bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** In pieces: one call of the system writes 2 GiB at most. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.byteLength; ) at += (await file.write(bytes, at, Math.min(PIECE, bytes.byteLength - at))).bytesWritten;
}

/** So that the new name outlives a power failure. Not every system lets folders be opened; there the name is as durable as it can be. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The file itself is whole and in its place.
  }
}

/**
 * The engine of a snapshot file.
 *
 * @param path - of a file that `writeSnapshotFile` or the command `compile` wrote; it is read once: `followSnapshotFile` follows it
 * @param options - what a snapshot cannot carry: as for `compilePolicy`
 * @throws SnapshotError if the file is no snapshot or is damaged; what the file system throws
 * @example const engine = await openSnapshotFile('policy.snapshot', { orgUnitOf });
 */
export async function openSnapshotFile(path: string, options: CompileOptions = {}): Promise<PolicyEngine> {
  return openSnapshot(await readSnapshotFile(path), options);
}

/**
 * The bytes of a snapshot file, read where they will be used.
 *
 * @param path - of the file, whose content is not looked at: `openSnapshot` does that
 * @param options - where the bytes go; left out: into an ArrayBuffer
 * @param options.shared - true: into a SharedArrayBuffer; post it to `worker_threads`, each of which opens it, and all use one copy. Default false
 * @throws what the file system throws
 * @example new Worker('./worker.js', { workerData: await readSnapshotFile('policy.snapshot', { shared: true }) });
 */
export async function readSnapshotFile(path: string, options: { shared: true }): Promise<SharedArrayBuffer>;
export async function readSnapshotFile(path: string, options?: { shared?: false }): Promise<ArrayBuffer>;
export async function readSnapshotFile(path: string, options?: { shared?: boolean }): Promise<ArrayBuffer | SharedArrayBuffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const buffer = options?.shared === true ? new SharedArrayBuffer(size) : new ArrayBuffer(size);
    const bytes = new Uint8Array(buffer);
    let at = 0;
    while (at < size) {
      const { bytesRead } = await file.read(bytes, at, Math.min(PIECE, size - at), at);
      if (bytesRead === 0) break; // it shrank; the checksum will tell
      at += bytesRead;
    }
    return buffer;
  } finally {
    await file.close();
  }
}

const PIECE = 1 << 30;
