// `diff`: what changed between two policies, and what it means.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runWith } from '../stand-in-io.js';

const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-diff-'));
const oldFile = join(folder, 'old.yaml');
const old = 'addressLists: { partners: [partner.example] }\norgUnits: [{ path: /, settings: [{ id: partners, appliesTo: [outbound], addressLists: [partners] }] }]\n';
writeFileSync(oldFile, old);

afterAll(() => rmSync(folder, { recursive: true }));

const loosened = old.replace('addressLists: [partners] }', 'addressLists: [partners], require: { validateHostname: false } }');
const described = old.replace('id: partners', 'id: partners, description: for partners');

describe('diff', () => {
  it('prints what changed and what it means', async () => {
    const { code, out, err } = await runWith(['diff', oldFile, '-'], { stdin: loosened });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^1 change\n {2}setting `partners` changed at `\/`: .*require\.validateHostname.*\n\n1 effect, 1 of which loosens\n! loosens: outbound mail of `\/` to anyone at `partner\.example`/);
  });

  it.each([
    ['loosened', loosened, 1],
    ['tightened', loosened, 0],
    ['effects', loosened, 1],
    ['changes', loosened, 1],
    ['loosened', described, 0],
    ['effects', described, 0],
    ['changes', described, 1],
    ['changes', old, 0],
  ])('guards with --fail-on %s', async (guard, stdin, code) => {
    const { code: found, out } = await runWith(['diff', oldFile, '-', '--fail-on', guard], { stdin });
    expect(found).toBe(code);
    expect(out.includes(`failed: --fail-on ${guard}\n`)).toBe(code === 1);
  });

  it('takes several guards, and names those that found something', async () => {
    const { code, out } = await runWith(['diff', '-', oldFile, '--fail-on', 'loosened', '--fail-on', 'tightened', '--json'], { stdin: loosened });
    expect(code).toBe(1);
    const { changes, effects, failed } = JSON.parse(out) as { changes: { kind: string }[]; effects: { tendency: string; example: unknown }[]; failed: string[] };
    expect([changes.map(({ kind }) => kind), effects.map(({ tendency }) => tendency), failed]).toEqual([['setting-changed'], ['tightened'], ['tightened']]);
  });

  it('marks what loosens with colour where it is wanted', async () => {
    const { out } = await runWith(['diff', oldFile, '-', '--color'], { stdin: loosened });
    expect(out).toContain('\u001B[31m! loosens');
  });

  it.each([
    [['diff'], 'name two policy files, the old one and the new one'],
    [['diff', 'a'], 'name two policy files, the old one and the new one'],
    [['diff', 'a', 'b', 'c'], 'name two policy files, the old one and the new one'],
    [['diff', '-', '-'], 'only one of the policies can come from standard input'],
    [['diff', oldFile, oldFile, '--fail-on', 'toString'], '--fail-on takes loosened, tightened, effects, changes; `toString` is none of them'],
  ])('refuses %o', async (words, message) => {
    expect(await runWith(words)).toEqual({ code: 2, out: '', err: `smtp-tls-policy diff: ${message}. See smtp-tls-policy diff --help\n` });
  });

  it('refuses a policy that is not valid', async () => {
    const { code, err } = await runWith(['diff', oldFile, '-'], { stdin: 'alignment: loose\n' });
    expect(code).toBe(2);
    expect(err).toContain('error invalid-value');
  });
});
