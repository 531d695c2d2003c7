#!/usr/bin/env node
// The entry of the command line: gives `run` the streams of this process.

import type { Io, Output } from './io.js';
import { run } from './run.js';

const io: Io = { stdin: process.stdin, stdout: output(process.stdout), stderr: output(process.stderr), environment: process.env };

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
    get closed() {
      return closed;
    },
  };
}
