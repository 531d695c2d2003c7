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
  const daemon = await start({ ...options, log });
  await new Promise<void>((resolve) => {
    const release = io.onSignal(['SIGHUP', 'SIGTERM', 'SIGINT'], (signal) => {
      if (signal === 'SIGHUP') return void daemon.reload();
      // A second one does not wait.
      release();
      resolve();
    });
  });
  await daemon.close();
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
