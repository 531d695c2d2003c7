// `compile`: a policy as a snapshot, and what every other command makes of one.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compilePolicy, policyDocument } from '../../../../src/index.js';
import { openSnapshot, snapshotOf } from '../../../../src/snapshot/index.js';
import { partsOf, snapshotOfParts } from '../../../property/snapshot-parts.js';
import { folderWith, runWith } from '../stand-in-io.js';

const POLICY = `addressLists:
  banks: {file: banks.txt}
  partners: [partner.example, "*.partner.example"]
users: {ann@corp.test: /Sales}
orgUnits:
  - path: /
    settings:
      - {id: tls, description: TLS with partners, appliesTo: [inbound, outbound], addressLists: [banks, partners], require: {minTlsVersion: TLSv1.2}}
  - path: /Sales
    disable: [tls]
`;
const BANKS = 'bank.example\nceo@trust.example\n';
const EML = 'From: Ann <ann@bank.example>\r\nSubject: hi\r\n\r\nhello\r\n';

const folderOfPolicy = (more: Record<string, string | Uint8Array> = {}): string => folderWith({ 'policy.yaml': POLICY, 'banks.txt': BANKS, 'mail.eml': EML, ...more });

/** The paths of a policy and of the snapshot that was made of it. */
async function compiled(): Promise<{ folder: string; policy: string; snapshot: string }> {
  const folder = folderOfPolicy();
  const [policy, snapshot] = [join(folder, 'policy.yaml'), join(folder, 'policy.snapshot')];
  expect((await runWith(['compile', '--output', snapshot, policy])).code).toBe(0);
  return { folder, policy, snapshot };
}

