// The index of many entries: what it shares with nobody else (address-index.test.ts has what both indexes do).
import { describe, expect, it } from 'vitest';
import { depthBit, PackedIndex } from '../../../src/lists/packed-index.js';
import { parseAddress } from '../../../src/model/address.js';
import { entry } from '../compile/sample-content.js';
import { packedIndexOf } from './both-indexes.js';

const address = (text: string) => parseAddress(text, false)!;
const values = (index: PackedIndex, text: string): string[] | undefined => index.matchesOf(text, false)?.entries.map(({ value }) => value);

describe('depthBit', () => {
  it('is a bit for each depth, the last for all that are deeper', () => {
    expect(Array.from({ length: 31 }, (_, depth) => depthBit(depth))).toEqual(Array.from({ length: 31 }, (_, depth) => 2 ** depth));
    expect([31, 32, 33, 127].map(depthBit)).toEqual([1 << 31, 1 << 31, 1 << 31, 1 << 31]);
  });
});

describe('PackedIndex', () => {
  it('looks for wildcards of the depths that it has, and for no others', () => {
    const { keys, memberships } = packedIndexOf([[entry('*.example'), entry('*.a.example'), entry('b.a.example')]]);
    const withDepths = (depths: number): PackedIndex => new PackedIndex(keys.parts, memberships, 1, depths);
    expect(values(withDepths(depthBit(1) | depthBit(2)), 'x@b.a.example')).toEqual(['b.a.example', '*.a.example', '*.example']);
    expect(values(withDepths(depthBit(1)), 'x@b.a.example')).toEqual(['b.a.example', '*.example']);
    expect(values(withDepths(depthBit(2)), 'x@b.a.example')).toEqual(['b.a.example', '*.a.example']);
    expect(values(withDepths(depthBit(3) | depthBit(0)), 'x@b.a.example')).toEqual(['b.a.example']);
    expect(values(withDepths(0), 'x@b.a.example')).toEqual(['b.a.example']);
  });

  it('S-3.4: knows who matches everyone, whatever the other entries are', () => {
    const everyone = packedIndexOf([[entry('a.example')], [entry('*', false)]]);
    expect(everyone.matching(address('x@b.example'))).toEqual([{ kind: 'everyone', value: '*', address: 'x@b.example', memberships: [{ list: 1, requireAuthentication: false }] }]);
    expect(values(everyone, 'x@a.example')).toEqual(['a.example', '*']);
  });

  it('S-2.2: an address whose local part kept its case is looked up as it is, by either question', () => {
    const index = packedIndexOf([[entry('Ann@a.example'), entry('bob@a.example')]]);
    const cased = parseAddress('Ann@a.example', true)!;
    expect(index.matching(cased).map(({ value }) => value)).toEqual(['Ann@a.example']);
    expect(index.matching(parseAddress('Bob@a.example', true)!)).toEqual([]);
    expect(index.matching(parseAddress('ann@a.example', true)!)).toEqual([]);
    expect(index.matchesOf('Ann@a.example', false)?.entries).toEqual([]);
  });

  it('does not copy an address that is canonical as it stands', () => {
    const index = packedIndexOf([[entry('a.example')]]);
    for (const [text, canonical] of [['ann@a.example', 'ann@a.example'], ['Ann@a.example', 'ann@a.example'], ['ann@A.example', 'ann@a.example'], ['ANN@A.EXAMPLE', 'ann@a.example']] as const) {
      expect(index.matchesOf(text, false)).toEqual({ address: { text: canonical, domain: 'a.example' }, entries: [{ kind: 'domain', value: 'a.example', address: canonical, memberships: [{ list: 0, requireAuthentication: true }] }] });
    }
  });

  it('finds what it looked for last and what it did not, one after the other', () => {
    const index = packedIndexOf([[entry('ann@a.example'), entry('é@a.example'), entry('a.example')]]);
    const asked = ['ann@a.example', 'no', 'é@a.example', 'bob@a.example', 'ANN@A.example', '"ann"@a.example', 'x@b.example', 'ann@a.example'];
    expect(asked.map((text) => values(index, text))).toEqual([
      ['ann@a.example', 'a.example'],
      undefined,
      ['é@a.example', 'a.example'],
      ['a.example'],
      ['ann@a.example', 'a.example'],
      ['ann@a.example', 'a.example'],
      [],
      ['ann@a.example', 'a.example'],
    ]);
  });

  it('S-3.7: lists the entries of one list among many', () => {
    const lists = Array.from({ length: 30 }, (_, list) => Array.from({ length: 10 }, (__, number) => entry(`a${(list + number) % 35}.example`, number % 3 === 0)));
    const index = packedIndexOf(lists);
    const sorted = lists.map((entries) => [...entries].sort((a, b) => (a.value < b.value ? -1 : 1)));
    expect(index.entriesByList()).toEqual(sorted);
    lists.forEach((_, list) => expect(index.entriesOf(list)).toEqual(sorted[list]));
  });
});
