// Whatever byte of a snapshot changes, and wherever it is cut or lengthened, it is an error that says so: never an answer, never another error.

import { expect, it } from 'vitest';
import { openSnapshot, SnapshotError, verifySnapshot } from '../../src/snapshot/index.js';
import type { SnapshotBytes, SnapshotErrorCode } from '../../src/snapshot/index.js';
import { SAMPLES } from './sample-snapshots.js';

const SMALL = SAMPLES.filter(({ bytes }) => bytes.length < 1200);

/** Throws on what is neither an engine nor a SnapshotError. */
function codeOf(act: (bytes: SnapshotBytes) => unknown, bytes: Uint8Array): SnapshotErrorCode | 'none' {
  try {
    act(bytes);
    return 'none';
  } catch (error) {
    if (error instanceof SnapshotError) return error.code;
    throw error;
  }
}

it('is said of small snapshots', () => {
  expect(SMALL.map(({ bytes }) => codeOf(openSnapshot, bytes))).toEqual(SMALL.map(() => 'none'));
  expect(SMALL.length).toBeGreaterThanOrEqual(3);
});

it.each(SMALL.map(({ name, bytes }) => [name, bytes] as const))('any bit, and any byte made into another, is found: %s', (_name, bytes) => {
  const codes = new Map<string, number>();
  const changed = bytes.slice();
  for (let at = 0; at < bytes.length; at++) {
    for (const change of [1, 2, 4, 8, 16, 32, 64, 128, 255]) {
      changed[at] = bytes[at]! ^ change;
      const code = codeOf(openSnapshot, changed);
      if (change === 255 && codeOf(verifySnapshot, changed) !== code) throw new Error(`verifySnapshot says otherwise of byte ${at}`);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    changed[at] = bytes[at]!;
  }
  // Magic, version and byte order; lengths; all the rest.
  const beginning = { 'not-a-snapshot': 72, 'unknown-version': 36, 'byte-order': 36 };
  expect(Object.fromEntries(codes)).toMatchObject(beginning);
  expect([...codes.keys()].sort()).toEqual([...Object.keys(beginning), 'damaged', 'wrong-length'].sort());
});

it.each(SMALL.map(({ name, bytes }) => [name, bytes] as const))('a snapshot that is cut off or lengthened anywhere is found: %s', (_name, bytes) => {
  for (let length = 0; length < bytes.length; length++) expect(codeOf(openSnapshot, bytes.slice(0, length))).toBe(length < 128 ? 'not-a-snapshot' : 'wrong-length');
  for (let more = 1; more <= 64; more++) {
    for (const filling of [0, 0xff]) {
      const longer = new Uint8Array(bytes.length + more).fill(filling);
      longer.set(bytes);
      expect(codeOf(openSnapshot, longer)).toBe('wrong-length');
    }
  }
});

it.each(SMALL.map(({ name, bytes }) => [name, bytes] as const))('two parts of a snapshot that changed places are found: %s', (_name, bytes) => {
  let tried = 0;
  for (const length of [1, 4, 8, 16]) {
    for (let at = 128; at + 2 * length <= bytes.length; at += length) {
      const exchanged = bytes.slice();
      exchanged.set(bytes.subarray(at + length, at + 2 * length), at);
      exchanged.set(bytes.subarray(at, at + length), at + length);
      if (exchanged.every((byte, place) => byte === bytes[place])) continue;
      tried++;
      expect(codeOf(openSnapshot, exchanged)).toBe('damaged');
    }
  }
  expect(tried).toBeGreaterThan(50);
});
