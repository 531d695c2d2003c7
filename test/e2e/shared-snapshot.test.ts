// One snapshot for many: worker threads over one SharedArrayBuffer, processes over one file. The built package, as applications use it; `npm run build` comes first.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Files from '../../src/files/index.js';
import type * as Root from '../../src/index.js';
import type * as Snapshot from '../../src/snapshot/index.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = (name: string): string => join(root, 'test', 'e2e', 'programs', name);
const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
const path = join(folder, 'policy.snapshot');
const require = createRequire(import.meta.url);
const recipients = Array.from({ length: 500 }, (_, number) => (number % 2 === 0 ? `x@d${number}.example` : `u${number}@none.example`));

/** What each worker says: the hash of its decisions. */
let expected: string;
let expectedAfter: string;
let library: typeof Root & typeof Snapshot & typeof Files;

beforeAll(async () => {
  library = { ...(require('smtp-tls-policy') as typeof Root), ...(require('smtp-tls-policy/snapshot') as typeof Snapshot), ...(require('smtp-tls-policy/files') as typeof Files) };
  await library.writeSnapshotFile(path, engineFor(0));
  expected = hashOf(engineFor(0));
  expectedAfter = hashOf(engineFor(250));
  expect(expectedAfter).not.toBe(expected);
});
afterAll(() => rmSync(folder, { recursive: true }));

function engineFor(from: number): Root.PolicyEngine {
  const entries = Array.from({ length: 2000 }, (_, number) => `d${from + number}.example`);
  return library.compilePolicy({
    addressLists: { partners: entries, people: ['u1@none.example', '*.example'] },
    users: Object.fromEntries(Array.from({ length: 50 }, (_, number) => [`user${number}@corp.test`, number % 2 === 0 ? '/' : '/a'])),
    orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['partners'] }] }, { path: '/a' }],
  });
}

function hashOf(engine: Root.PolicyEngine): string {
  return createHash('sha256').update(JSON.stringify(engine.evaluate({ envelope: { mailFrom: 'user1@corp.test', rcptTo: recipients } }, 'outbound'))).digest('hex');
}

/** What a worker posts when it is done. */
function answerOf(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the worker ended with ${code} and said nothing`)));
  });
}

describe('worker threads', () => {
  const module = ['worker.mjs', 'worker.cjs'] as const;

  it.each(module)('open one SharedArrayBuffer and decide alike (%s)', async (name) => {
    const snapshot = await library.readSnapshotFile(path, { shared: true });
    const workers = Array.from({ length: 2 }, () => new Worker(program(name), { workerData: { snapshot, recipients } }));
    const answers = await Promise.all(workers.map(answerOf));
    expect(answers).toEqual(Array.from({ length: 2 }, () => ({ hash: expected, shared: true })));
    // They had no copy: what one writes, the others would read.
    expect(new Uint8Array(snapshot)).toEqual(new Uint8Array(library.snapshotOf(library.openSnapshot(snapshot))));
  });

  it('need no file: a snapshot is made shared', async () => {
    const snapshot = library.snapshotOf(engineFor(250), { shared: true });
    expect(await answerOf(new Worker(program('worker.mjs'), { workerData: { snapshot, recipients } }))).toEqual({ hash: expectedAfter, shared: true });
  });
});

describe('processes', () => {
  const run = promisify(execFile);

  it('open one file and decide alike', async () => {
    const started = ['process.mjs', 'process.cjs', 'process.mjs'].map((name) => run(process.execPath, [program(name), path, JSON.stringify(recipients)], { cwd: root }));
    expect((await Promise.all(started)).map(({ stdout, stderr }) => [stdout.trim(), stderr])).toEqual(Array.from({ length: 3 }, () => [expected, '']));
  });

  it('end by themselves while they follow a file', async () => {
    const { stdout, stderr } = await run(process.execPath, [program('follow.mjs'), path, JSON.stringify(recipients)], { cwd: root });
    expect([stdout.trim(), stderr]).toEqual([expected, '']);
  });

  it('of a cluster follow the file that the primary replaces', async () => {
    const { stdout } = await run(process.execPath, [program('cluster.mjs'), join(folder, 'followed.snapshot'), JSON.stringify(recipients)], { cwd: root });
    const { workers, before, after } = JSON.parse(stdout) as { workers: number; before: string[]; after: string[] };
    expect(workers).toBe(2);
    expect([new Set(before), new Set(after)]).toEqual([new Set([expected]), new Set([expectedAfter])]);
  });
});
