// The entries of each list in order (S-3.7).
import { describe, expect, it } from 'vitest';
import { entriesByList } from '../../../src/lists/entry-order.js';
import type { Membership } from '../../../src/model/address-index.js';

const inList = (list: number, requireAuthentication = true): Membership => ({ list, requireAuthentication });

describe('entriesByList', () => {
  it('S-3.7: sorts by code units, list by list, and says the kind of each', () => {
    const listed = entriesByList(
      [
        ['z.example', [inList(0)]],
        ['\u{1F600}@a.example', [inList(2)]],
        ['\uff5e@a.example', [inList(2, false)]],
        ['*', [inList(0, false), inList(2)]],
        ['B@a.example', [inList(0), inList(2)]],
        ['a.example', [inList(0)]],
        ['*.a.example', [inList(0)]],
      ],
      4,
    );
    expect(listed).toEqual([
      [
        { value: '*', kind: 'everyone', requireAuthentication: false },
        { value: '*.a.example', kind: 'subdomains', requireAuthentication: true },
        { value: 'B@a.example', kind: 'address', requireAuthentication: true },
        { value: 'a.example', kind: 'domain', requireAuthentication: true },
        { value: 'z.example', kind: 'domain', requireAuthentication: true },
      ],
      [],
      [
        { value: '*', kind: 'everyone', requireAuthentication: true },
        { value: 'B@a.example', kind: 'address', requireAuthentication: true },
        { value: '\u{1F600}@a.example', kind: 'address', requireAuthentication: true },
        { value: '\uff5e@a.example', kind: 'address', requireAuthentication: false },
      ],
      [],
    ]);
  });

  it('leaves out what is in no list that there is', () => {
    expect(entriesByList([['a.example', []], ['b.example', [inList(1)]]], 1)).toEqual([[]]);
    expect(entriesByList([], 0)).toEqual([]);
  });

  it('S-12.6: freezes each entry', () => {
    expect(entriesByList([['a.example', [inList(0)]]], 1).flat().every((entry) => Object.isFrozen(entry))).toBe(true);
  });
});
