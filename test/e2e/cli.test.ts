// The built command line as a process: exit codes, streams and pipes. `npm run build` comes first.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = join(root, 'dist', 'cli.js');
const policy = join(root, 'examples', 'policy.yaml');
const message = (name: string): string => join(root, 'examples', 'messages', name);

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(words: readonly string[], stdin = '', closeOutputAtOnce = false): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...words], { env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined } });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  if (closeOutputAtOnce) child.stdout.destroy();
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

beforeAll(() => {
  if (!existsSync(program)) throw new Error(`${program} is not there: run \`npm run build\` first`);
});

describe('the program', () => {
  it('has a first line that starts Node', async () => {
    expect((await readFile(program, 'utf8')).split('\n')[0]).toBe('#!/usr/bin/env node');
  });

  it('answers --version and --help, and refuses an unknown command', async () => {
    expect(await start(['--version'])).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as unknown });
    expect(await start(['--help'])).toMatchObject({ code: 0, err: '' });
    expect(await start(['no-such-command'])).toMatchObject({ code: 2, out: '' });
  });

  it('finds nothing wrong with the example policy', async () => {
    expect(await start(['check', policy])).toEqual({ code: 0, out: `${policy}: no problems\n`, err: '' });
  });

  it('reports errors in a policy from a pipe with exit code 1', async () => {
    const { code, out, err } = await start(['check', '-'], 'domains: [a.example]\nsetings: []\n');
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/^<stdin>:2:1: error unknown-key: .+\n<stdin>: 1 error, 0 warnings\n$/);
  });

  it('tells what is dangerous in a valid policy, and fails where a rule says so', async () => {
    const text = JSON.stringify({ addressLists: { list: ['*.co.uk'] }, orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['list'] }] }] });
    expect(await start(['check', '-'], text)).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^<stdin>:1:26: warning public-suffix-entry: .+\n<stdin>: 0 errors, 1 warning\n$/) as unknown });
    const strict = await start(['check', '--rule', 'public-suffix-entry=error', '--sarif', '-'], text);
    const log = JSON.parse(strict.out) as { version: string; runs: { results: { ruleId: string; level: string }[] }[] };
    expect([strict.code, log.version, log.runs[0]?.results.map(({ ruleId, level }) => `${level} ${ruleId}`)]).toEqual([1, '2.1.0', ['error public-suffix-entry']]);
  });

  it('ends with 2 for a policy that is not there', async () => {
    expect(await start(['check', '/no/such/policy.yaml'])).toEqual({
      code: 2,
      out: '',
      err: 'smtp-tls-policy check: /no/such/policy.yaml: cannot be read: there is no such file or folder\n',
    });
  });

  it.each([
    ['delivers', ['--inbound', '--session', 'TLSv1.3,trusted'], 'bank-notice.eml', 0, 'deliver'],
    ['rejects', ['--inbound', '--session', 'none'], 'bank-notice.eml', 1, 'reject'],
    ['waits', ['--inbound'], 'bank-notice.eml', 0, 'pending'],
    ['does not fall for a look-alike', ['--inbound', '--session', 'none'], 'look-alike.eml', 0, 'deliver'],
    ['rejects an author who cannot be known', ['--inbound', '--session', 'none'], 'group-author.eml', 1, 'reject'],
  ])('%s', async (_name, flags, name, code, outcome) => {
    const ended = await start(['evaluate', ...flags, '--rcpt-to', 'ines@linden.example', policy, message(name)]);
    expect([ended.code, ended.out.split(' ')[0], ended.err]).toEqual([code, outcome, '']);
  });

  it('bounces, by the envelope alone', async () => {
    const { code, out } = await start(['evaluate', '--outbound', '--mail-from', 'ines@linden.example', '--rcpt-to', 'a@paypal.com', '--session', 'TLSv1.1,trusted,hostname', policy]);
    expect([code, out.split(' ')[0]]).toEqual([1, 'bounce']);
  });

  it('explains, with the near miss named', async () => {
    const { code, out } = await start(['explain', '--inbound', '--rcpt-to', 'ines@linden.example', '--session', 'none', policy, message('look-alike.eml')]);
    expect(code).toBe(0);
    expect(out).toContain('`harb0ur-bank.example` looks like entry');
  });

  it('lists the settings of an org unit', async () => {
    const { code, out } = await start(['settings', policy, '/Developers', '--json']);
    const [unit] = JSON.parse(out) as { orgUnit: string; settings: { id: string; status: string }[] }[];
    expect([code, unit?.orgUnit]).toEqual([0, '/Developers']);
    expect(unit?.settings.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'auditors disabled',
      'banks inherited',
      'confidential inherited',
      'lists-tls-1.3 locally-applied',
      'mailing-lists inherited',
    ]);
  });
});

describe('many messages', () => {
  const separator = 'From list@lists.example Thu Aug 22 12:36:23 2002\n';
  const mbox = (messages: number): string => `${separator}From: a@linux.ie\n\n${'text\n'.repeat(50)}\n`.repeat(messages);
  const inbound = ['evaluate', '--inbound', '--rcpt-to', 'paul@linden.example', '--session', 'none', policy];

  it('sums up an mbox from a pipe, without a progress bar', async () => {
    const { code, out, err } = await start([...inbound, '-'], mbox(3000));
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('<stdin>: 3,000 messages inbound\n');
    expect(out).toContain('reject      3,000  100.0 %\n');
  });

  it('writes a line of JSON for each message of an mbox file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'smtp-tls-policy-')), 'many.mbox');
    writeFileSync(file, mbox(500));
    const { out } = await start([...inbound, '--json', file]);
    await rm(dirname(file), { recursive: true });
    expect(out.trimEnd().split('\n').map((line) => (JSON.parse(line) as { index: number }).index)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
  });

  it('reads the folder of examples', async () => {
    expect(await start([...inbound, join(root, 'examples', 'messages')])).toMatchObject({ code: 1, err: '', out: expect.stringContaining('12 messages inbound') as unknown });
  });

  it.runIf(process.platform !== 'win32')('reads a folder with a pipe and links in it, and says what it skipped', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
    writeFileSync(join(folder, 'a.mbox'), `\n\n${mbox(2)}`);
    symlinkSync('a.mbox', join(folder, 'b.mbox'));
    symlinkSync('.', join(folder, 'round'));
    symlinkSync('nowhere', join(folder, 'broken'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const { code, out, err } = await start([...inbound, folder]);
    await rm(folder, { recursive: true });
    expect([code, err]).toEqual([1, `${folder}: skipped what is no message: 1 link to a folder, 1 broken link, 1 pipe, socket or device\n`]);
    expect(out).toContain(`${folder}: 4 messages inbound\n`);
  });

  it.runIf(existsSync('/dev/full'))('ends with 2 when its output cannot be written', async () => {
    const full = await open('/dev/full', 'w');
    const child = spawn(process.execPath, [program, '--version'], { stdio: ['ignore', full.fd, 'ignore'] });
    const code = await new Promise((resolve) => child.on('close', resolve));
    await full.close();
    expect(code).toBe(2);
  });

  it('is quiet when its reader goes away, and still tells the outcome', async () => {
    expect(await start([...inbound, '--json', '-'], mbox(3000), true)).toEqual({ code: 1, out: '', err: '' });
  });
});
