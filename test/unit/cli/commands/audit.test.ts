// `audit append`, `verify` and `show` (S-16).
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lineHash, parseAuditLog, policyHash } from '../../../../src/audit/index.js';
import { policyFrom } from '../../change/policies.js';
import { folderWith, runWith } from '../stand-in-io.js';
import type { Ran } from '../stand-in-io.js';

const document = (more: object): object => ({ addressLists: { partners: ['partner.example'] }, orgUnits: [{ path: '/', settings: [{ id: 'tls', appliesTo: ['outbound'], addressLists: ['partners'] }] }, { path: '/Sales' }], ...more });
const DOCUMENTS = [document({}), document({ alignment: 'strict' }), document({ users: { 'ann@corp.test': '/Sales' } })];
const HASHES = DOCUMENTS.map((one) => policyHash(policyFrom(one)));

interface Folder {
  readonly log: string;
  readonly policies: readonly string[];
  /** Appends the change between two of the policies; the first is left out where it is null. */
  readonly append: (before: number | null, after: number, ...words: string[]) => Promise<Ran>;
}

function newFolder(): Folder {
  const folder = folderWith(Object.fromEntries(DOCUMENTS.map((one, index) => [`${index}.json`, JSON.stringify(one)])));
  const log = join(folder, 'policy.audit');
  const policies = DOCUMENTS.map((_, index) => join(folder, `${index}.json`));
  return {
    log,
    policies,
    append: (before, after, ...words) => runWith(['audit', 'append', '--actor', 'ann', '--reason', 'because', '--at', '2026-11-25T09:30:00Z', ...words, log, ...(before === null ? [] : [policies[before]!]), policies[after]!]),
  };
}

/** A log of two records. */
async function folderWithLog(): Promise<Folder> {
  const folder = newFolder();
  expect((await folder.append(null, 0)).code).toBe(0);
  expect((await folder.append(0, 1)).code).toBe(0);
  return folder;
}

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1);

