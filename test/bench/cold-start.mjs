// The first decision of a process: from its start, with the library, a policy and a message; runs in a process of its own.

import { readFileSync } from 'node:fs';

/**
 * @param {{ file: string, snapshot: string | null }} input - a list in a file of lines, or a snapshot
 * @returns {Promise<{ fromStart: number, first: number, second: number }>} milliseconds from the start of the process to the first decision, and of the first two calls
 */
export async function measure({ file, snapshot }) {
  const engine = snapshot === null ? await compiled(file) : await opened(snapshot);
  const message = (name) => ({ envelope: { mailFrom: 'ann@corp.example', rcptTo: [`bob@${name}.example`] } });
  const start = performance.now();
  engine.evaluate(message('first'), 'outbound');
  const fromStart = performance.now();
  engine.evaluate(message('second'), 'outbound');
  return { fromStart, first: fromStart - start, second: performance.now() - fromStart };
}

async function compiled(file) {
  const [{ compilePolicy }, { documentOf }] = [await import('../../dist/index.js'), await import('./footprint.mjs')];
  return compilePolicy(documentOf(readFileSync(file, 'latin1')));
}

async function opened(snapshot) {
  const { readSnapshot, snapshotOpener } = await import('./snapshot-file.mjs');
  return (await snapshotOpener())(readSnapshot(snapshot));
}
