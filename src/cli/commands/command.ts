// A command of the command line.

import type { ExitCode, Io } from '../io.js';

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  /** @throws UsageError or InputError, which end in exit code 2 */
  run(args: readonly string[], io: Io): Promise<ExitCode>;
}
