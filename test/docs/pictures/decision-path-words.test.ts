// The words of a decision's picture: each reason, each near miss and each reading has words of its own, and they speak of it.
import { describe, expect, it } from 'vitest';
import { AUTHENTICATION_WORDS, nearMissWords, reasonWords, unknownAuthorWords, WOULD_BE } from '../../../docs/pictures/decision-path-words.js';
import { routeWords } from '../../../docs/pictures/constraint-words.js';
import type { NearMiss, Outcome, Reason } from '../../../src/index.js';

describe('the words', () => {
  const reasons: Readonly<Record<Reason, RegExp>> = {
    matched: /^matched$/,
    disabled: /^disabled /,
    overridden: /^overridden /,
    'not-enabled': /^not enabled$/,
    'other-direction': /^not for inbound mail$/,
    'internal-recipient': /recipient is internal/,
    'secure-transport-not-requested': /demands secure transport/,
    'not-authenticated': /not authenticated/,
    'no-address-match': /^no entry matches the author$/,
  };

  it.each(Object.keys(reasons) as Reason[])('of the reason %s', (reason) => {
    expect(reasonWords(reason, 'inbound')).toMatch(reasons[reason]);
  });

  const misses: Readonly<Record<NearMiss['kind'], RegExp>> = {
    subdomain: /in a subdomain of/,
    'parent-domain': /in a parent domain of/,
    'look-alike': /looks like/,
    'envelope-only': /envelope sender only/,
    'display-name-only': /display name or comment only/,
  };

  it.each(Object.keys(misses) as NearMiss['kind'][])('of the near miss %s', (kind) => {
    expect(nearMissWords({ kind, entry: 'partner.example', address: 'ann@x.example' })).toMatch(misses[kind]);
  });

  it('of an entry for subdomains that its own domain misses', () => {
    expect(nearMissWords({ kind: 'parent-domain', entry: '*.partner.example', address: 'ann@partner.example' })).toMatch(/subdomains only$/);
  });

  it('of authors, authentication and tests', () => {
    expect([unknownAuthorWords({ known: false, reason: 'missing' }), unknownAuthorWords({ known: false, reason: 'malformed' })]).toEqual([expect.stringMatching(/names a mailbox/), expect.stringMatching(/cannot be read/)]);
    expect(AUTHENTICATION_WORDS).toEqual({ yes: 'authenticated', unknown: 'authentication unknown: it matches', 'not-required': 'authentication not required' });
    for (const outcome of ['deliver', 'bounce', 'reject'] as const satisfies Outcome[]) expect(WOULD_BE[outcome]).toContain(outcome);
    expect(WOULD_BE.pending).toContain('wait');
  });

  it('of routes', () => {
    expect(routeWords({ kind: 'mx', domain: 'partner.example' })).toBe('the MX hosts of partner.example');
    expect(routeWords({ kind: 'host', host: 'relay.example', port: 587, mxLookup: false })).toBe('host relay.example, port 587');
    expect(routeWords({ kind: 'host', host: 'relay.example', port: 25, mxLookup: true })).toBe('the MX hosts of relay.example, port 25');
  });
});
