// Which entries of which lists match an address, by either index (S-3.3, S-3.4).
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../src/model/address.js';
import type { Address } from '../../../src/model/address.js';
import { MapIndex } from '../../../src/lists/map-index.js';
import { PackedIndex } from '../../../src/lists/packed-index.js';
import { entry } from '../compile/sample-content.js';
import { BOTH_INDEXES } from './both-indexes.js';

function address(text: string, caseSensitive = false): Address {
  const parsed = parseAddress(text, caseSensitive);
  if (parsed === null) throw new Error(`not an address: ${text}`);
  return parsed;
}

/** A domain of so many labels. */
const deep = (labels: number): string => Array.from({ length: labels }, (_, number) => `l${number}`).join('.');

describe.each(BOTH_INDEXES)('%s', (name, indexOf) => {
  const indexed = (...lists: readonly string[][]) => indexOf(lists.map((values) => values.map((value) => entry(value))));

  /** What matches, as `place of the list: entry`, sorted; whichever way it is asked for. */
  function matches(text: string, ...lists: readonly string[][]): string[] {
    const index = indexed(...lists);
    const found = index.matching(address(text));
    const asked = index.matchesOf(text, false);
    expect(asked?.address).toEqual(address(text));
    expect(asked?.entries).toEqual(found);
    expect(found.filter(({ memberships }) => memberships.length === 0)).toEqual([]);
    return found.flatMap(({ value, memberships }) => memberships.map(({ list }) => `${list}: ${value}`)).sort();
  }

  it('is the index that it should be', () => {
    expect(indexed()).toBeInstanceOf(name === 'MapIndex' ? MapIndex : PackedIndex);
  });

  it('S-3.3: a domain entry matches addresses whose domain equals it, and no other', () => {
    expect(matches('ann@example.com', ['example.com'])).toEqual(['0: example.com']);
    expect(matches('ann@sub.example.com', ['example.com'])).toEqual([]);
    expect(matches('ann@com', ['example.com'])).toEqual([]);
    expect(matches('ann@notexample.com', ['example.com'])).toEqual([]);
    expect(matches('ann@xample.com', ['example.com'])).toEqual([]);
    expect(matches('"example.com"@other.example', ['example.com'])).toEqual([]);
  });

  it('S-3.3: an address entry matches that one address', () => {
    expect(matches('ann@example.com', ['ann@example.com'])).toEqual(['0: ann@example.com']);
    expect(matches('bob@example.com', ['ann@example.com'])).toEqual([]);
    expect(matches('nn@example.com', ['ann@example.com'])).toEqual([]);
    expect(matches('aann@example.com', ['ann@example.com'])).toEqual([]);
    expect(matches('ann@example.org', ['ann@example.com'])).toEqual([]);
  });

  it('S-2.2: an address entry whose local part is quoted, or not ASCII', () => {
    const entries = ['"a b"@example.com', 'josé@example.com', '用户@xn--fa-hia.example', '😀@example.com'];
    expect(matches('"A\\ b"@example.com', entries)).toEqual(['0: "a b"@example.com']);
    expect(matches('JOSe\u0301@Example.com', entries)).toEqual(['0: josé@example.com']);
    expect(matches('用户@faß.example', entries)).toEqual(['0: 用户@xn--fa-hia.example']);
    expect(matches('😀@example.com', entries)).toEqual(['0: 😀@example.com']);
    expect(matches('jose@example.com', entries)).toEqual([]);
    expect(matches('jos\u00C9@example.com', entries)).toEqual([]);
  });

  it('S-3.1: an address literal stands as a domain', () => {
    expect(matches('ann@[192.0.2.1]', ['[192.0.2.1]', '[192.0.2.2]'])).toEqual(['0: [192.0.2.1]']);
    expect(matches('ann@[IPv6:2001:DB8:0::1]', ['[IPv6:2001:db8::1]', 'ann@[IPv6:2001:db8::1]'])).toEqual(['0: [IPv6:2001:db8::1]', '0: ann@[IPv6:2001:db8::1]']);
  });

  it('S-3.4: `*.example.com` matches every domain strictly below, at any depth, and not `example.com`', () => {
    const entries = ['*.example.com', '*.a.example.com', '*.com', '*.org'];
    expect(matches('x@b.a.example.com', entries)).toEqual(['0: *.a.example.com', '0: *.com', '0: *.example.com']);
    expect(matches('x@a.example.com', entries)).toEqual(['0: *.com', '0: *.example.com']);
    expect(matches('x@example.com', entries)).toEqual(['0: *.com']);
    expect(matches('x@com', entries)).toEqual([]);
    expect(matches('x@notexample.com', ['*.example.com'])).toEqual([]);
    expect(matches('"*.example.com"@a.test', ['*.example.com'])).toEqual([]);
  });

  it('S-3.4: wildcards of one depth and of others do not hide each other', () => {
    expect(matches('x@d.c.b.a', ['*.c.b.a', '*.a'])).toEqual(['0: *.a', '0: *.c.b.a']);
    expect(matches('x@d.c.b.a', ['*.b.a'])).toEqual(['0: *.b.a']);
    expect(matches('x@d.c.b.a', ['*.d.c.b.a', '*.x.b.a', '*.c'])).toEqual([]);
  });

  it.each([1, 2, 30, 31, 32, 33, 60])('S-3.4: a wildcard of %i labels matches below them, however deep', (labels) => {
    const entries = [`*.${deep(labels)}`];
    expect(matches(`x@a.${deep(labels)}`, entries)).toEqual([`0: *.${deep(labels)}`]);
    expect(matches(`x@c.b.a.${deep(labels)}`, entries)).toEqual([`0: *.${deep(labels)}`]);
    expect(matches(`x@${deep(labels)}`, entries)).toEqual([]);
    expect(matches(`x@a${deep(labels)}`, entries)).toEqual([]);
  });

  it('S-3.4: deep wildcards of several depths', () => {
    const below = (labels: number): string => `*.${deep(40).split('.').slice(-labels).join('.')}`;
    const entries = [1, 31, 32, 39].map(below);
    expect(matches(`x@${deep(40)}`, entries)).toEqual(entries.map((value) => `0: ${value}`).sort());
    expect(matches(`x@${deep(40).split('.').slice(-32).join('.')}`, entries)).toEqual([below(1), below(31)].map((value) => `0: ${value}`).sort());
  });

  it('S-3.4: no wildcard but `*` matches an address literal', () => {
    expect(matches('x@[192.0.2.1]', ['*.1]', '*.0.2.1]', '*.2.1]', '*'])).toEqual(['0: *']);
    expect(matches('x@[192.0.2.1]', ['*.1]', '*.0.2.1]', '*.2.1]'])).toEqual([]);
  });

  it('S-3.4: `*` matches every valid address', () => {
    expect(matches('x@localhost', ['*'])).toEqual(['0: *']);
    expect(matches('"*"@localhost', ['*', 'localhost'])).toEqual(['0: *', '0: localhost']);
    expect(matches('x@localhost', [], ['*'])).toEqual(['1: *']);
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

  it('finds each pair of kinds, and says the kind, the value, the address and the lists of each', () => {
    const values = { address: 'ann@a.example', domain: 'a.example', subdomains: '*.example', everyone: '*' } as const;
    const kinds = Object.keys(values) as (keyof typeof values)[];
    for (const one of kinds) {
      for (const other of kinds) {
        const index = indexOf([[entry(values[one]), ...(one === other ? [] : [entry(values[other], false)])]]);
        const of = (kind: typeof one, requireAuthentication: boolean) => ({ kind, value: values[kind], address: 'ann@a.example', memberships: [{ list: 0, requireAuthentication }] });
        const expected = one === other ? [of(one, true)] : [of(one, true), of(other, false)];
        for (const found of [index.matching(address('ann@a.example')), index.matchesOf('Ann@A.example', false)?.entries]) {
          expect(found).toHaveLength(expected.length);
          expect(found).toEqual(expect.arrayContaining(expected));
        }
      }
    }
  });

  it('finds nothing in no lists, and in empty ones', () => {
    expect(matches('ann@a.example')).toEqual([]);
    expect(matches('ann@a.example', [], [])).toEqual([]);
  });

  it.each(['', 'ann', '@a.example', 'ann@', 'ann@exam_ple', 'ann@-a.example', '.ann@a.example', 'ann@@a.example', 'ann@1.2.3.4', 'ann@a..example', 'ann@[127.1]'])('S-4.4: %j is no address, and nothing is said of it', (text) => {
    expect(indexed(['*', 'a.example']).matchesOf(text, false)).toBeNull();
    expect(indexed(['*', 'a.example']).matchesOf(text, true)).toBeNull();
  });

  it('S-2.2: the case of local parts counts where the policy says so, that of domains never', () => {
    const index = indexed(['Ann@a.example', 'ann@a.example', 'bob@a.example', 'a.example']);
    const values = (text: string, caseSensitive: boolean) => index.matchesOf(text, caseSensitive)?.entries.map(({ value }) => value);
    expect(values('Ann@A.Example', true)).toEqual(['Ann@a.example', 'a.example']);
    expect(values('ann@A.Example', true)).toEqual(['ann@a.example', 'a.example']);
    expect(values('Bob@a.example', true)).toEqual(['a.example']);
    expect(values('bob@a.example', true)).toEqual(['bob@a.example', 'a.example']);
    expect(values('Bob@a.example', false)).toEqual(['bob@a.example', 'a.example']);
    expect(index.matchesOf('Bob@A.example', true)?.address).toEqual({ text: 'Bob@a.example', domain: 'a.example' });
    expect(index.matchesOf('bob@A.example', true)?.address).toEqual({ text: 'bob@a.example', domain: 'a.example' });
    expect(index.matchesOf('Bob@A.example', false)?.address).toEqual({ text: 'bob@a.example', domain: 'a.example' });
  });

  it.each([1, 63, 64, 180, 254, 255, 256, 257, 300, 5000])('S-2.2: a local part of %i characters is looked up whole', (length) => {
    const long = `${'a'.repeat(length - 1)}b@a.example`;
    expect(matches(long, [long, `a${long}`])).toEqual([`0: ${long}`]);
    expect(matches(`a${long}`, [long])).toEqual([]);
    expect(matches(long.slice(1).startsWith('@') ? `c${long.slice(1)}` : long.slice(1), [long])).toEqual([]);
    expect(matches(`é${long}`, [`é${long}`, long])).toEqual([`0: é${long}`]);
  });

  it('S-2.1: a domain of 253 characters is looked up whole', () => {
    const domain = `${'a'.repeat(61)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(63)}`;
    expect(domain).toHaveLength(253);
    expect(matches(`x@${domain}`, [domain, `x@${domain}`, `*.${domain.slice(62)}`])).toEqual([`0: *.${domain.slice(62)}`, `0: ${domain}`, `0: x@${domain}`]);
    expect(matches(`x@a${domain.slice(2)}`, [domain])).toEqual([]);
  });

  it('S-3.7: lists the entries of each list, sorted, with their kinds', () => {
    const index = indexOf([
      [entry('b.example'), entry('*', false), entry('ann@a.example'), entry('*.b.example')],
      [],
      [entry('b.example', false), entry('é@b.example'), entry('[192.0.2.1]'), entry('B@b.example')],
    ]);
    const first = [entry('*', false), entry('*.b.example'), entry('ann@a.example'), entry('b.example')];
    const last = [entry('B@b.example'), entry('[192.0.2.1]'), entry('b.example', false), entry('é@b.example')];
    expect(index.entriesByList()).toEqual([first, [], last]);
    const held = [...index.entries()].flatMap(([value, memberships]) => memberships.map(({ list, requireAuthentication }) => `${list} ${value} ${requireAuthentication}`));
    expect(held.sort()).toEqual([first, [], last].flatMap((entries, list) => entries.map(({ value, requireAuthentication }) => `${list} ${value} ${requireAuthentication}`)).sort());
    for (const [value, memberships] of index.entries()) expect(index.membershipsOf(value)).toBe(memberships);
    for (const absent of ['absent.example', '', 'é@absent.example']) expect(index.membershipsOf(absent)).toEqual([]);
    expect([0, 1, 2, 3, -1].map((list) => index.entriesOf(list))).toEqual([first, [], last, [], []]);
  });

  it('S-3.7: whoever asks for entries owns what it gets, and the entries in it are frozen', () => {
    const index = indexed(['a.example', 'b.example']);
    expect(index.entriesOf(0)).not.toBe(index.entriesOf(0));
    expect(index.entriesByList()).not.toBe(index.entriesByList());
    expect([...index.entriesOf(0), ...index.entriesByList().flat()].map((each) => Object.isFrozen(each))).toEqual([true, true, true, true]);
  });
});

describe('what decisions share with an index', () => {
  it('S-12.6: is frozen', () => {
    const [, packedIndexOf] = BOTH_INDEXES[1];
    const [match] = packedIndexOf([[entry('a.example')], [entry('a.example')]]).matching(address('x@a.example'));
    expect(match?.memberships.map(({ list }) => list)).toEqual([0, 1]);
    for (const shared of [match?.memberships, ...(match?.memberships ?? [])]) expect(Object.isFrozen(shared)).toBe(true);
  });
});
