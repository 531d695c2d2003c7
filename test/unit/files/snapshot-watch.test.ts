// Following a snapshot file: each new file that can be opened decides from then on.
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { compilePolicy } from '../../../src/index.js';
import type { PolicyEngine } from '../../../src/index.js';
import { followSnapshotFile, writeSnapshotFile } from '../../../src/files/index.js';
import type { FollowedSnapshot, FollowOptions } from '../../../src/files/index.js';
import { snapshotOf } from '../../../src/snapshot/index.js';
import { folderWith } from '../cli/stand-in-io.js';

const DOMAINS = ['a.example', 'b.example', 'c.example'] as const;

function engineFor(domain: string): PolicyEngine {
  return compilePolicy({ addressLists: { l: [domain] }, orgUnits: [{ path: '/', settings: [{ id: domain, appliesTo: ['outbound'], addressLists: ['l'] }] }] });
}

/** The domain that an engine was made for. */
function domainOf({ engine }: { engine: PolicyEngine }): string {
  const { recipients } = engine.evaluate({ envelope: { mailFrom: null, rcptTo: DOMAINS.map((domain) => `x@${domain}`) } }, 'outbound');
  const found = recipients.flatMap(({ determinedBy }) => determinedBy.map(({ setting }) => setting));
  expect(found).toHaveLength(1);
  return found[0]!;
}

interface Told {
  readonly followed: FollowedSnapshot;
  readonly path: string;
  replaced: number;
  readonly problems: unknown[];
}

const open: FollowedSnapshot[] = [];
afterEach(() => open.splice(0).forEach((followed) => followed.close()));

async function follow(options: FollowOptions = {}): Promise<Told> {
  const path = join(folderWith({}), 'policy.snapshot');
  await writeSnapshotFile(path, engineFor(DOMAINS[0]));
  const told = { path, replaced: 0, problems: [] as unknown[] };
  const followed = await followSnapshotFile(path, { ...options, onReplace: () => told.replaced++, onProblem: (problem) => told.problems.push(problem) });
  open.push(followed);
  return Object.assign(told, { followed });
}

