// Whether packed keys hold together: the directory divides the whole pool into buckets. Entries are looked at within the bounds of their bucket, and a
// bounded number of them, so what holds together is looked up in bounded time, whoever made it.

import type { PackedParts } from '../packed/packed-keys.js';
import { SnapshotError } from './snapshot-error.js';

/** @throws SnapshotError */
export function checkKeys({ filter, directory, pool }: PackedParts): void {
  if (filter.length > 0 && directory.length > 1 && directory[0] === 0 && directory[directory.length - 1] === pool.length && isAscending(directory)) return;
  throw new SnapshotError('invalid', 'the directory of packed keys in the snapshot contradicts itself; make the snapshot anew from its policy');
}

/** Compared block by block, for the same reason as the checksum is added so. */
const BLOCK = 1024;

function isAscending(directory: Uint32Array): boolean {
  for (let start = 1; start < directory.length; start += BLOCK) if (!ascends(directory, start, Math.min(start + BLOCK, directory.length))) return false;
  return true;
}

function ascends(directory: Uint32Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((directory[at] as number) < (directory[at - 1] as number)) return false;
  return true;
}
