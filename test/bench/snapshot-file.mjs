// Snapshots in files, as the benchmarks use them: the one place that knows `smtp-tls-policy/snapshot`.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const entry = new URL('../../dist/snapshot.js', import.meta.url);

export const NO_SNAPSHOTS = 'this build has no smtp-tls-policy/snapshot';

/** Whether the built package has the entry. */
export function hasSnapshots() {
  return existsSync(entry);
}

export async function writeSnapshot(file, engine) {
  const { snapshotOf } = await import(entry.href);
  writeFileSync(file, new Uint8Array(snapshotOf(engine)));
}

/** The file as an ArrayBuffer of its own. */
export function readSnapshot(file) {
  const bytes = readFileSync(file);
  const whole = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
  return whole ? bytes.buffer : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

/** @returns {Promise<(buffer: ArrayBuffer) => import('../../dist/index.js').PolicyEngine>} */
export async function snapshotOpener() {
  const { openSnapshot } = await import(entry.href);
  return (buffer) => openSnapshot(buffer);
}
