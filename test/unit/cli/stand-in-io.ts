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
  /** After so many characters the reader of standard output goes away. */
  readonly closesAfter?: number;
}

/** Runs the command line in this process. */
export async function runWith(words: readonly string[], around: Surroundings = {}): Promise<Ran> {
  const out = recorder(around.stdoutTerminal === true, around.closesAfter ?? Infinity);
  const err = recorder(around.stderrTerminal === true, Infinity);
  const io: Io = { stdin: once(around.stdin ?? ''), stdout: out, stderr: err, environment: around.environment ?? {} };
  const code = await run(words, io);
  return { code, out: out.text, err: err.text };
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

function recorder(terminal: boolean, limit: number): Output & { text: string } {
  return {
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
