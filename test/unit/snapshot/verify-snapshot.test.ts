// Verifying: every entry and every user is looked at.
import { describe, expect, it } from 'vitest';
import { openSnapshot, SnapshotError, verifySnapshot } from '../../../src/snapshot/index.js';
import { compilePolicy } from '../../../src/index.js';
import { snapshotOf } from '../../../src/snapshot/write-snapshot.js';
import { SAMPLES } from '../../property/sample-snapshots.js';
import { partsOf, poolEntries, snapshotOfParts } from '../../property/snapshot-parts.js';
import type { KeysOf, PoolEntry, SnapshotParts } from '../../property/snapshot-parts.js';

const POLICY = compilePolicy({
  orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['a', 'b'] }] }],
  users: { 'ann@corp.test': '/', 'bob@corp.test': '/' },
  addressLists: { a: ['aaa.example', 'bbb.example', '*.ccc.example', 'ann@ddd.example'], b: ['bbb.example', { value: 'eee.example', requireAuthentication: false }] },
});

const entryOf = (keys: KeysOf, text: string): PoolEntry => {
  const found = poolEntries(keys).find(({ key, end }) => String.fromCharCode(...keys.pool.slice(key, end)) === text);
  if (found === undefined) throw new Error(`${text} is not in the pool`);
  return found;
};

const rename = (keys: KeysOf, from: string, to: string): void => keys.pool.set(Array.from(to, (character) => character.charCodeAt(0)), entryOf(keys, from).key);

/** Wherever a look-up looks, it finds the bits set. */
const openFilter = (parts: SnapshotParts): void => {
  parts.entries.filter.fill(2 ** 32 - 1);
  parts.users.filter.fill(2 ** 32 - 1);
};

/** One bucket, so that every entry is where a look-up looks. */
const oneBucket = (keys: KeysOf): void => {
  keys.directory = Uint32Array.of(0, keys.pool.length);
};

function verified(change: (parts: SnapshotParts) => void): string {
  const parts = partsOf(new Uint8Array(snapshotOf(POLICY)));
  openFilter(parts);
  oneBucket(parts.entries);
  oneBucket(parts.users);
  change(parts);
  const bytes = snapshotOfParts(parts);
  // What verifySnapshot alone refuses is opened all the same, and bounded.
  openSnapshot(bytes);
  try {
    verifySnapshot(bytes);
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(SnapshotError);
    expect((error as SnapshotError).code).toBe('invalid');
    return (error as SnapshotError).message;
  }
}

describe('verifySnapshot', () => {
  it.each(SAMPLES.map(({ name, bytes }) => [name, bytes] as const))('accepts what was written: %s', (_name, bytes) => {
    expect(() => verifySnapshot(bytes)).not.toThrow();
  });

  it('accepts entries in other buckets and with more bits in their filter, if look-ups find them', () => {
    expect(verified(() => undefined)).toBe('accepted');
  });

  it.each<[string, RegExp, (parts: SnapshotParts) => void]>([
    ['an entry that is not canonical', /the entry `AAA\.example`/, ({ entries }) => rename(entries, 'aaa.example', 'AAA.example')],
    ['an entry that is none', /the entry `aaa_example`/, ({ entries }) => rename(entries, 'aaa.example', 'aaa_example')],
    ['an entry of bytes that are no UTF-8', /which no look-up finds/, ({ entries }) => rename(entries, 'aaa.example', 'aa\u00ff.example')],
    ['an entry that stands twice', /`bbb\.example`, which no look-up finds/, ({ entries }) => rename(entries, 'aaa.example', 'bbb.example')],
    ['an entry of no list', /the entry `aaa\.example`/, ({ entries }) => (entries.pool[entryOf(entries, 'aaa.example').number] = 0)],
    ['an entry of a combination that is not there', /the entry `aaa\.example`/, ({ entries }) => (entries.pool[entryOf(entries, 'aaa.example').number] = 200)],
    ['an entry moved to another list', /the number of entries of the list `[ab]`/, ({ entries }) => (entries.pool[entryOf(entries, 'aaa.example').number] = entries.pool[entryOf(entries, 'bbb.example').number]!)],
    ['a wildcard at a depth that is skipped', /the entry `\*\.ccc\.example`/, (parts) => (parts.wildcardDepths = 0)],
    ['an entry without its bits in the filter', /which no look-up finds/, ({ entries }) => entries.filter.fill(0)],
    ['an entry whose length was changed', /./, ({ entries }) => (entries.pool[entryOf(entries, 'aaa.example').start] = 3)],
    ['a user who is not canonical', /the user `ANN@corp\.test`/, ({ users }) => rename(users, 'ann@corp.test', 'ANN@corp.test')],
    ['a user who is no address', /the user `annXcorp\.test`/, ({ users }) => rename(users, 'ann@corp.test', 'annXcorp.test')],
    ['a user who stands twice', /`bob@corp\.test`, which no look-up finds/, ({ users }) => rename(users, 'ann@corp.test', 'bob@corp.test')],
    ['a user of an org unit without a path', /the user `ann@corp\.test`/, ({ users }) => (users.pool[entryOf(users, 'ann@corp.test').number] = 9)],
    ['users without their bits in the filter', /which no look-up finds/, ({ users }) => users.filter.fill(0)],
    ['fewer users than there are', /number of/, ({ users }) => (users.size = 0)],
    ['more users than there are', /number of/, ({ users }) => users.size++],
  ])('refuses %s', (_what, message, change) => {
    expect(verified(change)).toMatch(message);
  });

  it('refuses a list that says wrongly that every entry requires authentication', () => {
    const message = verified((parts) => {
      // The entries of the combination without authentication are counted to another that has the same list.
      const words = [...parts.combinations];
      const places: number[] = [];
      for (let at = 0; at < words.length; at += 2 + words[at + 1]!) places.push(at);
      const optional = places.find((at) => words.slice(at + 2, at + 2 + words[at + 1]!).join() === '2')!;
      parts.combinations = Uint32Array.from([...words.map((word, at) => (at === optional ? 0 : word)), words[optional]!, 1, 3]);
    });
    expect(message).toMatch(/the number of entries of the list `b`/);
  });
});
