// The structure of packed keys: a directory that divides the pool.
import { describe, expect, it } from 'vitest';
import type { PackedParts } from '../../../src/packed/packed-keys.js';
import { checkKeys } from '../../../src/snapshot/key-structure.js';
import { SnapshotError } from '../../../src/snapshot/snapshot-error.js';

function keys(directory: readonly number[], pool: number, filter = 1): PackedParts {
  return { seed: 0, size: 0, width: 1, filter: new Uint32Array(filter), directory: Uint32Array.from(directory), pool: new Uint8Array(pool) };
}

describe('checkKeys', () => {
  it.each([
    ['one empty bucket', [0, 0], 0],
    ['one bucket', [0, 9], 9],
    ['empty buckets among others', [0, 0, 4, 4, 9, 9], 9],
  ])('accepts %s', (_what, directory, pool) => {
    expect(() => checkKeys(keys(directory, pool))).not.toThrow();
  });

  it.each([
    ['no directory', [], 0, 1],
    ['a directory without a bucket', [0], 0, 1],
    ['a directory that begins later', [1, 9], 9, 1],
    ['a directory that ends before the pool does', [0, 8], 9, 1],
    ['a directory that goes beyond the pool', [0, 10], 9, 1],
    ['a directory that goes back', [0, 5, 4, 9], 9, 1],
    ['a directory that leaves the pool and returns', [0, 2 ** 32 - 1, 9], 9, 1],
    ['no filter', [0, 9], 9, 0],
  ])('refuses %s', (_what, directory, pool, filter) => {
    const check = (): void => checkKeys(keys(directory, pool, filter));
    expect(check).toThrow(SnapshotError);
    expect(check).toThrow(expect.objectContaining({ code: 'invalid', message: expect.stringContaining('directory') as unknown }) as Error);
  });
});
