// The error of snapshots: a code for programs, a sentence for people.
import { expect, it } from 'vitest';
import { SnapshotError } from '../../../src/snapshot/snapshot-error.js';

it('is an Error with a name, a code and a message', () => {
  const error = new SnapshotError('damaged', 'copy it again');
  expect(error).toBeInstanceOf(Error);
  expect([error.name, error.code, error.message]).toEqual(['SnapshotError', 'damaged', 'copy it again']);
  expect(String(error)).toBe('SnapshotError: copy it again');
});
