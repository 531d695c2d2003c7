// A snapshot that was changed and given a checksum that holds is refused with a SnapshotError, or it answers: no question throws, every match is exact
// (S-3.3), and if `verifySnapshot` accepts it, it decides as the policy that it says it is. SNAPSHOT_MUTATIONS says how many changes are made:
// of a million, 31 % were refused, 35 % opened but were refused by `verifySnapshot`, and 34 % were verified.

import { env } from 'node:process';
import { describe, expect, it } from 'vitest';
import { PackedKeys } from '../../src/packed/packed-keys.js';
import { scatter } from '../../src/packed/key-hash.js';
import { openChanged } from './hostile-snapshot.js';
import type { Outcome } from './hostile-snapshot.js';
import { RUNS } from './runs.js';
import { SAMPLES } from './sample-snapshots.js';
import { Chance, MUTATION_KINDS, MUTATIONS } from './snapshot-mutation.js';
import type { MutationKind } from './snapshot-mutation.js';

const CHANGES = Number(env['SNAPSHOT_MUTATIONS'] ?? Math.round(RUNS * 4.5));
/** Of fewer the shares say little. */
const ENOUGH = MUTATION_KINDS.length * 200;
const SEED = Number(env['PROPERTY_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Most changes are made to small snapshots, which take the least time. */
const SMALL = [SAMPLES[0], SAMPLES[0], ...SAMPLES.filter(({ bytes }) => bytes.length < 1200)];

interface Tally {
  readonly outcomes: Map<Outcome, number>;
  matches: number;
}

interface Run {
  readonly tallies: ReadonlyMap<MutationKind, Tally>;
  /** The first few ways in which the law was broken. */
  readonly failures: readonly string[];
}

function run(): Run {
  const tallies = new Map(MUTATION_KINDS.map((kind): [MutationKind, Tally] => [kind, { outcomes: new Map(), matches: 0 }]));
  const failures: string[] = [];
  for (let number = 0; number < CHANGES && failures.length < 10; number++) {
    const kind = MUTATION_KINDS[number % MUTATION_KINDS.length]!;
    const chance = new Chance(scatter(SEED + number));
    const sample = chance.pick(chance.below(4) === 0 ? SAMPLES : SMALL);
    const tally = tallies.get(kind)!;
    try {
      const { outcome, matches } = openChanged(MUTATIONS[kind](sample.bytes, chance), sample);
      tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1);
      tally.matches += matches;
    } catch (error) {
      failures.push(`PROPERTY_SEED=${SEED}, change ${number}: ${kind}, of the snapshot with ${sample.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  return { tallies, failures };
}

it(
  'a change is refused, or what was opened answers within its bounds',
  () => {
    const { tallies, failures } = run();
    if (env['SNAPSHOT_MUTATIONS'] !== undefined) console.table(Object.fromEntries([...tallies].map(([kind, { outcomes, matches }]) => [kind, { ...Object.fromEntries(outcomes), matches }])));
    expect(failures).toEqual([]);
    if (CHANGES < ENOUGH) return;
    // Of each kind some changes do no harm, some are found, and entries match whatever was changed: else nothing is proved.
    for (const [kind, { outcomes, matches }] of tallies) {
      const total = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
      const verified = (outcomes.get('verified') ?? 0) / total;
      expect([kind, verified >= 0.05, 1 - verified >= 0.15, matches > 0]).toEqual([kind, true, true, true]);
    }
    const met = new Set([...tallies.values()].flatMap(({ outcomes }) => [...outcomes.keys()]));
    expect([...met].sort()).toEqual(['byte-order', 'invalid', 'not-a-snapshot', 'opened', 'unknown-version', 'verified', 'wrong-length']);
  },
  60_000 + CHANGES * 20,
);

describe('a look-up in keys that somebody made', () => {
  /** One bucket, to which every key leads. */
  function readsOf(pool: Uint8Array, key: string): number {
    let reads = 0;
    const counted = new Proxy(pool, {
      get(target, name) {
        reads++;
        return Reflect.get(target, name, target) as unknown;
      },
    });
    const keys = new PackedKeys({ seed: 1, size: 1, width: 4, filter: Uint32Array.of(2 ** 32 - 1), directory: Uint32Array.of(0, pool.length), pool: counted });
    keys.get(key);
    return reads;
  }

  const entry = (key: string): number[] => [key.length, 0, 0, 0, 0, ...Array.from(key, (character) => character.charCodeAt(0))];

  it.each([
    ['empty keys', [0, 0, 0, 0, 0]],
    ['keys that differ in their first byte alone', entry(`b${'a'.repeat(199)}`)],
    ['long keys of no length', [255, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['keys longer than the pool', [255, 255, 255, 255, 255, 0, 0, 0, 0]],
  ])('S-12.2: reads no more of 100,000 %s than of 64', (_what, bytes) => {
    const repeated = (count: number): Uint8Array => Uint8Array.from({ length: bytes.length * count }, (_, at) => bytes[at % bytes.length]!);
    const key = `c${'a'.repeat(199)}`;
    const few = readsOf(repeated(64), key);
    expect(few).toBeLessThanOrEqual(64 * (key.length + 9));
    expect(readsOf(repeated(100_000), key)).toBe(few);
  });
});
