// The file of an audit log: one writer at a time, and lines are only ever added at its end.

import { constants } from 'node:fs';
import { open, readFile, realpath, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileError, InputError } from './failure.js';

export interface AuditFile {
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
  // One log can have several names.
  const whole = await realpath(path).catch(() => resolve(path));
  const lock = `${whole}.lock`;
  await takeLock(lock, path);
  try {
    const bytes = await bytesOrNone(whole, path);
    return await use({ bytes, append: (line) => appendLine(whole, path, line, bytes.length) });
  } finally {
    await rm(lock, { force: true });
  }
}

/** An append takes a moment; who waits longer meets what a process that was killed left behind. */
const PATIENCE_MS = 3000;
const PAUSE_MS = 25;

async function takeLock(lock: string, path: string): Promise<void> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    try {
      const file = await open(lock, 'wx');
      await file.writeFile(`${process.pid}\n`).finally(() => file.close());
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw fileError(lock, error, 'written');
      if (waited >= PATIENCE_MS) throw new InputError(`${path}: ${await holderWords(lock)}`);
    }
    await setTimeout(PAUSE_MS);
  }
}

async function holderWords(lock: string): Promise<string> {
  const holder = await readFile(lock, 'utf8').catch(() => '');
  const process = /^\d+\n$/.test(holder) ? `process ${holder.trim()}` : 'another process';
  return `${process} is writing it; if none is, remove ${lock}`;
}

async function bytesOrNone(whole: string, path: string): Promise<Uint8Array> {
  try {
    return await readFile(whole);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return new Uint8Array(0);
    throw fileError(path, error);
  }
}

async function appendLine(whole: string, path: string, line: string, size: number): Promise<void> {
  try {
    const file = await open(whole, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, 0o644);
    try {
      await writeOrUndo(file, Buffer.from(`${line}\n`), size);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(path, error, 'written');
  }
  if (size === 0) await syncFolder(dirname(whole));
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
