// Which entries of which lists match an address (S-3.3, S-3.4).
import { describe, expect, it } from 'vitest';
import { buildAddressIndex } from '../../../src/compile/address-index.js';
import { parseAddress } from '../../../src/model/address.js';
import type { Address } from '../../../src/model/address.js';
import { list } from './sample-content.js';

function address(text: string): Address {
  const parsed = parseAddress(text, false);
  if (parsed === null) throw new Error(`not an address: ${text}`);
  return parsed;
}

/** What matches, as `place of the list: entry`, sorted. */
function matches(text: string, ...lists: readonly string[][]): string[] {
  const index = buildAddressIndex(lists.map((values) => list('any', ...values)));
  return index
    .matching(address(text))
    .map((listed) => `${listed.list}: ${listed.entry.value}`)
    .sort();
}

describe('buildAddressIndex', () => {
  it('S-3.3: a domain entry matches addresses whose domain equals it, and no other', () => {
    expect(matches('ann@example.com', ['example.com'])).toEqual(['0: example.com']);
    expect(matches('ann@sub.example.com', ['example.com'])).toEqual([]);
    expect(matches('ann@com', ['example.com'])).toEqual([]);
    expect(matches('ann@notexample.com', ['example.com'])).toEqual([]);
    expect(matches('"example.com"@other.example', ['example.com'])).toEqual([]);
  });

  it('S-3.3: an address entry matches that one address', () => {
    expect(matches('ann@example.com', ['ann@example.com'])).toEqual(['0: ann@example.com']);
    expect(matches('bob@example.com', ['ann@example.com'])).toEqual([]);
    expect(matches('ann@example.org', ['ann@example.com'])).toEqual([]);
  });

  it('S-3.1: an address literal stands as a domain', () => {
    expect(matches('ann@[192.0.2.1]', ['[192.0.2.1]', '[192.0.2.2]'])).toEqual(['0: [192.0.2.1]']);
  });

  it('S-3.4: `*.example.com` matches every domain strictly below, at any depth, and not `example.com`', () => {
    const entries = ['*.example.com', '*.a.example.com', '*.com', '*.org'];
    expect(matches('x@b.a.example.com', entries)).toEqual(['0: *.a.example.com', '0: *.com', '0: *.example.com']);
    expect(matches('x@a.example.com', entries)).toEqual(['0: *.com', '0: *.example.com']);
    expect(matches('x@example.com', entries)).toEqual(['0: *.com']);
    expect(matches('x@com', entries)).toEqual([]);
    expect(matches('x@notexample.com', ['*.example.com'])).toEqual([]);
  });

  it('S-3.4: no wildcard but `*` matches an address literal', () => {
    expect(matches('x@[192.0.2.1]', ['*.1]', '*.0.2.1]', '*.2.1]', '*'])).toEqual(['0: *']);
  });

  it('S-3.4: `*` matches every valid address', () => {
    expect(matches('x@localhost', ['*'])).toEqual(['0: *']);
  });

  it('S-3.6: finds every entry of every list', () => {
    expect(matches('ann@a.example', ['ann@a.example', 'a.example', '*.example', '*'], ['b.example'], ['*.example', 'a.example', 'ann@a.example', '*'])).toEqual([
      '0: *',
      '0: *.example',
      '0: a.example',
      '0: ann@a.example',
      '2: *',
      '2: *.example',
      '2: a.example',
      '2: ann@a.example',
    ]);
  });

  it('S-12.6: what it finds is frozen', () => {
    const index = buildAddressIndex([list('any', 'a.example')]);
    expect(index.matching(address('x@a.example')).map((listed) => Object.isFrozen(listed))).toEqual([true]);
  });
});