describe('audit append', () => {
  it('begins a log and adds a line for each change', async () => {
    const { log, append } = newFolder();
    const first = await append(null, 0);
    const [one] = linesOf(log);
    expect(first).toEqual({ code: 0, out: `${log}: record 1, 4 changes\nhead ${lineHash(one!)}\n`, err: '' });
    const second = await append(0, 1, '--json');
    const lines = linesOf(log);
    expect(lines[0]).toBe(one);
    expect([second.code, JSON.parse(second.out)]).toEqual([0, { file: log, sequence: 2, head: lineHash(lines[1]!) }]);
    const { records, findings } = parseAuditLog(readFileSync(log));
    expect(findings).toEqual([]);
    expect(records.map(({ at, actor, reason, policyBefore, policyAfter }) => ({ at, actor, reason, policyBefore, policyAfter }))).toEqual([
      { at: '2026-11-25T09:30:00.000Z', actor: 'ann', reason: 'because', policyBefore: null, policyAfter: HASHES[0] },
      { at: '2026-11-25T09:30:00.000Z', actor: 'ann', reason: 'because', policyBefore: HASHES[0], policyAfter: HASHES[1] },
    ]);
    expect(existsSync(`${log}.lock`)).toBe(false);
  });

  it('begins a log with a policy that was there before it', async () => {
    const { log, append } = newFolder();
    expect((await append(0, 1)).out).toContain('record 1, 1 change\n');
    expect(parseAuditLog(readFileSync(log)).records[0]).toMatchObject({ previous: null, policyBefore: HASHES[0] });
  });

  it('has the clock that the library has not', async () => {
    const { log, policies } = newFolder();
    const start = new Date().toISOString();
    await runWith(['audit', 'append', '--actor', 'ann', '--reason', 'x', log, policies[0]!]);
    const { at } = parseAuditLog(readFileSync(log)).records[0]!;
    expect(at >= start && at <= new Date().toISOString()).toBe(true);
  });

  it('records nothing where nothing changed', async () => {
    const { log, append } = await folderWithLog();
    const before = readFileSync(log, 'utf8');
    expect(await append(1, 1)).toEqual({ code: 0, out: `${log}: the policies are equal, so there is nothing to record\n`, err: '' });
    expect(JSON.parse((await append(1, 1, '--json')).out)).toEqual({ file: log, sequence: null, head: lineHash(linesOf(log)[1]!) });
    expect(readFileSync(log, 'utf8')).toBe(before);
  });

  it('refuses a policy that is not the one that the log ends with', async () => {
    const { log, append } = await folderWithLog();
    const before = readFileSync(log, 'utf8');
    const { code, out, err } = await append(0, 2);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`${log}:3:1: error other-policy: the log ends with ${HASHES[1]!}`);
    expect(err).toContain('nothing was recorded');
    expect(readFileSync(log, 'utf8')).toBe(before);
  });

  it('refuses a log that is not whole, and lets go of it', async () => {
    const { log, append } = await folderWithLog();
    const damaged = readFileSync(log, 'utf8').replace('because', 'despite');
    writeFileSync(log, damaged);
    const { code, err } = await append(1, 2);
    expect([code, readFileSync(log, 'utf8')]).toEqual([1, damaged]);
    expect(err).toContain(`${log}:1:1: error tampered-record: `);
    writeFileSync(log, damaged.slice(0, -30));
    expect((await append(1, 2)).err).toContain(':2:');
    expect(existsSync(`${log}.lock`)).toBe(false);
  });

  it('covers no tracks: a last record that was changed or taken out, or a log that was removed, is found by the head beside it before that is replaced', async () => {
    const { log, append } = await folderWithLog();
    const [one, two] = linesOf(log);
    const head = readFileSync(`${log}.head`, 'utf8');
    const reworded = `${one!}\n${two!.replace('because', 'despite')}\n`;
    writeFileSync(log, reworded);
    const changed = await append(1, 2);
    writeFileSync(log, `${one!}\n`);
    const cut = await append(0, 2);
    rmSync(log);
    const removed = await append(null, 0);
    for (const { code, out, err } of [changed, cut, removed]) expect([code, out, err]).toEqual([1, '', expect.stringMatching(/error head-not-found: [^]*nothing was recorded/)]);
    expect([existsSync(log), readFileSync(`${log}.head`, 'utf8')]).toEqual([false, head]);
    writeFileSync(`${log}.head`, '');
    expect(await append(null, 0)).toMatchObject({ code: 2, err: expect.stringContaining('holds no hash') as string });
  });

  it('goes on after a line whose head was not kept any more', async () => {
    const { log, append } = await folderWithLog();
    writeFileSync(`${log}.head`, `${lineHash(linesOf(log)[0]!)}\n`);
    expect((await append(1, 2)).code).toBe(0);
    expect(readFileSync(`${log}.head`, 'utf8')).toBe(`${lineHash(linesOf(log)[2]!)}\n`);
  });

  it('says that the change is recorded where its head cannot be kept', async () => {
    const { log, append } = await folderWithLog();
    mkdirSync(`${log}.head.new`);
    const { code, err } = await append(1, 2);
    expect([code, err]).toEqual([2, `smtp-tls-policy audit: ${log}.head: cannot be written: it is a folder; the change is recorded, and the head of the log is ${lineHash(linesOf(log)[2]!)}\n`]);
    expect(existsSync(`${log}.lock`)).toBe(false);
  });

  it('warns of a time before that of the record above', async () => {
    const { log, policies } = await folderWithLog();
    const late = await runWith(['audit', 'append', '--actor', 'a', '--reason', 'r', '--at', '2026-11-24T09:30:00Z', log, policies[1]!, policies[2]!]);
    expect(late).toMatchObject({ code: 0, err: 'smtp-tls-policy audit append: warning: the record before is of 2026-11-25T09:30:00.000Z, later than 2026-11-24T09:30:00.000Z\n' });
  });

  it('waits for another writer, and says which it is', async () => {
    const { log, append } = await folderWithLog();
    writeFileSync(`${log}.lock`, '4711\n');
    expect(await append(1, 2)).toEqual({ code: 2, out: '', err: `smtp-tls-policy audit: ${log}: process 4711 is writing it; if none is, remove ${log}.lock\n` });
    expect(readFileSync(`${log}.lock`, 'utf8')).toBe('4711\n');
    expect(linesOf(log)).toHaveLength(2);
  });

  it('holds a log by its one place, whatever its name', async () => {
    const { log, append, policies } = await folderWithLog();
    const other = join(folderWith({}), 'link');
    symlinkSync(log, other);
    await runWith(['audit', 'append', '--actor', 'a', '--reason', 'r', other, policies[1]!, policies[2]!]);
    expect(linesOf(log)).toHaveLength(3);
    expect([existsSync(`${other}.head`), readFileSync(`${log}.head`, 'utf8')]).toEqual([false, `${lineHash(linesOf(log)[2]!)}\n`]);
    expect((await append(2, 0)).code).toBe(0);
    expect((await runWith(['audit', 'verify', other])).out).toMatch(new RegExp(`: 4 records, whole\nhead ${lineHash(linesOf(log)[3]!)}\n$`));
    rmSync(log);
    const through = await runWith(['audit', 'append', '--actor', 'a', '--reason', 'r', other, policies[1]!]);
    expect([through.code, through.err]).toEqual([1, expect.stringContaining('head-not-found')]);
  });

  it.each<[string[], RegExp]>([
    [['--reason', 'r', 'log', 'a'], /say who made the change: --actor WHO/],
    [['--actor', 'a', 'log', 'a'], /say why: --reason WHY/],
    [['--actor', 'a', '--reason', 'r', 'log'], /LOG \[OLD\] NEW/],
    [['--actor', 'a', '--reason', 'r', 'log', 'a', 'b', 'c'], /LOG \[OLD\] NEW/],
    [['--actor', 'a', '--reason', 'r', '-', 'a', 'b'], /nothing can be appended to standard input/],
    [['--actor', 'a', '--reason', 'r', 'log', '-', '-'], /one policy alone/],
    [['--actor', 'a', '--reason', 'r', 'log', 'no-such-policy'], /no-such-policy: cannot be read/],
  ])('refuses %j', async (words, message) => {
    expect(await runWith(['audit', 'append', ...words])).toEqual({ code: 2, out: '', err: expect.stringMatching(message) as string });
  });

  it.each<[string[], RegExp]>([
    [['--actor', ' ', '--reason', 'r'], /actor is empty/],
    [['--actor', 'a', '--reason', 'r', '--at', 'noon'], /at is no moment/],
  ])('refuses the words %j and makes no log', async (words, message) => {
    const { log, policies } = newFolder();
    expect(await runWith(['audit', 'append', ...words, log, policies[0]!])).toEqual({ code: 2, out: '', err: expect.stringMatching(message) as string });
    expect(existsSync(log)).toBe(false);
  });

  it('wants both policies where there is a log, valid ones, and a log that can be written', async () => {
    const { append, log, policies } = await folderWithLog();
    expect(await append(null, 1)).toMatchObject({ code: 2, err: expect.stringContaining('name the policy before the change, too: LOG OLD NEW') as string });
    writeFileSync(policies[0]!, '{"nonsense":1}');
    expect(await append(1, 0)).toMatchObject({ code: 2, err: expect.stringContaining('unknown-key') as string });
    const nowhere = await runWith(['audit', 'append', '--actor', 'a', '--reason', 'r', join(log, 'below'), policies[1]!, policies[2]!]);
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining('cannot be written') as string });
  });
});

