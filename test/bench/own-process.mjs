// Runs a measurement in a process of its own, so that none finds the heap, the caches or the compiled code that another left behind.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('own-process-child.mjs', import.meta.url));

/**
 * @param {URL} module - exports `measure(input)`, whose answer goes through JSON
 * @param {unknown} input
 * @param {{ heapMegabytes?: number, timeLimit?: number, flags?: string[] }} [options] - the time limit in milliseconds, more flags for V8
 * @returns {Promise<any>} the answer
 * @throws Error if the process ends without an answer; `TimeLimitError` if it is stopped
 */
export function inOwnProcess(module, input, { heapMegabytes = 4096, timeLimit, flags = [] } = {}) {
  const process = fork(child, [], { execArgv: ['--expose-gc', `--max-old-space-size=${heapMegabytes}`, ...flags] });
  return new Promise((resolve, reject) => {
    let answer = null;
    const timer = timeLimit === undefined ? undefined : setTimeout(() => stop(), timeLimit);
    const stop = () => {
      answer = { error: new TimeLimitError(timeLimit) };
      process.kill('SIGKILL');
    };
    process.once('message', (message) => (answer = message));
    process.once('error', reject);
    process.once('exit', (code, signal) => {
      clearTimeout(timer);
      if (answer?.error instanceof Error) reject(answer.error);
      else if (answer !== null && 'result' in answer) resolve(answer.result);
      else reject(new Error(answer?.error ?? `the measurement ended without an answer (${signal ?? `exit code ${code}`}), see above`));
    });
    process.send({ module: module.href, input });
  });
}

export class TimeLimitError extends Error {
  constructor(milliseconds) {
    super(`not done after ${milliseconds / 1000} s`);
  }
}
