// What the command line reads from and writes to, as values, so that tests can stand in for a process.

export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * What to do before the program is ended by Ctrl-C or SIGTERM. While it waits for that, the program must not be busy for long.
   *
   * @returns takes it back
   */
  onInterrupt(tidy: () => Promise<void>): () => void;
  /**
   * What to do on each of these signals, instead of what they do to a program.
   *
   * @returns takes it back
   */
  onSignal(signals: readonly NodeJS.Signals[], listener: (signal: NodeJS.Signals) => void): () => void;
}

export interface Output {
  /** Resolves when the text has been taken, so that a slow reader slows the writer down. Never rejects. */
  write(text: string): Promise<void>;
  readonly terminal: boolean;
  /** Of the terminal, as wide as it is now; Infinity where nobody knows. */
  readonly columns: number;
  /** The reader went away (EPIPE): there is no use in writing more. */
  readonly closed: boolean;
}

/** 0: deliver, or a clean check. 1: bounce or reject, or findings. 2: usage or invalid input. */
export type ExitCode = 0 | 1 | 2;
