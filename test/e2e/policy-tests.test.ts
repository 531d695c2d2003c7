// Policy tests end to end, with the built program: the example passes, a change of its policy that loses protection is found, and JUnit XML is valid.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { builtFile } from '../package/built-package.js';
import { root } from '../package/source-file.js';

const program = builtFile('cli.js');
const policy = join(root, 'examples', 'policy.yaml');
const tests = join(root, 'examples', 'policy.policy-test.yaml');
const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...words: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'test', ...words], { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

/** The example with a change, in a file of its own. */
function changedPolicy(from: string, to: string): string {
  const text = readFileSync(policy, 'utf8');
  expect(text).toContain(from);
  const path = join(folder, 'changed.yaml');
  writeFileSync(path, text.replace(from, to));
  return path;
}

describe('smtp-tls-policy test', () => {
  it('passes the tests of the example, which touch every setting', () => {
    const { code, out, err } = run('--fail-under', '100', policy);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/\n16 tests: 16 passed, 0 failed\n/);
    expect(out).toContain('  settings       6 of 6  100.0 %\n');
  });

  it.each([
    ['a lower version', 'require: { minTlsVersion: TLSv1.2 }\n\n      - id: auditors', 'require: { minTlsVersion: TLSv1.1 }\n\n      - id: auditors', 'violations'],
    ['a setting in testing mode', 'locked: true\n', 'locked: true\n        mode: testing\n', 'outcome'],
    ['an entry that is gone', '      - "*.harbour-bank.example"\n', '', 'settings'],
    ['another route', 'host: gateway.weir-and-stone.example', 'host: gateway.example', null],
    ['an unknown author let through', 'addressLists:\n', 'unknownAuthor: no-match\naddressLists:\n', 'outcome'],
  ])('finds %s', (_what, from, to, field) => {
    const { code, out } = run(changedPolicy(from, to), tests);
    expect(code).toBe(field === null ? 0 : 1);
    if (field !== null) expect(out).toMatch(new RegExp(`\\n {6}${field}\\n {8}expected`));
  });

  it('writes JUnit XML that is valid', async () => {
    const junit = join(folder, 'junit.xml');
    expect(run('--junit', junit, changedPolicy('locked: true\n', 'locked: true\n        enabled: false\n'), tests).code).toBe(1);
    const schemas = ['junit-ant.xsd', 'junit-jenkins.xsd'].map((name) => readFileSync(join(root, 'test/unit/testing/fixtures', name), 'utf8'));
    const results = await Promise.all(schemas.map((schema) => validateXML({ xml: { fileName: 'junit.xml', contents: readFileSync(junit, 'utf8') }, schema })));
    expect(results.map(({ valid, rawOutput }) => [valid, rawOutput.trim()])).toEqual([[true, 'junit.xml validates'], [true, 'junit.xml validates']]);
  });

  it('ends with 2 where nothing is tested', () => {
    writeFileSync(join(folder, 'alone.yaml'), 'domains: []\n');
    expect(run(join(folder, 'alone.yaml'))).toMatchObject({ code: 2, out: '', err: expect.stringContaining('nothing would be tested') as unknown });
  });
});
