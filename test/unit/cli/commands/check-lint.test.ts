// `check`: what lint finds, at its place in the policy file and in files of entries, by rules of the caller, and as SARIF.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../../../../src/snapshot/index.js';
import { compilePolicy } from '../../../../src/index.js';
import { folderWith, runWith } from '../stand-in-io.js';

const POLICY = `domains: [own.example]
addressLists:
  partners: |
    partner.example
    ann@partner.example  GMAIL.com
  banks:
    file: lists/banks.txt
  others:
    - own.example
orgUnits:
  - path: /
    settings:
      - id: all
        appliesTo: [inbound, outbound]
        addressLists: [partners, banks, others]
        require:
          minTlsVersion: TLSv1
`;
const BANKS = '\uFEFFbank.example\r\nbob@bank.example\r\n# co.uk\r\n'.replace('# ', '\r\n');

const places = (out: string, folder: string): string[] =>
  out.trimEnd().split('\n').map((line) => line.replace(`${folder}/`, '').replace(/^([^ ]+: \w+ [\w-]+): .*/, '$1'));

describe('check', () => {
  it('shows findings at their places, those in files of entries first', async () => {
    const folder = folderWith({ 'policy.yaml': POLICY, 'lists/banks.txt': BANKS });
    const { code, out, err } = await runWith(['check', join(folder, 'policy.yaml')]);
    expect([code, err]).toEqual([0, '']);
    expect(places(out, folder)).toEqual([
      'lists/banks.txt:2:1: warning shadowed-entry',
      'lists/banks.txt:4:1: warning public-suffix-entry',
      'policy.yaml:3:13: warning shadowed-entry',
      'policy.yaml:3:13: warning free-mail-entry',
      'policy.yaml:9:7: warning own-domain-entry',
      'policy.yaml:17:26: warning obsolete-tls-version',
      'policy.yaml: 0 errors, 6 warnings',
    ]);
    expect(out).toContain('free-mail-entry: line 2, column 22: `gmail.com` is a free-mail provider, where anybody can have an address; `gmail.com` says nothing of a partner; write the addresses of the partners instead\n');
  });

  it('shows those of pasted text in the order of the text', async () => {
    const stdin = 'addressLists:\n  pasted: "gmail.com, com yahoo.com\\n net aol.com"\n';
    const { out } = await runWith(['check', '--rule', 'unused-list=off', '-'], { stdin });
    expect(out.split('\n').map((line) => /(line \d+, column \d+)/.exec(line)?.[1])).toEqual(['line 1, column 1', 'line 1, column 12', 'line 1, column 16', 'line 2, column 2', 'line 2, column 6', undefined, undefined]);
  });

  it('takes severities of rules, and makes of errors exit code 1', async () => {
    const folder = folderWith({ 'policy.yaml': POLICY, 'lists/banks.txt': BANKS });
    const words = ['check', '--rule', 'shadowed-entry=off', '--rule=public-suffix-entry=note', '--rule', 'own-domain-entry=off', '--rule', 'free-mail-entry=off'];
    const noted = await runWith([...words, join(folder, 'policy.yaml')]);
    expect([noted.code, places(noted.out, folder)]).toEqual([0, ['lists/banks.txt:4:1: note public-suffix-entry', 'policy.yaml:17:26: warning obsolete-tls-version', 'policy.yaml: 0 errors, 1 warning, 1 note']]);
    const strict = await runWith([...words, '--rule', 'obsolete-tls-version=error', join(folder, 'policy.yaml'), '--json']);
    const report = JSON.parse(strict.out) as { ok: boolean; findings: { severity: string; code: string; path: unknown[]; line: number; fix: string }[] };
    expect([strict.code, report.ok, report.findings.map(({ severity }) => severity)]).toEqual([1, false, ['note', 'error']]);
    expect(report.findings[1]).toMatchObject({ code: 'obsolete-tls-version', path: ['orgUnits', 0, 'settings', 0, 'require', 'minTlsVersion'], line: 17, fix: 'write `TLSv1.2`' });
  });

  it('applies rules to the warnings of the document, and not to its errors', async () => {
    const stdin = 'addressLists:\n  unused: [partner.example]\n';
    expect(await runWith(['check', '--rule', 'unused-list=off', '-'], { stdin })).toMatchObject({ code: 0, out: '<stdin>: no problems\n' });
    expect(await runWith(['check', '--rule', 'unused-list=error', '-'], { stdin })).toMatchObject({ code: 1 });
    expect((await runWith(['check', '--rule', 'unknown-key=off', '-'], { stdin })).err).toBe('smtp-tls-policy check: --rule: `unknown-key` makes a document invalid, and is an error whatever `rules` says. See smtp-tls-policy check --help\n');
  });

  it('can leave lint out', async () => {
    const folder = folderWith({ 'policy.yaml': POLICY, 'lists/banks.txt': BANKS });
    expect((await runWith(['check', '--no-lint', join(folder, 'policy.yaml')])).out).toBe(`${folder}/policy.yaml: no problems\n`);
  });

  it('finds nothing more in a policy with errors', async () => {
    const { out } = await runWith(['check', '-'], { stdin: 'addressLists:\n  unused: [com]\nalignment: loose\n' });
    expect(out.split('\n').map((line) => line.replace(/^(\S+ \w+ [\w-]+): .*/, '$1'))).toEqual(['<stdin>:3:12: error invalid-value', '<stdin>:2:3: warning unused-list', '<stdin>: 1 error, 1 warning', '']);
  });

  it('looks into snapshots, which have no lines', async () => {
    const engine = compilePolicy({ addressLists: { a: ['co.uk'] }, orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['a'] }] }] });
    const folder = folderWith({ 'policy.snapshot': new Uint8Array(snapshotOf(engine)) });
    expect(places((await runWith(['check', join(folder, 'policy.snapshot')])).out, folder)).toEqual(['policy.snapshot:1:1: warning public-suffix-entry', 'policy.snapshot: 0 errors, 1 warning']);
  });

  it('writes SARIF, what is wrong with the text included', async () => {
    const folder = folderWith({ 'policy.yaml': POLICY, 'lists/banks.txt': BANKS });
    const { out } = await runWith(['check', '--sarif', join(folder, 'policy.yaml')]);
    const { runs } = JSON.parse(out) as { runs: { tool: { driver: { name: string; version: string } }; results: { ruleId: string; level: string; locations: { physicalLocation: { artifactLocation: { uri: string }; region: unknown } }[] }[] }[] };
    expect(runs[0]?.tool.driver.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(runs[0]?.results[0]).toMatchObject({ ruleId: 'shadowed-entry', level: 'warning', locations: [{ physicalLocation: { artifactLocation: { uri: `file://${folder}/lists/banks.txt` }, region: { startLine: 2, startColumn: 1 } } }] });
    const broken = await runWith(['check', '--sarif', '-'], { stdin: '{"a": 1,}' });
    expect([broken.code, JSON.parse(broken.out) as unknown]).toMatchObject([1, { runs: [{ results: [{ ruleId: 'syntax', level: 'error' }] }] }]);
  });

  describe('--testing-since', () => {
    const policy = `addressLists: { a: [partner.example] }
orgUnits:
  - path: /
    settings: [{ id: s, mode: testing, appliesTo: [outbound], addressLists: [a] }]
`;
    const times = '- { orgUnit: /, setting: s, since: 2026-01-01T00:00:00Z }\n';
    const check = (files: Record<string, string>, ...words: string[]): ReturnType<typeof runWith> => {
      const folder = folderWith({ 'policy.yaml': policy, ...files });
      return runWith(['check', ...words.map((word) => word.replace('FOLDER', folder)), join(folder, 'policy.yaml')]);
    };
    const asked = ['--testing-since', 'FOLDER/times.yaml', '--testing-days', '30'];

    it('finds settings that have been in testing mode for too long', async () => {
      const { code, out, err } = await check({ 'times.yaml': times }, ...asked, '--at', '2026-01-31T00:00:01Z');
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/policy\.yaml:4:31: warning long-testing: `s` has been in testing mode for 30\.1 days, and 30 are allowed; it protects nobody yet; enforce it, or remove it\n/);
      expect((await check({ 'times.yaml': times }, ...asked, '--at', '2026-01-31T00:00:00Z')).out).toContain(': no problems');
      expect((await check({ 'times.yaml': times }, ...asked)).out).toContain('long-testing');
    });

    it('takes the times from standard input, and milliseconds', async () => {
      const folder = folderWith({ 'policy.yaml': policy });
      const ran = await runWith(['check', '--testing-since', '-', '--testing-days', '0.5', join(folder, 'policy.yaml')], { stdin: '[{"orgUnit": "/", "setting": "s", "since": 0}]' });
      expect(ran.out).toContain('and 0.5 are allowed');
    });

    it('warns of names that the policy does not have', async () => {
      const { code, err } = await check({ 'times.yaml': `${times}- { orgUnit: /Sales, setting: s, since: 0 }\n` }, ...asked, '--at', '2026-01-02T00:00:00Z');
      expect([code, err]).toEqual([0, 'smtp-tls-policy check: warning: --testing-since names what the policy does not have: `s` of `/Sales`\n']);
    });

    it.each([
      ['{ orgUnit: / }', '1:1: the times are a list, each item with `orgUnit`, `setting` and `since`'],
      ['[', '1:2: '],
      ['- x', '1:3: an item is an object with `orgUnit`, `setting` and `since`'],
      ['- { orgUnit: /, setting: s, until: 1 }', '1:36: an item has no `until`; it is an object with `orgUnit`, `setting` and `since`'],
      ['- { setting: s, since: 1 }', '1:3: `orgUnit` must be the path of an org unit'],
      ['- { orgUnit: /, setting: 1, since: 1 }', '1:3: `setting` must be the id of a setting'],
      ['- { orgUnit: /, setting: s }', '1:3: `since` is nothing; give whole milliseconds since 1970, or text with a zone such as 2026-11-25T09:30:00Z'],
      ['- { orgUnit: /, setting: s, since: 2026-02-30T00:00:00Z }', '1:36: `since` is no moment: the text `2026-02-30T00:00:00Z`; '],
      ['- { orgUnit: /, setting: s, since: 2026-01-01 }', '1:36: `since` is no moment: the text `2026-01-01`; '],
    ])('refuses the file %s', async (text, message) => {
      const { code, out, err } = await check({ 'times.yaml': text }, ...asked);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(`times.yaml:${message}`);
    });

    it('says which file cannot be read', async () => {
      expect(await check({}, ...asked)).toMatchObject({ code: 2, err: expect.stringContaining('times.yaml: cannot be read: there is no such file or folder') as string });
    });
  });

  it.each([
    [['--testing-days', '3'], '--testing-days and --at are about the settings of --testing-since FILE; name it'],
    [['--at', '2026-01-01T00:00:00Z'], '--testing-days and --at are about the settings of --testing-since FILE; name it'],
    [['--testing-since', 'x'], '--testing-since: say for how many days a setting may be in testing mode: --testing-days DAYS'],
    [['--testing-since', 'x', '--testing-days', 'month'], '--testing-days month: write a number of days, such as 30'],
    [['--testing-since', 'x', '--testing-days=-1'], '--testing-days -1: write a number of days, such as 30'],
    [['--testing-since', 'x', '--testing-days', '3', '--at', 'now'], '--at is no moment: the text `now`; give whole milliseconds since 1970, or text with a zone such as 2026-11-25T09:30:00Z'],
    [['--testing-since', '-', '--testing-days', '3'], 'standard input can be one file only'],
    [['--testing-since', 'x', '--testing-days', '3', '--no-lint'], '--no-lint leaves out what --testing-since is for; choose one'],
    [['--rule', 'free-mail-entry'], '--rule takes CODE=SEVERITY, not `free-mail-entry`'],
    [['--rule', 'a=b=c'], '--rule takes CODE=SEVERITY, not `a=b=c`'],
    [['--rule', 'free-mail=off'], '--rule: there is no rule `free-mail`; docs/lint.md lists them all'],
    [['--rule', '__proto__=off'], '--rule: there is no rule `__proto__`; docs/lint.md lists them all'],
    [['--rule', 'free-mail-entry=loud'], '--rule: the severity of `free-mail-entry` must be one of error, warning, note, off'],
    [['--rule', 'free-mail-entry=off', '--rule', 'free-mail-entry=off'], '--rule names `free-mail-entry` twice; name it once'],
    [['--json', '--sarif'], '--json and --sarif are two forms of output; choose one'],
  ])('refuses %j', async (words, message) => {
    expect(await runWith(['check', ...words, '-'])).toEqual({ code: 2, out: '', err: `smtp-tls-policy check: ${message}. See smtp-tls-policy check --help\n` });
  });
});
