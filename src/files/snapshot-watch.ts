// An engine that follows its snapshot file: when the file is replaced, the new engine takes the place of the old one between two messages.

import { watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { CompileOptions } from '../engine.js';
import { holdEngine } from '../snapshot/engine-holder.js';
import type { EngineHolder } from '../snapshot/engine-holder.js';
import { openSnapshotFile } from './snapshot-file.js';

export interface FollowOptions extends CompileOptions {
  /** Is told when a new engine decides. */
  readonly onReplace?: () => void;
  /** Is told why a new file could not be opened; the engine before goes on deciding. */
  readonly onProblem?: (error: unknown) => void;
}

export interface FollowedSnapshot extends EngineHolder {
  /** Opens the file now, whether or not a change was noticed. Never rejects: problems go to `onProblem`. */
  reload(): Promise<void>;
  /** Stops following; the engine stays. */
  close(): void;
}

/** Replacing a file raises several events. */
const SETTLING = 50;

/**
 * The engine of a snapshot file, replaced whenever the file is (`writeSnapshotFile`, `smtp-tls-policy compile`). A file that cannot be opened replaces nothing.
 *
 * @throws SnapshotError, or what the file system throws, if the file cannot be opened now
 * @example
 * const followed = await followSnapshotFile('policy.snapshot', { onProblem: (error) => log.error(error) });
 * const { engine } = followed; // once for each message
 */
export async function followSnapshotFile(path: string, { onReplace, onProblem, ...options }: FollowOptions = {}): Promise<FollowedSnapshot> {
  const holder = holdEngine(await openSnapshotFile(path, options));
  let seen = await identityOf(path);
  let reloading: Promise<void> = Promise.resolve();
  const open = async (): Promise<void> => {
    try {
      seen = await identityOf(path);
      holder.replace(await openSnapshotFile(path, options));
      onReplace?.();
    } catch (error) {
      onProblem?.(error);
    }
  };
  const openIfReplaced = async (): Promise<void> => {
    if ((await identityOf(path)) !== seen) await open();
  };
  // One after the other, so that the engine of the last file is the one that stays.
  const inTurn = (what: () => Promise<void>): Promise<void> => (reloading = reloading.then(what));
  let settling: ReturnType<typeof setTimeout> | undefined;
  const watcher = watch(dirname(resolve(path)), { persistent: false }, (_event, name) => {
    if (name !== null && name !== basename(path)) return;
    clearTimeout(settling);
    settling = setTimeout(() => void inTurn(openIfReplaced), SETTLING);
    settling.unref();
  });
  watcher.on('error', (error) => onProblem?.(error));
  return {
    get engine() {
      return holder.engine;
    },
    replace: (engine) => holder.replace(engine),
    reload: () => inTurn(open),
    close: () => {
      clearTimeout(settling);
      watcher.close();
    },
  };
}

/** Tells one file at a path from another; null where there is none. */
async function identityOf(path: string): Promise<string | null> {
  try {
    const { dev, ino, mtimeNs, size } = await stat(path, { bigint: true });
    return `${dev} ${ino} ${mtimeNs} ${size}`;
  } catch {
    return null;
  }
}
