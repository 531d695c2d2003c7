// `test`: a policy against its test files, found or named, with coverage, limits and JUnit XML.
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, runWith } from '../stand-in-io.js';

const POLICY = `addressLists:
  banks: [bank.example, "*.bank.example"]
orgUnits:
  - path: /
    settings:
      - {id: banks, appliesTo: [outbound], addressLists: [banks]}
  - path: /Sales
`;
const PASSING = `defaults: {direction: outbound, mailFrom: me@corp.test}
cases:
  - name: the bank gets TLS
    to: a@bank.example
    each:
      - {session: none, expect: bounce}
      - {session: good, expect: deliver}
`;
const FAILING = `{"cases": [
  {"name": "no TLS", "direction": "outbound", "mailFrom": null, "to": "a@b4nk.example", "session": "none",
   "expect": "bounce"}
]}`;

const folderOf = (files: Record<string, string> = {}): string => folderWith({ 'policy.yaml': POLICY, 'policy.policy-test.yaml': PASSING, ...files });

describe('test', () => {
  it('runs the test files beside the policy, and shows each test', async () => {
    const folder = folderOf();
    expect(await runWith(['test', join(folder, 'policy.yaml')])).toEqual({
      code: 0,
      out: `${folder}/policy.policy-test.yaml\npass  the bank gets TLS: session none\npass  the bank gets TLS: session good\n2 tests: 2 passed, 0 failed\n`,
      err: '',
    });
  });

  it('finds every kind of test file, in the order of their names, and adds up', async () => {
    const folder = folderOf({ 'a.policy-test.json': FAILING, 'b.policy-test.yml': PASSING, 'policy-test.yaml': 'no: test', 'other.yaml': 'no: test' });
    const { code, out } = await runWith(['test', join(folder, 'policy.yaml')]);
    expect(code).toBe(1);
    expect(out.match(/^.*policy-test.*$/gm)).toEqual([`${folder}/a.policy-test.json`, expect.stringContaining('FAIL'), `${folder}/b.policy-test.yml`, `${folder}/policy.policy-test.yaml`]);
    expect(out).toMatch(/\nin all: 4 passed, 1 failed\n$/);
  });

  it('shows of a failure its place, what was expected, what was found, and why', async () => {
    const folder = folderOf({ 'failing.json': FAILING });
    const { code, out, err } = await runWith(['test', join(folder, 'policy.yaml'), join(folder, 'failing.json')]);
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain(`${folder}/failing.json\nFAIL  no TLS  ${folder}/failing.json:2:3\n      outcome\n        expected  bounce\n        found     deliver\n      why:\n        Outbound mail: deliver\n`);
    expect(out).toContain('`b4nk.example` looks like entry `bank.example`');
  });

  it('takes the policy or a test file from standard input', async () => {
    const folder = folderOf();
    const tests = join(folder, 'policy.policy-test.yaml');
    expect((await runWith(['test', '-', tests], { stdin: POLICY })).code).toBe(0);
    const { code, out } = await runWith(['test', join(folder, 'policy.yaml'), '-'], { stdin: FAILING });
    expect([code, out.split('\n').slice(0, 2)]).toEqual([1, ['<stdin>', 'FAIL  no TLS  <stdin>:2:3']]);
  });

  it('gives machines one object', async () => {
    const folder = folderOf({ 'failing.json': FAILING });
    const { code, out } = await runWith(['test', '--json', '--coverage', join(folder, 'policy.yaml'), join(folder, 'policy.policy-test.yaml'), join(folder, 'failing.json')]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      passed: 2,
      failed: 1,
      files: [
        { file: join(folder, 'policy.policy-test.yaml'), tests: [{ name: 'the bank gets TLS: session none', place: `${folder}/policy.policy-test.yaml:6:9`, passed: true, differences: [], explanation: null, decision: { outcome: 'bounce' } }, { passed: true }] },
        { file: join(folder, 'failing.json'), tests: [{ passed: false, differences: [{ recipient: null, field: 'outcome', expected: 'bounce', found: 'deliver' }], explanation: expect.stringContaining('Outbound mail') as unknown }] },
      ],
      coverage: { settings: { total: 1, touched: 1, percent: 100, untouched: [] }, orgUnits: { untouched: ['/Sales'] } },
      missed: [],
    });
    expect(out).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse((await runWith(['test', '--json', join(folder, 'policy.yaml')])).out)).not.toHaveProperty('coverage');
  });

  it('shows what no test touches', async () => {
    const { code, out } = await runWith(['test', '--coverage', join(folderOf(), 'policy.yaml')]);
    expect(code).toBe(0);
    expect(out).toMatch(/\n\nCoverage\n {2}settings {7}1 of 1 {2}100\.0 %\n {2}org units {6}1 of 2 {2}50\.0 %\n {4}not touched: `\/Sales`\n/);
  });

  it('fails where the tests touch too little', async () => {
    const policy = join(folderOf(), 'policy.yaml');
    expect((await runWith(['test', '--fail-under', '100', policy])).code).toBe(0);
    expect((await runWith(['test', '--fail-under', 'entries=50', '--fail-under', 'org-units=50', policy])).code).toBe(0);
    const { code, out } = await runWith(['test', '--fail-under', 'entries=50.1', '--fail-under', 'org-units=51', policy]);
    expect(code).toBe(1);
    expect(out).toMatch(/\ntests touch 50\.0 % of the entries, and 50\.1 % are wanted\ntests touch 50\.0 % of the org units, and 51 % are wanted\n$/);
    expect(JSON.parse((await runWith(['test', '--json', '--fail-under', 'entries=51', policy])).out)).toMatchObject({ ok: false, failed: 0, missed: ['tests touch 50.0 % of the entries, and 51 % are wanted'] });
  });

  it('writes JUnit XML as well', async () => {
    const folder = folderOf({ 'failing.json': FAILING });
    const junit = join(folder, 'junit.xml');
    const { code } = await runWith(['test', '--junit', junit, join(folder, 'policy.yaml'), join(folder, 'failing.json')]);
    const xml = readFileSync(junit, 'utf8');
    expect(code).toBe(1);
    expect(xml).toMatch(/<testsuite name="[^"]*failing\.json" package="[^"]*" id="0" timestamp="2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d" hostname="localhost" tests="1" failures="1"/);
    const nowhere = join(folder, 'nowhere', 'junit.xml');
    expect(await runWith(['test', '--junit', nowhere, join(folder, 'policy.yaml')])).toEqual({
      code: 2,
      out: expect.stringContaining('2 tests: 2 passed, 0 failed\n') as unknown,
      err: `smtp-tls-policy test: ${nowhere}: cannot be written: there is no such file or folder\n`,
    });
  });

  it('never writes JUnit XML over a file that it reads', async () => {
    const folder = folderOf({ 'tests.json': FAILING });
    const at = (name: string): string => join(folder, name);
    symlinkSync(at('policy.yaml'), at('link.yaml'));
    const refusals = [
      [['policy.yaml'], 'a.policy-test.yaml', 'would overwrite a test file'],
      [['policy.yaml'], 'policy.policy-test.yaml', 'would overwrite a test file'],
      [['policy.yaml'], 'policy.yaml', `would overwrite ${at('policy.yaml')}, which is read`],
      [['policy.yaml'], './nowhere/../policy.yaml', `would overwrite ${at('policy.yaml')}, which is read`],
      [['policy.yaml'], 'link.yaml', `would overwrite ${at('policy.yaml')}, which is read`],
      [['policy.yaml', 'tests.json'], 'tests.json', `would overwrite ${at('tests.json')}, which is read`],
    ] as const;
    for (const [inputs, junit, problem] of refusals) {
      const { code, out, err } = await runWith(['test', '--junit', at(junit), ...inputs.map(at)]);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(`smtp-tls-policy test: --junit ${at(junit)} ${problem}; name the file that the report is written to, such as --junit junit.xml`);
    }
    expect([readFileSync(at('policy.yaml'), 'utf8'), readFileSync(at('policy.policy-test.yaml'), 'utf8'), readFileSync(at('tests.json'), 'utf8')]).toEqual([POLICY, PASSING, FAILING]);
  });

  it.each([
    ['policy.yaml', 'alignment: loose\n', [], 'the policy is not valid'],
    ['policy.policy-test.yaml', 'cases: []\n', [], 'the tests are not valid'],
    ['other.yaml', '', ['no.yaml'], 'cannot be read'],
    ['other.yaml', '', ['--fail-under', '101'], 'write a percentage'],
  ])('leaves no JUnit XML of the run before where nothing can be tested: %s', async (name, content, words, problem) => {
    const folder = folderOf();
    const junit = join(folder, 'junit.xml');
    expect((await runWith(['test', '--junit', junit, join(folder, 'policy.yaml')])).code).toBe(0);
    writeFileSync(join(folder, name), content);
    expect((await runWith(['test', '--junit', junit, join(folder, 'policy.yaml'), ...words])).code).toBe(2);
    const xml = readFileSync(junit, 'utf8');
    expect(xml).toContain(' tests="1" failures="0" errors="1"');
    expect(xml).toMatch(new RegExp(`<error message="[^"]*${problem}[^"]*" type="not-run">`));
  });

  it('paints for a terminal', async () => {
    const { out } = await runWith(['test', join(folderOf({ 'z.policy-test.json': FAILING }), 'policy.yaml')], { stdoutTerminal: true });
    expect(out).toContain('\u001B[32mpass\u001B[39m  the bank gets TLS: session none\n');
    expect(out).toContain('\u001B[31mFAIL\u001B[39m  no TLS\u001B[2m  ');
    expect(out).toContain('\u001B[31min all: 2 passed, 1 failed\u001B[39m\n');
  });

  it('reports every problem of every test file at its place, and runs nothing', async () => {
    const folder = folderOf({ 'b.policy-test.yaml': 'cases:\n  - name: a\n    expct: bounce\n  - {name: b, direction: outbound, mailFrom: null, to: x@y.example, session: nonne, expect: bounce}\n', 'c.policy-test.json': '{"cases": [}', 'd.policy-test.yml': 'cases: []\n' });
    const { code, out, err } = await runWith(['test', join(folder, 'policy.yaml')]);
    expect([code, out]).toEqual([2, '']);
    expect(err.trimEnd().split('\n')).toEqual([
      `${folder}/b.policy-test.yaml:3:5: error unknown-key: there is no key \`expct\` here; did you mean \`expect\`?`,
      `${folder}/b.policy-test.yaml:4:78: error invalid-value: \`nonne\` is no word for a session; did you mean \`none\`?`,
      `${folder}/c.policy-test.json:1:12: error syntax: expected a value: an object, an array, a string in double quotes, a number, true, false or null`,
      `${folder}/d.policy-test.yml:1:1: error invalid-value: there is no case, so this would test nothing; write one`,
      `smtp-tls-policy test: ${folder}/b.policy-test.yaml: the tests are not valid, so none ran; correct the errors above`,
    ]);
  });

  it('never passes without a test', async () => {
    const folder = folderWith({ 'policy.yaml': POLICY });
    expect(await runWith(['test', join(folder, 'policy.yaml')])).toEqual({
      code: 2,
      out: '',
      err: `smtp-tls-policy test: ${folder}: there is no file *.policy-test.yaml, .yml or .json beside the policy, so nothing would be tested; write one, or name the test files\n`,
    });
  });

  it('needs a valid policy', async () => {
    const { code, out, err } = await runWith(['test', join(folderOf({ 'policy.yaml': 'alignment: loose\n' }), 'policy.yaml')]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/policy\.yaml:1:12: error invalid-value: .*\nsmtp-tls-policy test: .*the policy is not valid/);
  });

  it.each([
    [['test'], 'name the policy file'],
    [['test', '-'], 'name the test files: a policy on standard input has none beside it'],
    [['test', '-', '-'], 'standard input can be one file only'],
    [['test', 'a', '-', '-'], 'standard input can be one file only'],
    [['test', '--fail-under', '101', 'a'], '--fail-under 101: write a percentage, as 80, or one of a kind, as entries=50; kinds: settings, org-units, address-lists, entries'],
    [['test', '--fail-under', 'lists=50', 'a'], '--fail-under lists=50: write a percentage'],
    [['test', '--fail-under', 'much', 'a'], '--fail-under much: write a percentage'],
    [['test', '--fail-under', '50', '--fail-under', 'settings=60', 'a'], '--fail-under says settings twice; keep one'],
    [['test', '--junit'], '--junit needs a value: write --junit=VALUE'],
  ])('refuses %j', async (words, message) => {
    const { code, out, err } = await runWith(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`smtp-tls-policy test: ${message}`);
  });

  it('names a file or folder that cannot be read', async () => {
    const folder = folderOf();
    expect((await runWith(['test', join(folder, 'policy.yaml'), join(folder, 'no.yaml')])).err).toBe(`smtp-tls-policy test: ${folder}/no.yaml: cannot be read: there is no such file or folder\n`);
    expect((await runWith(['test', join(folder, 'nowhere', 'policy.yaml')])).err).toBe(`smtp-tls-policy test: ${folder}/nowhere: cannot be read: there is no such file or folder\n`);
  });

  it('takes a snapshot', async () => {
    const folder = folderOf();
    const snapshot = join(folder, 'policy.snapshot');
    expect((await runWith(['compile', '-o', snapshot, join(folder, 'policy.yaml')])).code).toBe(0);
    expect((await runWith(['test', '--coverage', snapshot])).out).toContain('2 tests: 2 passed, 0 failed\n\nCoverage\n  settings       1 of 1  100.0 %\n');
  });
});
