// The index of many entries: what it shares with nobody else (address-index.test.ts has what both indexes do).
import { describe, expect, it, vi } from 'vitest';
import { depthBit, PackedIndex } from '../../../src/lists/packed-index.js';
import { parseAddress } from '../../../src/model/address.js';
import { Foresight } from '../../../src/packed/foresight.js';
import { entry } from '../compile/sample-content.js';
import { sumOf } from '../packed/crowding-keys.js';
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

describe('foresee', () => {
  /** Entries that take more than two mebibytes: few, and long. */
  const large = (): PackedIndex => packedIndexOf([[entry('a.example'), ...Array.from({ length: 30 }, (_, number) => entry(`${'a'.repeat(80_000)}${number}@a.example`))]]);
  const texts: readonly unknown[] = ['x@a.example', 'Ann@B.example', null, 'no address', 5, 'é@a.example', 'x@a.example'];

  function foreseen(index: PackedIndex, start: number, end: number): { readonly sums: number[]; readonly touches: number } {
    const add = vi.spyOn(Foresight.prototype, 'add');
    const touch = vi.spyOn(Foresight.prototype, 'touch');
    try {
      index.foresee(texts, start, end);
      return { sums: add.mock.calls.map(([sum]) => sum), touches: touch.mock.calls.length };
    } finally {
      add.mockRestore();
      touch.mockRestore();
    }
  }

  it('makes ready for the plain addresses between two places, and for their domains', () => {
    const index = large();
    const { seed } = index.keys.parts;
    const sums = (...keys: string[]): number[] => keys.map((key) => sumOf(key, seed));
    expect(foreseen(index, 0, 7)).toEqual({ sums: sums('x@a.example', 'a.example', 'ann@b.example', 'b.example', 'x@a.example', 'a.example'), touches: 1 });
    expect(foreseen(index, 1, 2)).toEqual({ sums: sums('ann@b.example', 'b.example'), touches: 1 });
    expect(foreseen(index, 2, 6)).toEqual({ sums: [], touches: 1 });
    expect(foreseen(index, 3, 3)).toEqual({ sums: [], touches: 1 });
  });

  it('does nothing where all is near in any case', () => {
    expect(foreseen(packedIndexOf([[entry('a.example')]]), 0, 7)).toEqual({ sums: [], touches: 0 });
  });

  it('changes no answer', () => {
    const index = large();
    const before = texts.map((text) => index.matchesOf(String(text), false));
    index.foresee(texts, 0, 7);
    expect(texts.map((text) => index.matchesOf(String(text), false))).toEqual(before);
    expect(before[0]?.entries.map(({ value }) => value)).toEqual(['a.example']);
  });
});
