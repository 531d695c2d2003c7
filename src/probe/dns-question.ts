// One question to DNS: what it answered, or that it did not.

import { readElements, readProperty } from '../model/property.js';
import { safeText } from '../model/safe-text.js';
import { errorText } from './host-failure.js';
import type { DnsSettings } from './probe-options.js';
import { waitFor } from './time-limit.js';

export type DnsAnswer<T> =
  | { readonly kind: 'records'; readonly records: readonly T[] }
  /** The name exists and has no such record. */
  | { readonly kind: 'no-data' }
  | { readonly kind: 'no-such-name' }
  | { readonly kind: 'failure'; readonly message: string };

/**
 * Never rejects, whatever the resolver does.
 *
 * @param read - null for what is no such record; an answer that has one of these is none, for what is unknown is not absent
 */
export async function askDns<T>(ask: () => Promise<unknown>, read: (record: unknown) => T | null, { timeouts, stop }: DnsSettings): Promise<DnsAnswer<T>> {
  // The resolver may be the caller's own, and may throw before there is a promise.
  const waited = await waitFor(new Promise<unknown>((resolve) => resolve(ask())), timeouts.dns, stop);
  switch (waited.kind) {
    case 'timeout':
      return { kind: 'failure', message: 'DNS did not answer in time' };
    case 'ended':
      return { kind: 'failure', message: 'the search was ended before DNS answered' };
    case 'failed':
      return failureOf(waited.error);
    case 'value':
      return answerOf(readElements(waited.value)?.map(read));
  }
}

function answerOf<T>(records: readonly (T | null)[] | undefined): DnsAnswer<T> {
  const readable = records?.filter((record) => record !== null);
  if (readable === undefined || readable.length !== records?.length) return { kind: 'failure', message: 'DNS answered with what is no such record' };
  return readable.length === 0 ? { kind: 'no-data' } : { kind: 'records', records: readable };
}

function failureOf(error: unknown): DnsAnswer<never> {
  const property = readProperty(error, 'code');
  const code = typeof property === 'string' ? property : '';
  switch (code) {
    case 'ENODATA':
      return { kind: 'no-data' };
    case 'ENOTFOUND':
      return { kind: 'no-such-name' };
    case 'ETIMEOUT':
      return { kind: 'failure', message: 'DNS did not answer in time' };
    case 'ESERVFAIL':
      return { kind: 'failure', message: 'DNS answered that it failed (SERVFAIL)' };
    default:
      return { kind: 'failure', message: `DNS could not be asked: ${safeText(code === '' ? errorText(error) : code, MAX_WORDS)}` };
  }
}

const MAX_WORDS = 100;
