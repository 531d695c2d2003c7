// An engine that follows its snapshot file: when the file is replaced, the new engine takes the place of the old one between two messages.

import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { inspect } from 'node:util';
import type { CompileOptions, PolicyEngine } from '../engine.js';
import { holdEngine } from '../snapshot/engine-holder.js';
import type { EngineHolder } from '../snapshot/engine-holder.js';
import { FolderWatch } from './folder-watch.js';
import { openSnapshotFile } from './snapshot-file.js';

export interface FollowOptions extends CompileOptions {
  /** Is told when a new engine decides. What it throws becomes a warning of the process. */
  readonly onReplace?: () => void;
  /** Is told why a new file could not be opened; the engine before goes on deciding. What it throws becomes a warning of the process. */
  readonly onProblem?: (error: unknown) => void;
}

export interface FollowedSnapshot extends EngineHolder {
  /** Opens the file now, whether or not a change was noticed. Never rejects: problems go to `onProblem`. */
  reload(): Promise<void>;
  /** Stops following; the engine stays. */
  close(): void;
}

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
  const follower = new Follower(path, options, { onReplace: onReplace ?? ignore, onProblem: onProblem ?? ignore });
  try {
    return await follower.begin();
  } catch (error) {
    follower.close();
    throw error;
  }
}

class Follower {
  private readonly path: string;
  private readonly options: CompileOptions;
  private readonly listeners: Listeners;
  private readonly watching: FolderWatch;
  /** Null until the first file is open. */
  private holder: EngineHolder | null = null;
  /** The file that was opened last, or could not be. */
  private opened: Identity = null;
  /** The file that the last look found. */
  private found: Identity = null;
  private turn: Promise<void> = Promise.resolve();
  private isClosed = false;

  /** Watches before anything is opened, so that no file is missed that comes meanwhile. */
  constructor(path: string, options: CompileOptions, listeners: Listeners) {
    this.path = path;
    this.options = options;
    this.listeners = listeners;
    this.watching = new FolderWatch(dirname(resolve(path)), () => void this.inTurn(() => this.look()), (error) => this.report(error));
  }

  async begin(): Promise<FollowedSnapshot> {
    const holder = holdEngine(await this.open());
    this.holder = holder;
    this.watching.tellSoon(); // of what happened until now
    return {
      get engine() {
        return holder.engine;
      },
      replace: (engine) => holder.replace(engine),
      reload: () => this.inTurn(() => this.take()),
      close: () => this.close(),
    };
  }

  close(): void {
    this.isClosed = true;
    this.watching.close();
  }

  /** One after the other, so that the engine of the last file is the one that stays. */
  private inTurn(what: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(what);
    return this.turn;
  }

  /** Takes another file than the one before, once two looks find it the same: one that is being written changes between them. Never rejects. */
  private async look(): Promise<void> {
    const found = await identityOf(this.path);
    const isSettled = found === this.found;
    this.found = found;
    if (found === this.opened || this.holder === null || this.isClosed) return;
    if (isSettled) await this.take();
    else this.watching.tellSoon();
  }

  /** Never rejects. */
  private async take(): Promise<void> {
    try {
      this.holder?.replace(await this.open());
    } catch (error) {
      this.report(error);
      return;
    }
    call(this.listeners.onReplace);
  }

  private async open(): Promise<PolicyEngine> {
    // Before the file is opened: one that comes in between is another one at the next look.
    this.opened = await identityOf(this.path);
    return openSnapshotFile(this.path, this.options);
  }

  private report(error: unknown): void {
    call(() => this.listeners.onProblem(error));
  }
}

type Listeners = Required<Pick<FollowOptions, 'onReplace' | 'onProblem'>>;

function ignore(): void {
  // Nobody asked to be told.
}

/** What a listener throws is told once, and ends neither the following nor the process. */
function call(listener: () => void): void {
  try {
    listener();
  } catch (error) {
    process.emitWarning(`a function that was given to followSnapshotFile threw; the following goes on: ${inspect(error)}`);
  }
}

/** Tells one file at a path from another; null where there is none. */
type Identity = string | null;

async function identityOf(path: string): Promise<Identity> {
  try {
    const { dev, ino, mtimeNs, size } = await stat(path, { bigint: true });
    return `${dev} ${ino} ${mtimeNs} ${size}`;
  } catch {
    return null;
  }
}
