// Whether packed keys hold together: the directory divides the whole pool into buckets. Entries are looked at within the bounds of their bucket, and a
// bounded number of them, so what holds together is looked up in bounded time, whoever made it.

import type { PackedParts } from '../packed/packed-keys.js';
import { SnapshotError } from './snapshot-error.js';

/** @throws SnapshotError */
export function checkKeys({ filter, directory, pool }: PackedParts): void {
  if (filter.length > 0 && directory.length > 1 && directory[0] === 0 && directory[directory.length - 1] === pool.length && isAscending(directory)) return;
  throw new SnapshotError('invalid', 'the directory of packed keys in the snapshot contradicts itself; make the snapshot anew from its policy');
}

function isAscending(directory: Uint32Array): boolean {
  let before = 0;
  for (const start of directory) {
    if (start < before) return false;
    before = start;
  }
  return true;
}
