// The one answer to a command: a callback of smtp-server that is called once, whatever happens.

/** Of MAIL, RCPT and what comes before them; of DATA, with a result as well. */
export type Callback<Result extends unknown[] = []> = (error?: Error | null, ...result: Result) => void;

/** What is said after the first time is not heard: smtp-server would send it as the answer to the next command. */
export function answerOnce<Result extends unknown[]>(callback: Callback<Result>): Callback<Result> {
  let answered = false;
  return (error, ...result) => {
    if (answered) return;
    answered = true;
    callback(error, ...result);
  };
}

/** Calls what the developer gave. What it throws is told, and so is that with which a promise of it rejects, although smtp-server wants none. */
export function callHandler(call: () => unknown, failed: (error: unknown) => void): void {
  try {
    const returned = call();
    if (returned instanceof Promise) returned.catch(failed);
  } catch (error) {
    failed(error);
  }
}
