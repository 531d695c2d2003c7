// The index of few entries: what it shares with nobody else (address-index.test.ts has what both indexes do).
import { describe, expect, it } from 'vitest';
import { MapIndex } from '../../../src/lists/map-index.js';
import { parseAddress } from '../../../src/model/address.js';
import type { Memberships } from '../../../src/model/address-index.js';

const first: Memberships = [{ list: 0, requireAuthentication: true }];
const index = () => new MapIndex(new Map([['a.example', first], ['*.example', first], ['*', first], ['ann@a.example', first], ['*.1]', first]]), 1);

describe('MapIndex', () => {
  it('gives the address, then the domain, then wildcards from near to far, then everyone', () => {
    expect(index().matchesOf('Ann@A.example', false)).toEqual({
      address: { text: 'ann@a.example', domain: 'a.example' },
      entries: [
        { kind: 'address', value: 'ann@a.example', address: 'ann@a.example', memberships: first },
        { kind: 'domain', value: 'a.example', address: 'ann@a.example', memberships: first },
        { kind: 'subdomains', value: '*.example', address: 'ann@a.example', memberships: first },
        { kind: 'everyone', value: '*', address: 'ann@a.example', memberships: first },
      ],
    });
    expect(index().matching(parseAddress('x@b.example', false)!).map(({ value }) => value)).toEqual(['*.example', '*']);
  });

  it('shares the memberships of its map', () => {
    expect(index().matching(parseAddress('x@b.test', false)!)[0]?.memberships).toBe(first);
  });

  it('S-3.4: asks about no wildcard for an address literal', () => {
    expect(index().matchesOf('x@[192.0.2.1]', false)?.entries.map(({ value }) => value)).toEqual(['*']);
  });
});
