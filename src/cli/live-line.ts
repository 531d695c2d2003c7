// One line on a terminal that is written over as things go on; anywhere else it stays silent.

import type { Output } from './io.js';

export interface LiveLine {
  /** @param line - safe for a terminal already */
  show(line: string): Promise<void>;
  /** Takes the line off the screen. */
  clear(): Promise<void>;
}

export function liveLine(output: Output): LiveLine {
  let shown = '';
  return {
    async show(line) {
      if (!output.terminal || line === shown) return;
      const text = `\r${line.padEnd(shown.length)}`;
      shown = line;
      await output.write(text);
    },
    async clear() {
      if (shown === '') return;
      const text = `\r${' '.repeat(shown.length)}\r`;
      shown = '';
      await output.write(text);
    },
  };
}
