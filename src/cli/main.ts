#!/usr/bin/env node
// The entry of the command line: gives `run` the streams of this process.

import type { Io, Output } from './io.js';
import { run } from './run.js';

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];

const io: Io = { stdin: process.stdin, stdout: output(process.stdout), stderr: output(process.stderr), environment: process.env, onInterrupt, onSignal };

try {
  const code = await run(process.argv.slice(2), io);
  // An output that could not be written, on a full disk for one, has set a worse code already.
  process.exitCode ??= code;
} catch (error) {
  // Node would exit with 1, which here means that mail was refused.
  process.stderr.write(`smtp-tls-policy: an error of its own, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 2;
}

function output(stream: NodeJS.WriteStream): Output {
  let closed = false;
  // A reader such as `head` that has seen enough is no failure: the exit code stays what the messages make it.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    closed = true;
    if (error.code !== 'EPIPE') process.exitCode = 2;
  });
  return {
    write: (text) => new Promise((resolve) => (closed ? resolve() : stream.write(text, () => resolve()))),
    terminal: stream.isTTY,
    get columns() {
      // A terminal that does not know its width says 0.
      return stream.columns > 0 ? stream.columns : Infinity;
    },
    get closed() {
      return closed;
    },
  };
}

/** The signal ends the program all the same, so that a shell sees it (exit code 130 for Ctrl-C). A second one does not wait. */
function onInterrupt(tidy: () => Promise<void>): () => void {
  const release = (): void => SIGNALS.forEach((signal) => process.off(signal, end));
  const end = (signal: NodeJS.Signals): void => {
    release();
    void tidy().finally(() => process.kill(process.pid, signal));
  };
  SIGNALS.forEach((signal) => process.on(signal, end));
  return release;
}

function onSignal(signals: readonly NodeJS.Signals[], listener: (signal: NodeJS.Signals) => void): () => void {
  signals.forEach((signal) => process.on(signal, listener));
  return () => signals.forEach((signal) => process.off(signal, listener));
}
