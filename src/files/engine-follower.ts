// Follows the files that an engine is made of: when they are replaced, a new engine takes the place of the old one between two messages.

import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { inspect } from 'node:util';
import type { PolicyEngine } from '../engine.js';
import { holdEngine } from '../snapshot/engine-holder.js';
import type { EngineHolder } from '../snapshot/engine-holder.js';
import { FolderWatch } from './folder-watch.js';

export interface EngineFiles {
  readonly path: string;
  /** The files that the one at the path names now; none where it cannot be read. Never rejects. */
  namedFiles(): Promise<readonly string[]>;
  /** Reads them all. @throws what keeps them from making an engine */
  open(): Promise<PolicyEngine>;
}

export interface FollowListeners {
  /** For warnings about what the listeners throw. */
  readonly name: string;
  readonly onReplace: (() => void) | undefined;
  readonly onProblem: ((error: unknown) => void) | undefined;
}

export interface FollowedEngine extends EngineHolder {
  /** Opens the file now, whether or not a change was noticed. Never rejects: problems go to `onProblem`. */
  reload(): Promise<void>;
  /** Stops following; the engine stays. */
  close(): void;
}

/** @throws what `files` throws, or the file system, if the engine cannot be made now */
export async function followEngineFiles(files: EngineFiles, listeners: FollowListeners): Promise<FollowedEngine> {
  const follower = new EngineFollower(files, listeners);
  try {
    return await follower.begin();
  } catch (error) {
    follower.close();
    throw error;
  }
}

class EngineFollower {
  private readonly files: EngineFiles;
  private readonly listeners: FollowListeners;
  private paths: readonly string[];
  /** By folder. */
  private readonly watches = new Map<string, FolderWatch>();
  /** Null until the first engine is made. */
  private holder: EngineHolder | null = null;
  /** The files that were opened last, or could not be. */
  private opened = '';
  /** The files that the last look found. */
  private found = '';
  private turn: Promise<void> = Promise.resolve();
  private isClosed = false;

  /** Watches before anything is opened, so that no file is missed that comes meanwhile. */
  constructor(files: EngineFiles, listeners: FollowListeners) {
    this.files = files;
    this.listeners = listeners;
    this.paths = [files.path];
    this.watch();
  }

  async begin(): Promise<FollowedEngine> {
    const holder = holdEngine(await this.open());
    this.holder = holder;
    this.tellSoon(); // of what happened until now
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
    for (const watch of this.watches.values()) watch.close();
    this.watches.clear();
  }

  /** One after the other, so that the engine of the last files is the one that stays. */
  private inTurn(what: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(what);
    return this.turn;
  }

  /** Takes other files than those before, once two looks find them the same: one that is being written changes between them. Never rejects. */
  private async look(): Promise<void> {
    const found = await identityOf(this.paths);
    const isSettled = found === this.found;
    this.found = found;
    if (found === this.opened || this.holder === null || this.isClosed) return;
    if (isSettled) await this.take();
    else this.tellSoon();
  }

  /** Never rejects. */
  private async take(): Promise<void> {
    try {
      this.holder?.replace(await this.open());
    } catch (error) {
      this.report(error);
      return;
    }
    this.call(this.listeners.onReplace);
  }

  /** What the files are is found out before they are read: one that comes in between is another one at the next look. */
  private async open(): Promise<PolicyEngine> {
    this.paths = [this.files.path, ...(await this.files.namedFiles())];
    this.opened = await identityOf(this.paths);
    if (!this.isClosed) this.watchOthers();
    return this.files.open();
  }

  /** A folder that is not there has no file that could be read, and reading tells of that. */
  private watchOthers(): void {
    const folders = this.folders();
    for (const [folder, watch] of this.watches) {
      if (folders.has(folder)) continue;
      watch.close();
      this.watches.delete(folder);
    }
    try {
      this.watch();
    } catch (error) {
      this.report(error);
    }
  }

  /** @throws what the file system throws */
  private watch(): void {
    for (const folder of this.folders()) {
      if (this.watches.has(folder)) continue;
      const watch = new FolderWatch(folder, () => void this.inTurn(() => this.look()), (error) => this.report(error));
      this.watches.set(folder, watch);
    }
  }

  private folders(): ReadonlySet<string> {
    return new Set(this.paths.map((path) => dirname(resolve(path))));
  }

  private tellSoon(): void {
    for (const watch of this.watches.values()) watch.tellSoon();
  }

  private report(error: unknown): void {
    this.call(() => this.listeners.onProblem?.(error));
  }

  /** What a listener throws is told once, and ends neither the following nor the process. */
  private call(listener: (() => void) | undefined): void {
    try {
      listener?.();
    } catch (error) {
      process.emitWarning(`a function that was given to ${this.listeners.name} threw; the following goes on: ${inspect(error)}`);
    }
  }
}

/** Tells files at paths from others. */
async function identityOf(paths: readonly string[]): Promise<string> {
  return JSON.stringify(await Promise.all(paths.map(identityOfOne)));
}

/** Null where there is no file. */
async function identityOfOne(path: string): Promise<string | null> {
  try {
    const { dev, ino, mtimeNs, size } = await stat(path, { bigint: true });
    return `${path} ${dev} ${ino} ${mtimeNs} ${size}`;
  } catch {
    return null;
  }
}
