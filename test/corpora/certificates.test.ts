// Host names and certificates by the vectors of Node's own tests (docs/probe.md, "Names on certificates").
import { describe, expect } from 'vitest';
import { bearsName, readHostIdentity } from '../../src/node-tls/host-identity.js';
import type { CorpusCase } from './corpus.js';
import { casesOf, itOnCorpora } from './corpus.js';

describe('certificates', () => {
  itOnCorpora('bear the names that Node finds on them', () => {
    const cases = casesOf('certificates/check-server-identity.jsonl');
    expect(cases.length).toBeGreaterThanOrEqual(45);
    expect(cases.filter((corpusCase) => bears(corpusCase) !== corpusCase['ok']).map(({ id }) => id)).toEqual([]);
    expect(new Set(cases.map(({ ok }) => ok))).toEqual(new Set([true, false]));
  });
});

/** What is no host has no certificate. */
function bears({ host, cert }: CorpusCase): boolean {
  const identity = readHostIdentity(host);
  return identity !== null && bearsName(cert as Parameters<typeof bearsName>[0], identity);
}
