// `postfix --policy FILE`: a daemon that serves a policy to Postfix; `postfix config --policy FILE`: how Postfix finds it.

import { PolicyFileError } from '../../files/policy-file-error.js';
import { startPostfixDaemon } from '../../postfix/daemon.js';
import type { PostfixDaemon } from '../../postfix/daemon.js';
import type { PostfixDaemonOptions } from '../../postfix/daemon-options.js';
import { errorText, jsonLog } from '../../postfix/event-log.js';
import { InputError } from '../failure.js';
import type { ExitCode, Io } from '../io.js';
import { printPostfixConfiguration } from '../postfix-config.js';
import { postfixHelp } from '../postfix-help.js';
import { readPostfixRequest } from '../postfix-options.js';
import type { Command } from './command.js';

export const postfix: Command = {
  name: 'postfix',
  summary: 'serve a policy to Postfix: look-up tables, policy service, milter',
  help: postfixHelp,
  run: runPostfix,
};

async function runPostfix(args: readonly string[], io: Io): Promise<ExitCode> {
  const [first, ...rest] = args;
  return first === 'config' ? printPostfixConfiguration(rest, io) : serve(args, io);
}

async function serve(args: readonly string[], io: Io): Promise<ExitCode> {
  const { logLevel, ...options } = readPostfixRequest(args);
  const log = jsonLog((line) => void io.stdout.write(line), logLevel);
  let reload = (): void => undefined; // while it starts, the policy is read anyhow
  let end = (): void => undefined;
  const told = new Promise<void>((resolve) => (end = resolve));
  // From the beginning: SIGHUP ends a program that does not listen, and a service manager may send it as soon as there is one.
  const release = io.onSignal(['SIGHUP', 'SIGTERM', 'SIGINT'], (signal) => {
    if (signal === 'SIGHUP') reload();
    else {
      release(); // a second one does not wait
      end();
    }
  });
  try {
    const daemon = await start({ ...options, log });
    reload = (): void => void daemon.reload();
    await told;
    await daemon.close();
  } finally {
    release();
  }
  return 0;
}

async function start(options: PostfixDaemonOptions): Promise<PostfixDaemon> {
  try {
    return await startPostfixDaemon(options);
  } catch (error) {
    const trouble = error instanceof PolicyFileError || !isSystemError(error) ? errorText(error) : `it cannot be started: ${errorText(error)}`;
    throw new InputError(trouble);
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}