/** Waits for what must come to be; a test that waits in vain ends by its own limit. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('followSnapshotFile', () => {
  it('takes up each file that replaces the one before', async () => {
    const told = await follow();
    expect([domainOf(told.followed), told.replaced]).toEqual(['a.example', 0]);
    for (const domain of ['b.example', 'c.example', 'a.example']) {
      await writeSnapshotFile(told.path, engineFor(domain));
      await until(() => domainOf(told.followed) === domain);
    }
    expect(told.replaced).toBe(3);
    expect(told.problems).toEqual([]);
  });

  it('takes up the last of many in a row', async () => {
    const told = await follow();
    for (let count = 0; count < 20; count++) await writeSnapshotFile(told.path, engineFor(DOMAINS[count % 2]!));
    await writeSnapshotFile(told.path, engineFor('c.example'));
    await until(() => domainOf(told.followed) === 'c.example');
    expect(told.problems).toEqual([]);
  });

  it('gives a message one engine, which stays as it is when another takes its place', async () => {
    const told = await follow();
    const { engine } = told.followed;
    await writeSnapshotFile(told.path, engineFor('b.example'));
    await until(() => told.replaced === 1);
    expect([domainOf({ engine }), domainOf(told.followed)]).toEqual(['a.example', 'b.example']);
    expect(told.followed.engine).not.toBe(engine);
  });

  it('keeps the engine for a file that cannot be opened, says why, and takes up the next', async () => {
    const told = await follow();
    const damaged = new Uint8Array(snapshotOf(engineFor('b.example')));
    damaged[150] = damaged[150]! ^ 1;
    writeFileSync(`${told.path}.new`, damaged);
    renameSync(`${told.path}.new`, told.path);
    await until(() => told.problems.length === 1);
    expect(told.problems[0]).toMatchObject({ name: 'SnapshotError', code: 'damaged' });
    expect([domainOf(told.followed), told.replaced]).toEqual(['a.example', 0]);
    await writeSnapshotFile(told.path, engineFor('c.example'));
    await until(() => domainOf(told.followed) === 'c.example');
    expect([told.replaced, told.problems.length]).toEqual([1, 1]);
  });

  it('keeps the engine while the file is away', async () => {
    const told = await follow();
    rmSync(told.path);
    await until(() => told.problems.length === 1);
    expect(told.problems[0]).toMatchObject({ code: 'ENOENT' });
    expect(domainOf(told.followed)).toBe('a.example');
    await writeSnapshotFile(told.path, engineFor('b.example'));
    await until(() => domainOf(told.followed) === 'b.example');
  });

  it('takes up a file while others of its folder change all the time', async () => {
    const told = await follow();
    let written = 0;
    const others = setInterval(() => writeFileSync(`${told.path}.log`, String(written++)), 5);
    await writeSnapshotFile(told.path, engineFor('b.example'));
    await until(() => domainOf(told.followed) === 'b.example');
    clearInterval(others);
    expect([told.replaced, told.problems]).toEqual([1, []]);
  });

  it('waits for a file to be written that is written where it is', async () => {
    const told = await follow();
    const bytes = new Uint8Array(snapshotOf(engineFor('b.example')));
    for (let at = 0; at < bytes.length; at += 40) {
      writeFileSync(told.path, bytes.subarray(0, at));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    writeFileSync(told.path, bytes);
    await until(() => domainOf(told.followed) === 'b.example');
    expect(told.problems).toEqual([]);
  });

  it('cares for no other file of the folder', async () => {
    const told = await follow();
    await writeSnapshotFile(`${told.path}.other`, engineFor('b.example'));
    await writeSnapshotFile(join(told.path, '..', 'another'), engineFor('b.example'));
    await told.followed.reload();
    expect([domainOf(told.followed), told.replaced]).toEqual(['a.example', 1]);
    expect(told.problems).toEqual([]);
  });

  it('hands the options of compiling to every engine', async () => {
    const told = await follow({ replyProfile: 'postfix', orgUnitOf: () => '/nowhere' });
    await writeSnapshotFile(told.path, engineFor('b.example'));
    await until(() => domainOf(told.followed) === 'b.example');
    const decision = told.followed.engine.evaluate({ envelope: { mailFrom: 'u@a.example', rcptTo: ['x@b.example'] } }, 'outbound');
    expect([decision.replyProfile, decision.recipients[0]?.orgUnitSource]).toEqual(['postfix', 'fallback']);
  });

  it('rejects if there is no file, or none that can be opened, to begin with', async () => {
    const folder = folderWith({ bad: 'no snapshot' });
    await expect(followSnapshotFile(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(followSnapshotFile(join(folder, 'bad'))).rejects.toMatchObject({ code: 'not-a-snapshot' });
    await writeSnapshotFile(join(folder, 'good'), engineFor('a.example'));
    await expect(followSnapshotFile(join(folder, 'good'), { orgUnit: '/' } as never)).rejects.toBeInstanceOf(TypeError);
  });

  it.runIf(process.platform !== 'win32')('takes up a file behind a link of its folder that changes, as volumes of Kubernetes are replaced', async () => {
    const folder = folderWith({});
    for (const [version, domain] of [['1', 'a.example'], ['2', 'b.example']] as const) {
      mkdirSync(join(folder, version));
      await writeSnapshotFile(join(folder, version, 'policy.snapshot'), engineFor(domain));
    }
    symlinkSync('1', join(folder, '..data'));
    symlinkSync(join('..data', 'policy.snapshot'), join(folder, 'policy.snapshot'));
    const followed = await followSnapshotFile(join(folder, 'policy.snapshot'));
    open.push(followed);
    expect(domainOf(followed)).toBe('a.example');
    symlinkSync('2', join(folder, '..new'));
    renameSync(join(folder, '..new'), join(folder, '..data'));
    await until(() => domainOf(followed) === 'b.example');
  });

  it('misses no file that comes while it begins to follow', async () => {
    const path = join(folderWith({}), 'policy.snapshot');
    for (let turns = 0; turns < 40; turns++) {
      await writeSnapshotFile(path, engineFor('a.example'));
      await writeSnapshotFile(`${path}.new`, engineFor('b.example'));
      const problems: unknown[] = [];
      const beginning = followSnapshotFile(path, { onProblem: (problem) => problems.push(problem) });
      for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
      renameSync(`${path}.new`, path);
      const followed = await beginning;
      open.push(followed);
      await until(() => domainOf(followed) === 'b.example');
      followed.close();
      expect(problems).toEqual([]);
    }
  });
});

describe('reload', () => {
  it('opens the file now, whether or not it changed', async () => {
    const told = await follow();
    await told.followed.reload();
    expect([domainOf(told.followed), told.replaced]).toEqual(['a.example', 1]);
    await writeSnapshotFile(told.path, engineFor('b.example'));
    await told.followed.reload();
    expect(domainOf(told.followed)).toBe('b.example');
  });

  it('never rejects: what is wrong goes to onProblem, and the next call works', async () => {
    const told = await follow();
    told.followed.close();
    writeFileSync(told.path, 'no snapshot');
    await expect(told.followed.reload()).resolves.toBeUndefined();
    expect(told.problems).toMatchObject([{ code: 'not-a-snapshot' }]);
    expect(domainOf(told.followed)).toBe('a.example');
    await writeSnapshotFile(told.path, engineFor('c.example'));
    await told.followed.reload();
    expect(domainOf(told.followed)).toBe('c.example');
  });

  it('never rejects without an onProblem either', async () => {
    const path = join(folderWith({}), 'policy.snapshot');
    await writeSnapshotFile(path, engineFor('a.example'));
    const followed = await followSnapshotFile(path);
    followed.close();
    rmSync(path);
    await expect(followed.reload()).resolves.toBeUndefined();
    expect(domainOf(followed)).toBe('a.example');
  });

  it('takes turns: the engine of the last file stays', async () => {
    const told = await follow();
    const writes: Promise<void>[] = [];
    for (const domain of ['b.example', 'a.example', 'c.example']) {
      await writeSnapshotFile(told.path, engineFor(domain));
      writes.push(told.followed.reload(), told.followed.reload());
    }
    await Promise.all(writes);
    expect(domainOf(told.followed)).toBe('c.example');
  });

  it('tells a throw of onReplace as a warning of the process, and not as a file that cannot be opened', async () => {
    const path = join(folderWith({}), 'policy.snapshot');
    await writeSnapshotFile(path, engineFor('a.example'));
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const problems: unknown[] = [];
    const onReplace = (): void => {
      throw new Error('the metrics are gone');
    };
    const followed = await followSnapshotFile(path, { onReplace, onProblem: (problem) => problems.push(problem) });
    open.push(followed);
    await writeSnapshotFile(path, engineFor('b.example'));
    await followed.reload();
    expect([domainOf(followed), problems]).toEqual(['b.example', []]);
    expect(warn.mock.calls).toEqual([[expect.stringContaining('the metrics are gone')]]);
    warn.mockRestore();
  });

  it('works on when a callback throws', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const path = join(folderWith({}), 'policy.snapshot');
    await writeSnapshotFile(path, engineFor('a.example'));
    const followed = await followSnapshotFile(path, {
      onProblem: () => {
        throw new Error('the log is full');
      },
    });
    followed.close();
    rmSync(path);
    await expect(followed.reload()).resolves.toBeUndefined();
    await writeSnapshotFile(path, engineFor('b.example'));
    await followed.reload();
    expect(domainOf(followed)).toBe('b.example');
    expect(warn.mock.calls).toEqual([[expect.stringContaining('the log is full')]]);
    warn.mockRestore();
  });
});

describe('replace', () => {
  it('puts in an engine of one\'s own, and gives back the one before', async () => {
    const told = await follow();
    const own = engineFor('c.example');
    const before = told.followed.engine;
    expect(told.followed.replace(own)).toBe(before);
    expect(told.followed.engine).toBe(own);
  });
});

describe('close', () => {
  it('stops following; the engine stays', async () => {
    const told = await follow();
    told.followed.close();
    await writeSnapshotFile(told.path, engineFor('b.example'));
    // Another one notices, so that this one had the time to.
    const other = await followSnapshotFile(told.path);
    open.push(other);
    await writeSnapshotFile(told.path, engineFor('c.example'));
    await until(() => domainOf(other) === 'c.example');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([domainOf(told.followed), told.replaced, told.problems]).toEqual(['a.example', 0, []]);
    told.followed.close();
  });
});
