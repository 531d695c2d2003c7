// Streams that tests stand in for a process with, and files that they need.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { ExitCode, Io, Output } from '../../../src/cli/io.js';
import { run } from '../../../src/cli/run.js';

export interface Ran {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly stdin?: string | Uint8Array;
  readonly environment?: Record<string, string>;
  readonly stdoutTerminal?: boolean;
  readonly stderrTerminal?: boolean;
  /** Of both outputs. */
  readonly columns?: number;
  readonly onInterrupt?: Io['onInterrupt'];
  readonly onSignal?: Io['onSignal'];
  /** After so many characters the reader of standard output goes away. */
  readonly closesAfter?: number;
}

/** Runs the command line in this process. */
export async function runWith(words: readonly string[], around: Surroundings = {}): Promise<Ran> {
  const io = standInIo(around);
  const code = await run(words, io);
  return { code, out: io.stdout.text, err: io.stderr.text };
}

export function standInIo(around: Surroundings = {}): Io & { readonly stdout: Recorder; readonly stderr: Recorder } {
  const stdout = recorder(around.stdoutTerminal === true, around.closesAfter ?? Infinity, around.columns);
  const stderr = recorder(around.stderrTerminal === true, Infinity, around.columns);
  const { environment = {}, onInterrupt = () => () => undefined, onSignal = () => () => undefined } = around;
  return { stdin: once(around.stdin ?? ''), stdout, stderr, environment, onInterrupt, onSignal };
}

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A new folder with the given files, gone when the tests of the file are done. */
export function folderWith(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

type Recorder = Output & { text: string };

function recorder(terminal: boolean, limit: number, columns = Infinity): Recorder {
  return {
    columns,
    text: '',
    terminal,
    get closed() {
      return this.text.length >= limit;
    },
    async write(text) {
      this.text += await Promise.resolve(text);
    },
  };
}

async function* once(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(content));
}
