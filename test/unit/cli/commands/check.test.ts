// `check`: findings at their places, in JSON and YAML.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, runWith } from '../stand-in-io.js';

const VALID = '{"addressLists": {"a": ["a.example"]}, "orgUnits": [{"path": "/", "settings": [{"id": "s", "appliesTo": ["inbound"], "addressLists": ["a"]}]}]}';

async function findings(text: string | Uint8Array): Promise<string[]> {
  const { out } = await runWith(['check', '-'], { stdin: text });
  return out.split('\n').filter((line) => line.startsWith('<stdin>:')).map((line) => line.slice('<stdin>:'.length));
}

describe('check', () => {
  it('says when there are no problems', async () => {
    expect(await runWith(['check', '-'], { stdin: VALID })).toEqual({ code: 0, out: '<stdin>: no problems\n', err: '' });
  });

  it('passes a policy that has warnings only', async () => {
    const { code, out } = await runWith(['check', '-'], { stdin: 'addressLists:\n  unused:\n    - a.example\n' });
    expect(code).toBe(0);
    expect(out).toMatch(/^<stdin>:2:3: warning unused-list: .+\n<stdin>: 0 errors, 1 warning\n$/);
  });

  it('places every finding of a YAML policy', async () => {
    const policy = 'domians: [a.example]\norgUnits:\n  - path: /\n    settings:\n      - id: s\n        appliesTo: [inbound]\n        addressLists: [nobody]\nalignment: loose\n';
    expect((await findings(policy)).map((line) => /^(\d+:\d+): error ([\w-]+)/.exec(line)?.slice(1).join(' '))).toEqual([
      '1:1 unknown-key',
      '7:24 unknown-list',
      '8:12 invalid-value',
      undefined,
    ]);
  });

  it('places every finding of a JSON policy', async () => {
    const policy = '{\n  "alignment": "loose",\n  "addressLists": {"a": ["b c"]},\n  "orgUnits": [{"path": "/x/y"}]\n}';
    expect((await findings(policy)).map((line) => /^(\d+:\d+): (\w+) ([\w-]+)/.exec(line)?.slice(1).join(' '))).toEqual([
      '2:16 error invalid-value',
      '3:26 error invalid-entry',
      '4:25 error missing-parent',
      '3:20 warning unused-list',
      undefined,
    ]);
  });

  it('reports what is wrong with the text before anything else', async () => {
    expect(await findings('{"a": 1,}')).toEqual(['1:9: error syntax: a comma before the closing brace; remove it', ' 1 error, 0 warnings']);
    expect(await findings('domains: []\ndomains: []\n')).toEqual(['2:1: error duplicate-key: the key `domains` is written twice in one map; keep one', ' 1 error, 0 warnings']);
    expect(await findings('')).toEqual(['1:1: error syntax: the file is empty', ' 1 error, 0 warnings']);
  });

  it('refuses text that is not UTF-8, at the first bad byte', async () => {
    const bytes = Buffer.concat([Buffer.from('domains:\n  - bü'), Buffer.from([0xe9]), Buffer.from('cher.example')]);
    expect(await findings(bytes)).toEqual(['2:7: error encoding: the file is not valid UTF-8 from here on; save it as UTF-8', ' 1 error, 0 warnings']);
    const cut = Buffer.from('domains: [é').subarray(0, -1);
    expect(await findings(cut)).toEqual(['1:11: error encoding: the file is not valid UTF-8 from here on; save it as UTF-8', ' 1 error, 0 warnings']);
  });

  it('takes a byte order mark off', async () => {
    expect((await runWith(['check', '-'], { stdin: `\uFEFF${VALID}` })).code).toBe(0);
  });

  it('tells the format by the name of a file, else by its content', async () => {
    const folder = folderWith({ 'a.json': 'domains: []', 'a.YML': '{domains: []}', 'a.policy': ' {"domains": []}', 'b.policy': 'domains: []' });
    const codes = await Promise.all(['a.json', 'a.YML', 'a.policy', 'b.policy'].map(async (name) => (await runWith(['check', join(folder, name)])).code));
    expect(codes).toEqual([1, 0, 0, 0]);
  });

  it('gives machines one object', async () => {
    const { code, out } = await runWith(['check', '--json', '-'], { stdin: 'alignment: loose\n' });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ file: '<stdin>', ok: false, findings: [{ severity: 'error', code: 'invalid-value', path: ['alignment'], line: 1, column: 12 }] });
    expect(JSON.parse((await runWith(['check', '--json', '-'], { stdin: VALID })).out)).toEqual({ file: '<stdin>', ok: true, findings: [] });
  });

  it('paints for a terminal', async () => {
    const { out } = await runWith(['check', '-'], { stdin: '{"a": 1,}', stdoutTerminal: true });
    expect(out).toBe(
      '\u001B[1m<stdin>:1:9:\u001B[22m \u001B[31merror\u001B[39m syntax: a comma before the closing brace; remove it\n<stdin>: \u001B[31m1 error, 0 warnings\u001B[39m\n',
    );
  });

  it('names a file that cannot be read', async () => {
    const folder = folderWith({ 'policy.json': VALID });
    expect(await runWith(['check', folder])).toEqual({ code: 2, out: '', err: `smtp-tls-policy check: ${folder}: cannot be read: it is a folder\n` });
    const below = join(folder, 'policy.json', 'x');
    expect(await runWith(['check', below])).toEqual({ code: 2, out: '', err: `smtp-tls-policy check: ${below}: cannot be read: a part of its path is no folder\n` });
  });
});
