// Waiting for something, but not for ever.

/** `value`: it came in time. `failed`: it came as an error. `timeout`: it had its time. `ended`: all waiting was ended, and nothing is known of it. */
export type Waited<T> = { readonly kind: 'value'; readonly value: T } | { readonly kind: 'failed'; readonly error: unknown } | { readonly kind: 'timeout' | 'ended' };

/** Never rejects. What is waited for goes on, and its later failure is nobody's. */
export async function waitFor<T>(work: Promise<T>, milliseconds: number, stop: AbortSignal): Promise<Waited<T>> {
  let giveUp: (kind: 'timeout' | 'ended') => void = () => undefined;
  const limit = new Promise<Waited<T>>((resolve) => {
    giveUp = (kind) => resolve({ kind });
  });
  const end = (): void => giveUp('ended');
  const timer = setTimeout(() => giveUp('timeout'), milliseconds);
  stop.addEventListener('abort', end);
  if (stop.aborted) end();
  const result = work.then(
    (value): Waited<T> => ({ kind: 'value', value }),
    (error: unknown): Waited<T> => ({ kind: 'failed', error }),
  );
  try {
    return await Promise.race([result, limit]);
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', end);
  }
}

/** Runs the work for every item, so many at a time; results stand in the order of the items. */
export async function inParallel<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
