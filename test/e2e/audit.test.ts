// `audit` as processes: a log that several want to write at once, and one that was damaged. `npm run build` comes first.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
const log = join(folder, 'policy.audit');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function audit(...words: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [program, 'audit', ...words], { cwd: folder, env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined }, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const append = (actor: string, ...files: string[]): Promise<Ended> => audit('append', '--actor', actor, '--reason', 'a change', 'policy.audit', ...files);

beforeAll(async () => {
  if (!existsSync(program)) throw new Error(`${program} is not there: run \`npm run build\` first`);
  const settings = 'orgUnits: [{path: /, settings: [{id: tls, appliesTo: [outbound], addressLists: [partners]}]}]\n';
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `${name}.yaml`), `addressLists: {partners: [partner.example, ${name}.example]}\n${settings}`);
  expect(await append('first', 'a.yaml')).toMatchObject({ code: 0, err: '' });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a log', () => {
  it('takes one of several changes that are made at once, and refuses the others', async () => {
    const ended = await Promise.all([append('one', 'a.yaml', 'b.yaml'), append('two', 'a.yaml', 'c.yaml'), append('three', 'a.yaml', 'b.yaml'), append('four', 'a.yaml', 'c.yaml')]);
    expect(ended.map(({ code }) => code).sort()).toEqual([0, 1, 1, 1]);
    for (const { code, err } of ended) if (code === 1) expect(err).toContain('policy.audit:3:1: error other-policy: ');
    expect(await audit('verify', 'policy.audit')).toMatchObject({ code: 0, out: expect.stringContaining('2 records, whole') as string });
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'b.yaml', 'c.yaml', 'policy.audit', 'policy.audit.head']);
  });

  it('has the head that sha256sum gives', async () => {
    const { out } = await audit('verify', '--json', 'policy.audit');
    const head = execFileSync('sh', ['-c', `tail -n 1 policy.audit | tr -d '\\n' | sha256sum`], { cwd: folder, encoding: 'utf8' });
    expect((JSON.parse(out) as { head: string }).head).toBe(`sha256:${head.split(' ')[0]!}`);
    expect(await audit('verify', '--head', `sha256:${head.split(' ')[0]!}`, 'policy.audit')).toMatchObject({ code: 0 });
  });

  it('is shown, and read to its end where it is damaged', async () => {
    expect((await audit('show', '--setting', 'tls', 'policy.audit')).out).toMatch(/^#1 .*first\n[^]*\n\n#2 /);
    writeFileSync(log, `${readFileSync(log, 'utf8')}{"actor":"x`);
    const [shown, verified, appended] = await Promise.all([audit('show', 'policy.audit'), audit('verify', 'policy.audit'), append('x', 'a.yaml', 'b.yaml')]);
    expect([shown.code, verified.code, appended.code]).toEqual([1, 1, 1]);
    expect(shown.out.match(/^#\d/gm)).toEqual(['#1', '#2']);
    for (const text of [shown.err, verified.out, appended.err]) expect(text).toContain('policy.audit:3:12: error truncated-line: ');
  });
});
