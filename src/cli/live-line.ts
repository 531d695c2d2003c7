// One line on a terminal that is written over as things go on; anywhere else it stays silent.

import type { Io, Output } from './io.js';

export interface LiveLine {
  /** @param line - safe for a terminal already; what does not fit on one row is cut off */
  show(line: string): Promise<void>;
  /** Takes the line off the screen. */
  clear(): Promise<void>;
}

/** The line is off the screen when the work ends, however it ends: done, failed, or interrupted. */
export async function withLiveLine<T>(io: Io, work: (line: LiveLine) => Promise<T>): Promise<T> {
  const line = liveLine(io.stderr);
  let ended = false;
  const end = (): Promise<void> => {
    ended = true;
    return line.clear();
  };
  const release = io.onInterrupt(end);
  try {
    return await work({ show: (text) => (ended ? Promise.resolve() : line.show(text)), clear: () => line.clear() });
  } finally {
    await end();
    release();
  }
}

export function liveLine(output: Output): LiveLine {
  let shown = '';
  /** A line of several rows could not be written over; nor can one that reaches the last column of some terminals. */
  const fitting = (text: string): string => Array.from(text).slice(0, Math.max(output.columns - 1, 0)).join('');
  return {
    async show(line) {
      const next = fitting(line);
      if (!output.terminal || next === shown) return;
      const text = `\r${fitting(next.padEnd(shown.length))}`;
      shown = next;
      await output.write(text);
    },
    async clear() {
      if (shown === '') return;
      const text = `\r${fitting(' '.repeat(shown.length))}\r`;
      shown = '';
      await output.write(text);
    },
  };
}