describe('audit verify', () => {
  const UNHELD = 'nothing was given or kept that holds its end: lines that were cut off there are not missed; give --head or --policy\n';

  it('says that a log is whole, and its head', async () => {
    const { log, policies } = await folderWithLog();
    const head = lineHash(linesOf(log)[1]!);
    expect(await runWith(['audit', 'verify', log])).toEqual({ code: 0, out: `${log}: 2 records, whole\nhead ${head}\n`, err: '' });
    expect((await runWith(['audit', 'verify', '--head', head, '--policy', policies[1]!, log])).code).toBe(0);
    const { code, out } = await runWith(['audit', 'verify', '--json', '-'], { stdin: readFileSync(log) });
    expect([code, JSON.parse(out)]).toEqual([0, { file: '<stdin>', ok: true, records: 2, head, policy: HASHES[1], findings: [] }]);
  });

  it('says that the log has grown since the head was kept', async () => {
    const { log } = await folderWithLog();
    const { code, out } = await runWith(['audit', 'verify', '--head', lineHash(linesOf(log)[0]!), log]);
    expect([code, out]).toEqual([0, expect.stringMatching(/^.*:2:1: warning records-after-head: 1 line follows/)]);
  });

  it('looks for the head beside the log as well where an older one is given', async () => {
    const { log } = await folderWithLog();
    const [one, two] = linesOf(log);
    writeFileSync(log, `${one!}\n${two!.replace('because', 'despite')}\n`);
    const { code, out } = await runWith(['audit', 'verify', '--head', lineHash(one!), log]);
    expect([code, out]).toEqual([1, expect.stringMatching(/warning records-after-head: [^]* error head-not-found: /)]);
  });

  it('says where nothing holds the end of a log', async () => {
    const { log, policies } = await folderWithLog();
    rmSync(`${log}.head`);
    expect((await runWith(['audit', 'verify', log])).out).toBe(`${log}: 2 records, whole\nhead ${lineHash(linesOf(log)[1]!)}\n${UNHELD}`);
    expect((await runWith(['audit', 'verify', '--policy', policies[1]!, log])).out).not.toContain(UNHELD);
  });

  it('finds what was done to it', async () => {
    const { log, policies } = await folderWithLog();
    const [one, two] = linesOf(log);
    writeFileSync(log, `${one!}\n`);
    const cut = await runWith(['audit', 'verify', '--head', lineHash(two!), '--policy', policies[1]!, log]);
    expect([cut.code, cut.err]).toEqual([1, '']);
    expect(cut.out).toMatch(/:2:1: error head-not-found: .*\n.*:2:1: error other-policy: .*\n.*: not whole\n$/);
    writeFileSync(log, `${two!}\n\u001b[2J\n`);
    const { code, out } = await runWith(['audit', 'verify', '--json', log]);
    expect([code, (JSON.parse(out) as { ok: boolean; findings: { code: string }[] }).findings.map((finding) => finding.code)]).toEqual([1, ['missing-record', 'syntax', 'records-after-head']]);
  });

  it('knows the head from the file beside the log, so that a last record that was changed or taken out is found', async () => {
    const { log } = await folderWithLog();
    const [one, two] = linesOf(log);
    for (const changed of [`${one!}\n`, `${one!}\n${two!.replace('"actor":"', '"actor":"not ')}\n`]) {
      writeFileSync(log, changed);
      expect((await runWith(['audit', 'verify', log])).out).toMatch(/ error head-not-found: /);
    }
    rmSync(`${log}.head`);
    expect((await runWith(['audit', 'verify', log])).code).toBe(0);
    writeFileSync(`${log}.head`, 'nonsense\n');
    expect(await runWith(['audit', 'verify', log])).toMatchObject({ code: 2, err: expect.stringContaining('holds no hash; restore it from a copy') as unknown });
  });

  it('counts the effects of a change', async () => {
    const { log } = await folderWithLog();
    const [one, two] = linesOf(log).map((line) => (JSON.parse(line) as { effects: unknown }).effects);
    expect([one, two]).toEqual([null, { loosened: expect.any(Number) as unknown, tightened: expect.any(Number) as unknown, mixed: expect.any(Number) as unknown, same: expect.any(Number) as unknown }]);
  });

  it('takes an empty log as whole', async () => {
    expect(await runWith(['audit', 'verify', '-'], { stdin: '' })).toEqual({ code: 0, out: `<stdin>: 0 records, whole\n${UNHELD}`, err: '' });
  });

  it.each<[string[], RegExp]>([
    [[], /name one log/],
    [['a', 'b'], /name one log/],
    [['no-such-log'], /no-such-log: cannot be read/],
    [['--head', 'x', 'log'], /`x` is no hash/],
    [['--policy', '-', '-'], /not both/],
  ])('refuses %j', async (words, message) => {
    expect(await runWith(['audit', 'verify', ...words])).toEqual({ code: 2, out: '', err: expect.stringMatching(message) as string });
  });
});

