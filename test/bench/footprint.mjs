// What one structure costs to build and to keep: runs in a process of its own, so that the heap holds nothing else.

import { readFileSync } from 'node:fs';
import { compilePolicy } from '../../dist/index.js';
import { readSnapshot, snapshotOpener, writeSnapshot } from './snapshot-file.mjs';

/** How each structure comes from the lines of a file, or from a snapshot. */
const BUILDERS = {
  // What is measured for time: the shortest way from a text to a Set.
  'Set from text': async (file) => timed(readFileSync(file, 'latin1'), (text) => new Set(text.split('\n'))),
  // What a program would do that does not trust its file to the letter.
  'Set from text, trimmed, in lower case': async (file) => timed(readFileSync(file, 'latin1'), (text) => new Set(text.split('\n').map((line) => line.trim().toLowerCase()))),
  // What is measured for memory: strings of their own, for pieces of a text would keep the text alive.
  Set: async (file) => timed(readFileSync(file), (bytes) => new Set(linesOf(bytes))),
  Map: async (file) => timed(readFileSync(file), (bytes) => new Map(pairsOf(bytes))),
  'engine from text': async (file) => timed(readFileSync(file, 'latin1'), (text) => compilePolicy(documentOf(text))),
  'engine from snapshot': async (_file, snapshot) => {
    const open = await snapshotOpener();
    const start = performance.now();
    const buffer = readSnapshot(snapshot);
    const read = performance.now() - start;
    const opened = timed(buffer, open);
    return { ...opened, read, again: timed(buffer, open).milliseconds };
  },
};

export const STRUCTURES = Object.keys(BUILDERS);

/**
 * @param {{ structure: string, file: string, snapshot: string, write: boolean }} input - `write`: also write the engine as a snapshot
 * @returns {Promise<{ milliseconds: number, bytes: number, read?: number, again?: number }>} time to build, and what is kept of it after a full collection; of a snapshot also the time to read the file before, and to open it once more
 */
export async function measure({ structure, file, snapshot, write }) {
  const before = memory();
  const { kept, milliseconds, read, again } = await BUILDERS[structure](file, snapshot);
  const bytes = memory() - before;
  if (write) await writeSnapshot(snapshot, kept);
  // Used once more, so that it was alive when memory was measured.
  return { milliseconds, bytes, read, again, alive: typeof kept };
}

/** One list, and one setting that names it. */
export function documentOf(text) {
  return { addressLists: { partners: text }, orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['inbound', 'outbound'], addressLists: ['partners'] }] }] };
}

function timed(source, build) {
  const start = performance.now();
  const kept = build(source);
  return { kept, milliseconds: performance.now() - start };
}

function memory() {
  for (let time = 0; time < 3; time++) globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  // `external` counts the memory of array buffers too.
  return heapUsed + external;
}

function* linesOf(bytes) {
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(10, start);
    const next = end < 0 ? bytes.length : end;
    yield bytes.latin1Slice(start, next);
    start = next + 1;
  }
}

function* pairsOf(bytes) {
  let place = 0;
  for (const line of linesOf(bytes)) yield [line, place++ & 0xff];
}
