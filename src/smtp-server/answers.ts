// The one answer to a command: a callback of smtp-server that is called once, whatever happens.

import { readProperty } from '../model/property.js';
import { describeValue } from '../model/quotation.js';

/** Of MAIL, RCPT and what comes before them; of DATA, with a result as well. */
export type Callback<Result extends unknown[] = []> = (error?: Error | null, ...result: Result) => void;

/** A callback that says whether it was heard. */
export type Answer<Result extends unknown[] = []> = (...said: Parameters<Callback<Result>>) => boolean;

/** What is said after the first time is not heard: smtp-server would send it as the answer to the next command. */
export function answerOnce<Result extends unknown[]>(callback: Callback<Result>): Answer<Result> {
  let answered = false;
  return (...said) => {
    if (answered) return false;
    answered = true;
    callback(...said);
    return true;
  };
}

/** Calls what the developer gave. What it throws is told, and so is that with which a promise of it rejects, although nobody wants one. */
export function callHandler(call: () => unknown, failed: (error: unknown) => void): void {
  try {
    const returned = call();
    if (isThenable(returned)) Promise.resolve(returned).catch(failed);
  } catch (error) {
    failed(error);
  }
}

/** Calls what only listens: whatever it does, it changes no answer and does not end the process. */
export function tellListener(tell: () => unknown): void {
  callHandler(tell, warn);
}

export function warn(error: unknown): void {
  process.emitWarning(error instanceof Error || typeof error === 'string' ? error : `something threw ${describeValue(error)}`);
}

/** A promise, whoever's class it is of. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof readProperty(value, 'then') === 'function';
}