describe('compile', () => {
  it('writes the snapshot of the policy, its files of entries included, and says what it wrote', async () => {
    const folder = folderOfPolicy();
    const path = join(folder, 'policy.snapshot');
    const { code, out, err } = await runWith(['compile', '-o', path, join(folder, 'policy.yaml')]);
    const { size } = statSync(path);
    expect({ code, out, err }).toEqual({ code: 0, out: `${path}: 4 entries in 2 lists, ${size.toLocaleString('en-US')} bytes\n`, err: '' });
    const engine = openSnapshot(readFileSync(path));
    expect(policyDocument(engine.policy).addressLists).toMatchObject({ banks: { entries: ['bank.example', 'ceo@trust.example'] } });
    expect(readdirSync(folder).sort()).toEqual(['banks.txt', 'mail.eml', 'policy.snapshot', 'policy.yaml']);
  });

  it('gives machines one object', async () => {
    const folder = folderOfPolicy();
    const path = join(folder, 'policy.snapshot');
    const { code, out } = await runWith(['compile', '--json', '--output', path, join(folder, 'policy.yaml')]);
    expect([code, JSON.parse(out)]).toEqual([0, { file: path, bytes: statSync(path).size, entries: 4 }]);
    expect(out).toMatch(/^\{.*\}\n$/);
  });

  it('takes a policy from standard input, whose files are relative to the working directory', async () => {
    const path = join(folderWith({}), 's');
    const { code } = await runWith(['compile', '-o', path, '-'], { stdin: JSON.stringify({ addressLists: { a: ['a.example'] } }) });
    expect([code, openSnapshot(readFileSync(path)).addressLists[0]?.size]).toEqual([0, 1]);
    const folder = folderOfPolicy();
    const absolute = POLICY.replace('banks.txt', join(folder, 'banks.txt'));
    expect((await runWith(['compile', '-o', path, '-'], { stdin: absolute })).code).toBe(0);
    expect(openSnapshot(readFileSync(path)).addressLists.map(({ size }) => size)).toEqual([2, 2]);
  });

  it('takes a snapshot, from a file or standard input, and writes the same bytes', async () => {
    const { folder, snapshot } = await compiled();
    const again = join(folder, 'again');
    expect((await runWith(['compile', '-o', again, snapshot])).code).toBe(0);
    expect(readFileSync(again).equals(readFileSync(snapshot))).toBe(true);
    expect((await runWith(['compile', '-o', again, '-'], { stdin: readFileSync(snapshot) })).code).toBe(0);
    expect(readFileSync(again).equals(readFileSync(snapshot))).toBe(true);
  });

  it('replaces what is there, even the snapshot that it reads', async () => {
    const { snapshot } = await compiled();
    const before = readFileSync(snapshot);
    expect((await runWith(['compile', '-o', snapshot, snapshot])).code).toBe(0);
    expect(readFileSync(snapshot).equals(before)).toBe(true);
  });

  it('writes nothing for a policy with an error, which it places', async () => {
    const folder = folderOfPolicy({ 'banks.txt': 'bank.example\nno bank!\n' });
    const path = join(folder, 'policy.snapshot');
    writeFileSync(path, 'before');
    const policy = join(folder, 'policy.yaml');
    const { code, out, err } = await runWith(['compile', '-o', path, policy]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/banks\.txt:2:4: error invalid-entry: /);
    expect(err.trimEnd().split('\n').at(-1)).toBe(`smtp-tls-policy compile: ${policy}: the policy is not valid, so nothing was decided; correct the error above`);
    expect(readFileSync(path, 'utf8')).toBe('before');
  });

  it('writes a policy that has warnings only', async () => {
    const folder = folderOfPolicy({ 'banks.txt': 'bank.example\nbank.example\n' });
    expect((await runWith(['compile', '-o', join(folder, 's'), join(folder, 'policy.yaml')])).code).toBe(0);
  });

  it.each([
    [['compile'], 'name one policy file'],
    [['compile', '-o', 'x'], 'name one policy file'],
    [['compile', '-o', 'x', 'a', 'b'], 'name one policy file'],
    [['compile', 'a'], 'name the snapshot to write: --output FILE'],
    [['compile', 'a', '-o'], '--output needs a value: write --output=VALUE'],
    [['compile', '-o', 'x', '-o', 'y', 'a'], '--output stands twice; write it once'],
    [['compile', '--outptu', 'x', 'a'], 'there is no option --outptu'],
  ])('refuses %j', async (words, message) => {
    const { code, out, err } = await runWith(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`smtp-tls-policy compile: ${message}`);
    expect(err).toContain('See smtp-tls-policy compile --help');
  });

  it('names a file that cannot be read or written', async () => {
    const folder = folderOfPolicy();
    const policy = join(folder, 'policy.yaml');
    const failed = async (output: string, operand = policy): Promise<string> => {
      const { code, out, err } = await runWith(['compile', '-o', output, operand]);
      expect([code, out]).toEqual([2, '']);
      return err;
    };
    const nowhere = join(folder, 'nowhere', 's');
    expect(await failed(nowhere)).toBe(`smtp-tls-policy compile: ${nowhere}: cannot be written: there is no such file or folder\n`);
    expect(await failed(folder)).toMatch(/: cannot be written: .+\n$/);
    expect(await failed(join(policy, 's'))).toBe(`smtp-tls-policy compile: ${join(policy, 's')}: cannot be written: a part of its path is no folder\n`);
    expect(await failed(join(folder, 's'), join(folder, 'no.yaml'))).toBe(`smtp-tls-policy compile: ${join(folder, 'no.yaml')}: cannot be read: there is no such file or folder\n`);
    expect(readdirSync(folder).sort()).toEqual(['banks.txt', 'mail.eml', 'policy.yaml']);
  });

  it('shows on a terminal how far it has come, and takes that off again', async () => {
    const folder = folderOfPolicy({ 'banks.txt': Array.from({ length: 80_000 }, (_, number) => `bank${number}.example\n`).join('') });
    const words = ['compile', '-o', join(folder, 's'), join(folder, 'policy.yaml')];
    const { code, out, err } = await runWith(words, { stderrTerminal: true });
    expect(code).toBe(0);
    expect(out).toContain('80,002 entries in 2 lists');
    expect(err).toMatch(/^\r\[#+-+\] +\d+ % {2}[\d,]+ entries/);
    expect(err).toContain('100 %  80,000 entries');
    expect(err).toMatch(/\r +\r$/);
    expect((await runWith(words)).err).toBe('');
  });

  it('paints for a terminal, and helps', async () => {
    const folder = folderOfPolicy();
    const { out } = await runWith(['compile', '-o', join(folder, 's'), join(folder, 'policy.yaml')], { stdoutTerminal: true });
    expect(out).toMatch(/^\u001B\[32m.*\u001B\[39m\n$/);
    const help = await runWith(['compile', '--help']);
    expect([help.code, help.out.split('\n')[0]]).toEqual([0, 'Usage: smtp-tls-policy compile [options] --output FILE POLICY']);
    expect((await runWith(['--help'])).out).toContain('compile   write a policy as a snapshot');
  });

  it('says names as a terminal can bear them', async () => {
    const folder = folderOfPolicy();
    const path = join(folder, 's\u001B[31m');
    const { out } = await runWith(['compile', '-o', path, join(folder, 'policy.yaml')]);
    expect(existsSync(path)).toBe(true);
    expect(out).not.toContain('\u001B');
  });
});

describe('a snapshot in place of a policy', () => {
  it.each([
    [['check', 'POLICY']],
    [['check', '--json', 'POLICY']],
    [['settings', 'POLICY']],
    [['settings', '--json', 'POLICY', '/Sales']],
    [['settings', 'POLICY', '/nowhere']],
    [['evaluate', '--outbound', '--mail-from', 'bob@corp.test', '--rcpt-to', 'x@bank.example', '--session', 'none', 'POLICY']],
    [['evaluate', '--outbound', '--mail-from', 'ann@corp.test', '--rcpt-to', 'x@bank.example', '--session', 'none', 'POLICY']],
    [['evaluate', '--inbound', '--rcpt-to', 'bob@corp.test', '--session', 'none', 'POLICY', 'MAIL']],
    [['evaluate', '--inbound', '--json', '--rcpt-to', 'bob@corp.test', '--session', 'TLSv1.3,trusted', 'POLICY', 'MAIL']],
    [['explain', '--inbound', '--rcpt-to', 'ann@corp.test', '--session', 'none', 'POLICY', 'MAIL']],
    [['explain', '--outbound', '--mail-from', 'bob@corp.test', '--rcpt-to', 'x@sub.bank.example', '--rcpt-to', 'x@deep.partner.example', 'POLICY']],
  ])('is as good: %j', async (words) => {
    const { folder, policy, snapshot } = await compiled();
    const ranOn = async (operand: string, stdin?: Uint8Array): Promise<unknown> => {
      const ran = await runWith(words.map((word) => (word === 'POLICY' ? operand : word === 'MAIL' ? join(folder, 'mail.eml') : word)), stdin === undefined ? {} : { stdin });
      return { ...ran, out: ran.out.replaceAll(operand === '-' ? '<stdin>' : operand, 'POLICY'), err: operand === '-' ? ran.err : ran.err.replaceAll(operand, 'POLICY') };
    };
    const expected = await ranOn(policy);
    expect(expected).not.toEqual({ code: 0, out: '', err: '' });
    expect(await ranOn(snapshot)).toEqual(expected);
    expect(await ranOn('-', readFileSync(snapshot))).toEqual(expected);
  });

  it('is refused by every command where it is damaged', async () => {
    const { folder, snapshot } = await compiled();
    const damaged = readFileSync(snapshot);
    damaged[300]! ^= 4;
    const path = join(folder, 'damaged');
    writeFileSync(path, damaged);
    const checked = await runWith(['check', path]);
    expect([checked.code, checked.err]).toEqual([1, '']);
    expect(checked.out).toMatch(/damaged:1:1: error snapshot: the checksum of the snapshot does not hold.*\n.*: 1 error, 0 warnings\n$/);
    for (const words of [['settings', path], ['compile', '-o', join(folder, 'x'), path], ['evaluate', '--outbound', '--mail-from', 'a@b.example', '--rcpt-to', 'a@b.example', path]]) {
      const { code, out, err } = await runWith(words);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/damaged:1:1: error snapshot: the checksum .*\n.*the policy is not valid, so nothing was decided/);
    }
    expect(existsSync(join(folder, 'x'))).toBe(false);
    expect((await runWith(['check', '-'], { stdin: damaged.subarray(0, 60) })).out).toContain('<stdin>:1:1: error snapshot: these bytes are too few');
  });

  it('is checked to its last entry by `check`', async () => {
    const parts = partsOf(new Uint8Array(snapshotOf(compilePolicy({ addressLists: { a: ['a.example', 'b.example'] } }))));
    parts.entries.filter.fill(0);
    const path = join(folderWith({ hidden: snapshotOfParts(parts) }), 'hidden');
    const { code, out } = await runWith(['check', path]);
    expect(code).toBe(1);
    expect(out).toContain('error snapshot: the snapshot contradicts itself in');
    expect((await runWith(['settings', path])).code).toBe(0);
  });
});
