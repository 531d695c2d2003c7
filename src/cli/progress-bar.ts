// A progress bar on standard error, for people who watch a terminal; anywhere else it stays silent.

import type { Output } from './io.js';
import { liveLine } from './live-line.js';
import { count } from './table.js';

export interface ProgressBar {
  /** @param done - bytes read so far */
  show(done: number, counted: number): Promise<void>;
  /** Takes the bar off the screen. */
  clear(): Promise<void>;
}

/** @param total - bytes in all, or null where nobody knows (standard input) */
export function progressBar(output: Output, total: number | null, unit: 'messages' | 'entries' = 'messages'): ProgressBar {
  const line = liveLine(output);
  return {
    show: (done, counted) => {
      const counter = `${count(counted - (counted % STEP))} ${unit}`;
      return line.show(total === null ? counter : `${bar(done, total)}  ${counter}`);
    },
    clear: () => line.clear(),
  };
}

const WIDTH = 30;
/** What is counted is shown in steps, so that writing never costs more than reading. */
const STEP = 100;

/** The share that is done, drawn and in percent. */
export function bar(done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.floor(share * WIDTH);
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${percent} %`;
}
