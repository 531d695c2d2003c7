// The entries that match the other side of a message (S-3.3, S-3.5).
import { describe, expect, it } from 'vitest';
import { hitsOf, unknownPartner } from '../../../src/evaluate/partner.js';
import { parseAddress } from '../../../src/model/address.js';
import type { Address } from '../../../src/model/address.js';
import { entry, indexOf, list } from '../compile/sample-content.js';

const index = () => indexOf([list('strict', 'a.example'), list('lax', entry('a.example', false), 'b.example', entry('c.example', false))]);
const address = (text: string): Address => parseAddress(text, false)!;
const notAsked = (): never => {
  throw new Error('asked');
};

describe('hitsOf', () => {
  it('S-3.5: asks for authentication where a list requires it', () => {
    const matched = {
      kind: 'domain',
      value: 'a.example',
      address: 'ann@a.example',
      memberships: [
        { list: 0, requireAuthentication: true },
        { list: 1, requireAuthentication: false },
      ],
    };
    for (const answer of ['yes', 'no', 'unknown'] as const) {
      expect(hitsOf([{ address: address('ann@a.example'), authenticated: () => answer }], index())).toEqual({ entries: [matched], authenticated: [answer] });
    }
  });

  it('S-5.4: each address answers for its own entries', () => {
    const addresses = [
      { address: address('bob@b.example'), authenticated: () => 'yes' as const },
      { address: address('ann@a.example'), authenticated: () => 'no' as const },
      { address: address('eve@b.example'), authenticated: () => 'unknown' as const },
    ];
    const { entries, authenticated } = hitsOf(addresses, index());
    expect(entries.map((entryMatch) => `${entryMatch.address} at ${entryMatch.value}`)).toEqual(['bob@b.example at b.example', 'ann@a.example at a.example', 'eve@b.example at b.example']);
    expect(authenticated).toEqual(['yes', 'no', 'unknown']);
  });

  it('does not ask where nothing requires it', () => {
    const nobody = { entries: [], authenticated: [] };
    expect(hitsOf([{ address: address('x@d.example'), authenticated: notAsked }], index())).toEqual(nobody);
    expect(hitsOf([{ address: address('x@c.example'), authenticated: notAsked }], index())).toMatchObject({ entries: [{ value: 'c.example' }], authenticated: ['unknown'] });
    expect(hitsOf([], index())).toEqual(nobody);
  });
});

describe('unknownPartner', () => {
  it('is frozen', () => {
    expect(unknownPartner).toEqual({ kind: 'unknown' });
    expect(Object.isFrozen(unknownPartner)).toBe(true);
  });
});
