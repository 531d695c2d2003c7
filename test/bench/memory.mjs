// The part `memory`: bytes an entry, time to build and to open, the first decision of a process, and the latency of single calls.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STRUCTURES } from './footprint.mjs';
import { goalCells } from './goal.mjs';
import { KeyPool } from './key-pool.mjs';
import { inOwnProcess } from './own-process.mjs';
import { NO_SNAPSHOTS, hasSnapshots } from './snapshot-file.mjs';
import { spreadOf } from './rounds.mjs';
import { median } from './statistics.mjs';
import { between, figure, milliseconds, nanoseconds, whole } from './table.mjs';

/** @param {{ quick: boolean, progress: (text: string) => void }} options */
export async function memory({ quick, progress }) {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-bench-'));
  try {
    const sizes = [];
    for (const count of quick ? [100_000] : [1_000_000, 10_000_000]) sizes.push(await footprints(folder, count, count > 1e6 || quick ? 1 : 5, progress));
    const starts = await coldStarts(folder, quick, progress);
    progress('memory, latency');
    const latency = await inOwnProcess(new URL('latency.mjs', import.meta.url), { size: quick ? '1e5' : 'L', calls: quick ? 20_000 : 400_000 });
    return { tables: [...sizes.map(footprintTable), startTable(starts), latencyTable(latency)], records: { sizes, starts, latency } };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each structure several times, in turns. */
async function footprints(folder, count, times, progress) {
  const file = join(folder, `${count}.txt`);
  const snapshot = join(folder, `${count}.snapshot`);
  const pool = new KeyPool(count);
  writeFileSync(file, pool.lines(Uint32Array.from({ length: count }, (_, place) => place)), 'latin1');
  const structures = STRUCTURES.filter((structure) => structure !== 'engine from snapshot' || hasSnapshots());
  const measured = new Map(structures.map((structure) => [structure, []]));
  for (let time = 0; time < times; time++) {
    for (const structure of structures) {
      progress(`memory, ${whole(count)} entries, ${structure}`);
      const write = structure === 'engine from text' && time === 0 && hasSnapshots();
      measured.get(structure).push(await attempt({ structure, file, snapshot, write }));
    }
  }
  return { count, octetsPerKey: pool.octets / count, measured: [...measured].map(([structure, results]) => ({ structure, results })) };
}

/** A structure that does not hold so many entries says so in the table. */
async function attempt(input) {
  try {
    return await inOwnProcess(new URL('footprint.mjs', import.meta.url), input, { heapMegabytes: 14_000 });
  } catch (error) {
    return { failure: error.message.split('\n')[0] };
  }
}

function footprintTable({ count, octetsPerKey, measured }) {
  const of = (name) => measured.find(({ structure }) => structure === name)?.results.filter(({ failure }) => failure === undefined) ?? [];
  const bytesOf = (name) => median(of(name).map(({ bytes }) => bytes)) / count;
  const setTimes = of('Set from text').map((result) => result.milliseconds);
  const rows = measured.map(({ structure, results }) => {
    const done = of(structure);
    if (done.length === 0) return [structure, results[0].failure, ...Array.from({ length: 9 }, () => '-')];
    const ratios = spreadOf(done.map((result, time) => setTimes[time] / result.milliseconds));
    const engine = structure.startsWith('engine');
    const perEntry = bytesOf(structure);
    return [
      structure,
      figure(perEntry),
      ...goalCells(engine ? { atMost: 30 } : undefined, perEntry),
      figure(perEntry / bytesOf('Map')),
      ...goalCells(engine ? { atMost: 0.45 } : undefined, perEntry / bytesOf('Map')),
      milliseconds(median(done.map((result) => result.milliseconds))),
      `${figure(ratios.median)} (${between(ratios)})`,
      ...goalCells(structure === 'engine from text' ? { atLeast: 1 } : structure === 'engine from snapshot' ? { atLeast: 100 } : undefined, ratios.median),
    ];
  });
  const opened = of('engine from snapshot');
  const middle = (key) => milliseconds(median(opened.map((result) => result[key])));
  return {
    title: `${whole(count)} entries of ${figure(octetsPerKey)} octets`,
    columns: ['', 'bytes an entry', 'goal', '', '/ Map', 'goal', '', 'build or open', 'times as fast as a Set from text', 'goal', ''],
    rows,
    notes: [opened.length > 0 ? `Reading the snapshot from its file took ${middle('read')} more. Opened once more in the same process, when V8 had compiled the code, it took ${middle('again')}.` : `Snapshots are left out: ${NO_SNAPSHOTS}.`],
  };
}

async function coldStarts(folder, quick, progress) {
  const times = quick ? 3 : 11;
  const small = join(folder, 'small.txt');
  const pool = new KeyPool(1000);
  writeFileSync(small, pool.lines(Uint32Array.from({ length: 1000 }, (_, place) => place)), 'latin1');
  const large = quick ? 100_000 : 1_000_000;
  const inputs = [
    { name: '1,000 entries, compiled from text', file: small, snapshot: null },
    { name: `${whole(large)} entries, compiled from text`, file: join(folder, `${large}.txt`), snapshot: null },
    ...(hasSnapshots() ? [{ name: `${whole(large)} entries, opened from a snapshot`, file: '', snapshot: join(folder, `${large}.snapshot`) }] : []),
  ];
  const starts = inputs.map(({ name }) => ({ name, results: [] }));
  for (let time = 0; time < times; time++) {
    progress(`memory, cold start ${time + 1} of ${times}`);
    for (const [place, { file, snapshot }] of inputs.entries()) starts[place].results.push(await inOwnProcess(new URL('cold-start.mjs', import.meta.url), { file, snapshot }));
  }
  return starts;
}

function startTable(starts) {
  const of = (results, key) => spreadOf(results.map((result) => result[key]));
  return {
    title: 'The first decision of a process',
    columns: ['', 'from its start', 'p10-p90, ms', 'the first call', 'the second'],
    rows: starts.map(({ name, results }) => {
      const fromStart = of(results, 'fromStart');
      return [name, milliseconds(fromStart.median), between(fromStart), milliseconds(of(results, 'first').median), milliseconds(of(results, 'second').median)];
    }),
  };
}

function latencyTable(latency) {
  return {
    title: 'Latency of single calls, the clock included',
    columns: ['', 'p50', 'p99', 'p99.9', 'p99.99'],
    rows: latency.map(({ name, nanoseconds: times }) => [name, ...times.map(nanoseconds)]),
  };
}
