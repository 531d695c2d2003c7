// The entries that match the other side of a message (S-3.3, S-3.5).
import { describe, expect, it } from 'vitest';
import { buildAddressIndex } from '../../../src/compile/address-index.js';
import { hitsOf, unknownPartner } from '../../../src/evaluate/partner.js';
import { parseAddress } from '../../../src/model/address.js';
import type { Address } from '../../../src/model/address.js';
import { entry, list } from '../compile/sample-content.js';

const index = () => buildAddressIndex([list('strict', 'a.example'), list('lax', entry('a.example', false), 'b.example')]);
const address = (text: string): Address => parseAddress(text, false)!;
const notAsked = (): never => {
  throw new Error('asked');
};

describe('hitsOf', () => {
  it('S-3.5: asks for authentication where an entry requires it', () => {
    const ann = address('ann@a.example');
    for (const answer of ['yes', 'no', 'unknown'] as const) {
      expect(hitsOf([{ address: ann, authenticated: () => answer }], index())).toEqual([
        { list: 0, entry: entry('a.example'), address: ann, authenticated: answer },
        { list: 1, entry: entry('a.example', false), address: ann, authenticated: 'not-required' },
      ]);
    }
  });

  it('S-3.5: outbound it is not required', () => {
    const bob = address('bob@b.example');
    expect(hitsOf([{ address: bob, authenticated: null }], index())).toEqual([{ list: 1, entry: entry('b.example'), address: bob, authenticated: 'not-required' }]);
  });

  it('S-4.1: takes every address', () => {
    const addresses = ['bob@b.example', 'ann@a.example'].map((text) => ({ address: address(text), authenticated: null }));
    expect(hitsOf(addresses, index()).map((hit) => `${hit.address.text} in ${hit.list}`)).toEqual(['bob@b.example in 1', 'ann@a.example in 0', 'ann@a.example in 1']);
  });

  it('does not ask where nothing requires it', () => {
    expect(hitsOf([{ address: address('x@c.example'), authenticated: notAsked }], index())).toEqual([]);
    expect(hitsOf([], index())).toEqual([]);
  });
});

describe('unknownPartner', () => {
  it('is frozen', () => {
    expect(unknownPartner).toEqual({ kind: 'unknown' });
    expect(Object.isFrozen(unknownPartner)).toBe(true);
  });
});
