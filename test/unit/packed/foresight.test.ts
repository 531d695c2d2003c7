// Look-ups that will come, made ready together: what is touched, in which order, and that nothing is changed by it.
import { describe, expect, it } from 'vitest';
import { Foresight, MOST_FORESEEN } from '../../../src/packed/foresight.js';
import { KeyCollector } from '../../../src/packed/key-collector.js';
import { scatter } from '../../../src/packed/key-hash.js';
import { packKeys } from '../../../src/packed/pack-keys.js';
import { bucketOf, filterWord } from '../../../src/packed/packed-keys.js';
import type { PackedParts } from '../../../src/packed/packed-keys.js';
import { sumOf } from './crowding-keys.js';

const KEYS = Array.from({ length: 600 }, (_, number) => `user${number}@a${number % 7}.example`);

function packed(): PackedParts {
  const collector = new KeyCollector();
  for (const key of KEYS) collector.add(key);
  return packKeys(collector);
}

/** The parts, and what is read of them, as `part place`. */
function watched(parts: PackedParts): { readonly parts: PackedParts; readonly read: string[] } {
  const read: string[] = [];
  const watch = <T extends object>(part: T, name: string): T =>
    new Proxy(part, {
      get: (target, property) => {
        if (typeof property === 'string' && /^\d+$/.test(property)) read.push(`${name} ${property}`);
        return Reflect.get(target, property, target) as unknown;
      },
    });
  return { parts: { ...parts, filter: watch(parts.filter, 'filter'), directory: watch(parts.directory, 'directory'), pool: watch(parts.pool, 'pool') }, read };
}

function expectedReads({ seed, filter, directory }: PackedParts, keys: readonly string[], held: readonly string[] = keys): string[] {
  const hashOf = (key: string): number => scatter(sumOf(key, seed));
  const buckets = held.map((key) => bucketOf(hashOf(key), (directory.length - 1) / 2 ** 32));
  return [
    ...keys.map((key) => `filter ${filterWord(hashOf(key), filter.length / 2 ** 32)}`),
    ...buckets.map((bucket) => `directory ${bucket}`),
    ...buckets.flatMap((bucket) => [`pool ${directory[bucket] ?? 0}`, `pool ${(directory[bucket] ?? 0) + 64}`]),
  ];
}

describe('Foresight', () => {
  it('touches all filters, then all directories, then all buckets', () => {
    const { parts, read } = watched(packed());
    const foresight = new Foresight(parts);
    const keys = KEYS.slice(0, 20);
    for (const key of keys) foresight.add(sumOf(key, parts.seed));
    expect(read).toEqual([]);
    foresight.touch();
    expect(read).toEqual(expectedReads(packed(), keys));
  });

  it('goes no further for keys that the filter knows not to be there', () => {
    const { parts, read } = watched({ ...packed(), filter: new Uint32Array(200) });
    const foresight = new Foresight(parts);
    for (const key of KEYS.slice(0, 20)) foresight.add(sumOf(key, parts.seed));
    foresight.touch();
    expect(read).toEqual(expectedReads(packed(), KEYS.slice(0, 20), []));
  });

  it('touches what was added since it last did', () => {
    const { parts, read } = watched(packed());
    const foresight = new Foresight(parts);
    foresight.touch();
    expect(read).toEqual([]);
    for (const key of ['user1@a1.example', 'user2@a2.example']) {
      read.length = 0;
      foresight.add(sumOf(key, parts.seed));
      foresight.touch();
      expect(read).toEqual(expectedReads(packed(), [key]));
    }
  });

  it('forgets what is beyond the most that it can make ready', () => {
    expect(MOST_FORESEEN).toBe(128);
    for (const count of [127, 128, 129, 500]) {
      const { parts, read } = watched(packed());
      const foresight = new Foresight(parts);
      for (const key of KEYS.slice(0, count)) foresight.add(sumOf(key, parts.seed));
      foresight.touch();
      expect(read).toEqual(expectedReads(packed(), KEYS.slice(0, Math.min(count, 128))));
    }
  });

  it('is worthwhile for keys that no cache holds: more than two mebibytes', () => {
    const worthwhile = (length: number): boolean => new Foresight({ ...packed(), pool: new Uint8Array(length) }).isWorthwhile;
    expect([0, 1000, 2 ** 21, 2 ** 21 + 1, 2 ** 22].map(worthwhile)).toEqual([false, false, false, true, true]);
  });

  it('changes nothing', () => {
    const parts = packed();
    const foresight = new Foresight(parts);
    for (const key of KEYS) foresight.add(sumOf(key, parts.seed));
    foresight.touch();
    expect(parts).toEqual(packed());
  });
});