describe('audit show', () => {
  const show = (log: string, ...words: string[]): Promise<Ran> => runWith(['audit', 'show', ...words, log]);

  it('shows a log', async () => {
    const { log } = await folderWithLog();
    const { code, out, err } = await show(log);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^#1 {2}2026-11-25T09:30:00\.000Z {2}ann\n {2}reason: because\n {2}- setting `tls` added at `\/`: for `outbound`, address list `partners`, TLS required, CA-signed certificate, validated host name\n/);
    expect(out).toContain('\n\n#2 ');
  });

  it('by org unit, setting, actor and time', async () => {
    const { log } = await folderWithLog();
    const numbers = async (...words: string[]): Promise<string[]> => (await show(log, ...words)).out.match(/^#\d+/gm) ?? [];
    expect(await numbers('--setting', 'tls')).toEqual(['#1', '#2']);
    expect(await numbers('--setting', 'other')).toEqual(['#2']);
    expect(await numbers('--org-unit', '/Sales', '--actor', 'ann')).toEqual(['#1', '#2']);
    expect(await numbers('--actor', 'bob')).toEqual([]);
    expect(await numbers('--since', '2026-11-25', '--until', '2026-11-25')).toEqual(['#1', '#2']);
    expect(await numbers('--since', '2026-11-26')).toEqual([]);
    expect(await numbers('--until', '2026-11-24')).toEqual([]);
    expect(await numbers('--since', '0000-01-01', '--until', '9999-12-31')).toEqual(['#1', '#2']);
    expect(await numbers('--until', '2026-11-25T09:30:00Z')).toEqual([]);
    expect(await numbers('--since', '2026-11-25T10:30:00+01:00')).toEqual(['#1', '#2']);
    expect((await show(log, '--actor', 'bob')).out).toBe(`${log}: no records that fit\n`);
    expect((await runWith(['audit', 'show', '-'], { stdin: '' })).out).toBe('<stdin>: no records\n');
  });

  it('gives machines the lines', async () => {
    const { log } = await folderWithLog();
    expect((await show(log, '--json')).out).toBe(readFileSync(log, 'utf8'));
    expect((await show(log, '--json', '--actor', 'bob')).out).toBe('');
  });

  it('drops no line in silence', async () => {
    const { log } = await folderWithLog();
    writeFileSync(log, `nonsense\u001b[2J\n${readFileSync(log, 'utf8')}`);
    const { code, out, err } = await show(log);
    expect([code, out.match(/^#\d+/gm)]).toEqual([1, ['#1', '#2']]);
    expect(err).toBe(`${log}:1:1: error syntax: the line is no JSON: it was changed or damaged\n`);
    expect(statSync(log).size).toBeGreaterThan(0);
  });

  it.each<[string[], RegExp]>([
    [[], /name one log/],
    [['--since', 'monday', 'log'], /`monday` is no time; write --since=2026-11-25/],
    [['--org-unit', 'Sales', 'log'], /the org unit path `Sales` does not begin with a slash; write `\/Sales`/],
  ])('refuses %j', async (words, message) => {
    expect(await runWith(['audit', 'show', ...words])).toEqual({ code: 2, out: '', err: expect.stringMatching(message) as string });
  });
});

describe('audit', () => {
  it.each<[string[], string]>([
    [[], 'say what to do with the log: append, verify, show'],
    [['remove'], 'say what to do with the log: append, verify, show; `remove` is none of them'],
    [['toString'], 'say what to do with the log: append, verify, show; `toString` is none of them'],
  ])('refuses %j', async (words, message) => {
    expect(await runWith(['audit', ...words])).toEqual({ code: 2, out: '', err: `smtp-tls-policy audit: ${message}. See smtp-tls-policy audit --help\n` });
  });
});
