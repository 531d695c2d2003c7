// One attempt over several hosts and addresses (S-9.4).
import { describe, expect, it } from 'vitest';
import { judgeAttempt } from '../../../src/attempt/attempt-outcome.js';
import type { AddressOutcome, TriedAddress } from '../../../src/attempt/attempt-outcome.js';

/** `mx1 bounce`: the host and what became of one of its addresses. */
function tried(...words: string[]): (TriedAddress & { place: number })[] {
  return words.map((text, place) => {
    const [host = '', outcome = ''] = text.split(' ');
    return { host, outcome: outcome as AddressOutcome, place };
  });
}

describe('an attempt', () => {
  it.each<[string, string[], string, number]>([
    ['delivers through one host', ['mx1 bounce', 'mx2 defer', 'mx3 out-of-reach', 'mx4 deliver'], 'deliver', 3],
    ['bounces where every host violates', ['mx1 bounce', 'mx2 bounce'], 'bounce', 0],
    ['waits for a host that could not be reached', ['mx1 bounce', 'mx2 out-of-reach'], 'defer', 1],
    ['waits for a host that failed for now', ['mx1 bounce', 'mx2 defer'], 'defer', 1],
    ['bounces by the policy where another host refuses for good', ['mx1 undeliverable', 'mx2 bounce'], 'bounce', 1],
    ['is undeliverable where every host refuses for good', ['mx1 undeliverable', 'mx2 undeliverable'], 'undeliverable', 0],
    ['waits for an unreachable host beside one that refuses for good', ['mx1 undeliverable', 'mx2 out-of-reach'], 'defer', 1],
    ['has reached a host by one of its addresses', ['mx1 out-of-reach', 'mx1 bounce'], 'bounce', 1],
    ['whatever the order', ['mx1 bounce', 'mx1 out-of-reach'], 'bounce', 0],
    ['waits for an address that failed for now, beside one of its host that violates', ['mx1 bounce', 'mx1 defer'], 'defer', 1],
    ['names the host that was never reached, and not one that was', ['mx1 out-of-reach', 'mx1 undeliverable', 'mx2 out-of-reach'], 'defer', 2],
    ['names what failed for now before what was not reached', ['mx1 out-of-reach', 'mx2 defer'], 'defer', 1],
    ['delivers through one address', ['mx1 bounce', 'mx1 deliver'], 'deliver', 1],
  ])('%s', (_name, words, outcome, place) => {
    expect(judgeAttempt(tried(...words))).toMatchObject({ outcome, decisive: { place } });
  });

  it('in which nothing was tried is one for later', () => {
    expect(judgeAttempt([])).toEqual({ outcome: 'defer', decisive: null });
  });
});
