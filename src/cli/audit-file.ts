// The file of an audit log: one writer at a time, and lines are only ever added at its end.

import { constants } from 'node:fs';
import { open, readFile, readlink, realpath, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileError, InputError } from './failure.js';

export interface AuditFile {
  /** {@link placeOfLog} */
  readonly place: string;
  readonly bytes: Uint8Array;
  /** Returns when the line and its line break are on the disk. */
  append(line: string): Promise<void>;
}

/**
 * Reads a log and gives it to `use`, while no other process writes it. A log that is not there is an empty one; it is made by the first line.
 *
 * @throws InputError if it cannot be read or written, or another process does not let go of it
 */
export async function withAuditFile<Result>(path: string, use: (file: AuditFile) => Promise<Result>): Promise<Result> {
  const place = await placeOfLog(path);
  const lock = `${place}.lock`;
  await takeLock(lock, path);
  try {
    const bytes = await bytesOrNone(place, path);
    return await use({ place, bytes, append: (line) => appendLine(place, path, line, bytes.length) });
  } finally {
    await rm(lock, { force: true });
  }
}

/** The one place of a log, which can have several names: its lock and its head stand beside it. A link may lead to a log that is not there. */
export async function placeOfLog(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const target = codeOf(error) === 'ENOENT' ? await readlink(path).catch(() => null) : null;
    return target === null ? resolve(path) : placeOfLog(resolve(dirname(path), target));
  }
}

/** An append takes a moment; who waits longer meets what a process that was killed left behind. */
const PATIENCE_MS = 3000;
const PAUSE_MS = 25;

async function takeLock(lock: string, path: string): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      await writeLock(await open(lock, 'wx'), lock);
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw fileError(lock, error, 'written');
      if (waited >= PATIENCE_MS) throw new InputError(`${path}: ${await holderWords(lock)}`);
    }
    await setTimeout(PAUSE_MS);
  }
}

/** A lock that says nothing because the disk is full would hold up everyone who comes after. */
async function writeLock(file: FileHandle, lock: string): Promise<void> {
  try {
    await file.writeFile(`${process.pid}\n`).finally(() => file.close());
  } catch (error) {
    await rm(lock, { force: true });
    throw error;
  }
}

async function holderWords(lock: string): Promise<string> {
  const holder = await readFile(lock, 'utf8').catch(() => '');
  const process = /^\d+\n$/.test(holder) ? `process ${holder.trim()}` : 'another process';
  return `${process} is writing it; if none is, remove ${lock}`;
}

async function bytesOrNone(place: string, path: string): Promise<Uint8Array> {
  try {
    return await readFile(place);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return new Uint8Array(0);
    throw fileError(path, error);
  }
}

async function appendLine(place: string, path: string, line: string, size: number): Promise<void> {
  try {
    const file = await open(place, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, 0o644);
    try {
      await writeOrUndo(file, Buffer.from(`${line}\n`), size);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(path, error, 'written');
  }
  if (size === 0) await syncFolder(dirname(place));
}

/** A full disk must not leave half a line. */
async function writeOrUndo(file: FileHandle, bytes: Uint8Array, size: number): Promise<void> {
  try {
    for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
    await file.sync();
  } catch (error) {
    await file.truncate(size).catch(() => undefined);
    throw error;
  }
}

/** So that the name of a new log outlives a power failure. Not every system lets folders be opened. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder);
    await handle.sync().finally(() => handle.close());
  } catch {
    // The log itself is on the disk.
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
