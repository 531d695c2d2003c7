// An engine that follows its snapshot file: when the file is replaced, the new engine takes the place of the old one between two messages.

import type { CompileOptions } from '../engine.js';
import { followEngineFiles } from './engine-follower.js';
import type { FollowedEngine } from './engine-follower.js';
import { openSnapshotFile } from './snapshot-file.js';

export interface FollowOptions extends CompileOptions {
  /** Is told when a new engine decides. What it throws becomes a warning of the process. */
  readonly onReplace?: () => void;
  /** Is told why a new file could not be opened; the engine before goes on deciding. What it throws becomes a warning of the process. */
  readonly onProblem?: (error: unknown) => void;
}

/**
 * The engine of a snapshot file that is followed.
 * @interface
 */
export type FollowedSnapshot = FollowedEngine;

/**
 * The engine of a snapshot file, replaced whenever the file is (`writeSnapshotFile`, `smtp-tls-policy compile`, a new version of a Kubernetes volume). A
 * file that cannot be opened replaces nothing. The folder of the path is watched; for a link, call `reload` when something changes where it leads to.
 *
 * @throws SnapshotError, or what the file system throws, if the file cannot be opened now
 * @example
 * const followed = await followSnapshotFile('policy.snapshot', { onProblem: (error) => log.error(error) });
 * const { engine } = followed; // once for each message
 */
export async function followSnapshotFile(path: string, { onReplace, onProblem, ...options }: FollowOptions = {}): Promise<FollowedSnapshot> {
  const files = { path, namedFiles: () => Promise.resolve([]), open: () => openSnapshotFile(path, options) };
  return followEngineFiles(files, { name: 'followSnapshotFile', onReplace, onProblem });
}
