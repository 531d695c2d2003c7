// S-3.3: packed keys hold the keys that were packed, each with its number, and nothing else, however near: two keys are never taken for one another.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyCollector } from '../../src/packed/key-collector.js';
import { packKeys } from '../../src/packed/pack-keys.js';
import { ABSENT, PackedKeys } from '../../src/packed/packed-keys.js';
import { HitRate, RUNS } from './runs.js';

/** Bytes as characters; of few kinds, so that keys are near each other, or of all. */
const key = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', '.', '@'), maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('a', 'A', '\u0001', '\u0080', '\u00ff'), maxLength: 4 }),
  fc.uint8Array({ minLength: 1, maxLength: 20 }).map((bytes) => String.fromCharCode(...bytes)),
  fc.tuple(fc.constantFrom(253, 254, 255, 256, 257, 511), fc.constantFrom('k', 'kl', 'klm')).map(([length, unit]) => unit.repeat(length).slice(0, length)),
);

/** A change to a key: one byte another, one more, one less, or two keys of one. */
const change = fc.record({ how: fc.constantFrom('replace', 'insert', 'remove', 'double', 'reverse', 'nothing'), place: fc.nat({ max: 600 }), byte: fc.nat({ max: 255 }) });

interface Change {
  readonly how: string;
  readonly place: number;
  readonly byte: number;
}

function changed(text: string, { how, place, byte }: Change): string {
  const at = text.length === 0 ? 0 : place % text.length;
  const character = String.fromCharCode(byte);
  switch (how) {
    case 'replace':
      return text.slice(0, at) + character + text.slice(at + 1);
    case 'insert':
      return text.slice(0, at) + character + text.slice(at);
    case 'remove':
      return text.slice(0, at) + text.slice(at + 1);
    case 'double':
      return text + text;
    case 'reverse':
      return [...text].reverse().join('');
    default:
      return text;
  }
}

/** Numbers up to what one, two or four bytes hold. */
const numbers = fc.constantFrom(2 ** 8, 2 ** 16, 2 ** 32).chain((bound) => fc.array(fc.nat({ max: bound - 1 }), { minLength: 1, maxLength: 8 }));

it('a key is found if and only if it is one of the keys, with its number', () => {
  const held = new HitRate();
  const filtered = new HitRate();
  const widths = new Set<number>();
  fc.assert(
    fc.property(fc.uniqueArray(key, { maxLength: 60 }), numbers, fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 60 }), (keys, each, queries) => {
      const collector = new KeyCollector();
      const expected = new Map<string, number>();
      keys.forEach((text, index) => {
        const place = collector.add(text);
        const number = each[index % each.length] ?? 0;
        collector.numbers[place] = number;
        expected.set(text, number);
      });
      const packed = new PackedKeys(packKeys(collector));
      widths.add(packed.parts.width);
      for (const [text, number] of expected) expect(packed.get(text)).toBe(number);
      expect(new Map(Array.from(packed.entries(), ([text, number]) => [text, number]))).toEqual(expected);
      for (const [which, how] of queries) {
        const query = changed(keys[which % Math.max(1, keys.length)] ?? '', how);
        expect(packed.get(query)).toBe(expected.get(query) ?? ABSENT);
        held.count(expected.has(query));
        if (!expected.has(query)) filtered.count(!packed.mayHold(packed.key.sum));
      }
    }),
    { numRuns: RUNS },
  );
  expect(held.share).toBeGreaterThan(0.15);
  expect(held.share).toBeLessThan(0.6);
  // Those that pass the filter are compared; so that all are, the filter is open in the next law.
  expect(filtered.share).toBeGreaterThan(0.6);
  expect([...widths].sort((a, b) => a - b)).toEqual([1, 2, 4]);
});

it('a key is found if and only if it is one of the keys, also where every look-up is compared with all of them', () => {
  const held = new HitRate();
  fc.assert(
    fc.property(fc.uniqueArray(key, { minLength: 1, maxLength: 30 }), fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 30 }), (keys, queries) => {
      const collector = new KeyCollector();
      keys.forEach((text, index) => {
        const place = collector.add(text);
        collector.numbers[place] = index;
      });
      const parts = packKeys(collector);
      const open = new PackedKeys({ ...parts, filter: Uint32Array.of(0xffffffff), directory: Uint32Array.of(0, parts.pool.length) });
      for (const [which, how] of queries) {
        const query = changed(keys[which % keys.length] ?? '', how);
        expect(open.get(query)).toBe(keys.indexOf(query));
        held.count(keys.includes(query));
      }
    }),
    { numRuns: RUNS },
  );
  expect(held.share).toBeGreaterThan(0.15);
  expect(held.share).toBeLessThan(0.6);
});

it('the same keys make the same packed keys, whatever their order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(key, { maxLength: 40 }), fc.nat(), (keys, turn) => {
      const packedOf = (each: readonly string[]): PackedKeys => {
        const collector = new KeyCollector();
        for (const text of each) collector.add(text);
        return new PackedKeys(packKeys(collector));
      };
      const place = keys.length === 0 ? 0 : turn % keys.length;
      const [one, other] = [packedOf(keys), packedOf([...keys.slice(place), ...keys.slice(0, place)].reverse())];
      expect(other.parts).toEqual({ ...one.parts, pool: other.parts.pool });
      expect(Array.from(other.entries(), ([text]) => text).sort()).toEqual(Array.from(one.entries(), ([text]) => text).sort());
    }),
    { numRuns: Math.ceil(RUNS / 4) },
  );
});
