// Tells that something happens in a folder. What it is, whoever asked finds out: the names that systems give with events are those of links and of
// files that are written beside, too.

import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';

/** Replacing a file raises several events; so many milliseconds after the first of them it is told of all. */
const SETTLING = 50;

export class FolderWatch {
  private readonly tell: () => void;
  private readonly watcher: FSWatcher;
  private telling: ReturnType<typeof setTimeout> | null = null;
  private isClosed = false;

  /** Watches from now on, and does not keep the process running. @throws what the file system throws */
  constructor(folder: string, tell: () => void, onError: (error: unknown) => void) {
    this.tell = tell;
    this.watcher = watch(folder, { persistent: false }, () => this.tellSoon());
    this.watcher.on('error', onError);
  }

  /** Once, however often it is asked for until then. */
  tellSoon(): void {
    if (this.isClosed || this.telling !== null) return;
    this.telling = setTimeout(() => {
      this.telling = null;
      this.tell();
    }, SETTLING);
    this.telling.unref();
  }

  close(): void {
    this.isClosed = true;
    if (this.telling !== null) clearTimeout(this.telling);
    this.watcher.close();
  }
}
