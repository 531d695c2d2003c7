// `import google` as a process: from the table that GAM writes to a policy that the other commands take. `npm run build` comes first.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const program = join(fileURLToPath(new URL('../../', import.meta.url)), 'dist', 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
const policy = join(folder, 'policy.yaml');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(words: readonly string[], stdin = ''): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...words], { cwd: folder, env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined } });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const queryOf = (orgUnitPath: string, sortOrder: number): object => ({ orgUnit: 'orgUnits/03ph8a2z', orgUnitPath, sortOrder });
const exported = [
  {
    name: 'policies/lists',
    policyQuery: queryOf('/', 201.00088),
    setting: {
      type: 'settings/gmail.email_address_lists',
      value: {
        emailAddressList: [
          { id: 'list-1', name: 'Partners, "all"', addressList: { address: [{ address: 'Partner.example', requireAddressVerification: true }, { address: 'ceo@bank.example' }, { address: 'a_b.example' }] } },
        ],
      },
    },
    type: 'ADMIN',
  },
  { name: 'policies/states', policyQuery: queryOf('/', 201.00088), setting: { type: 'settings/gmail.rule_states', value: { ruleStates: [{ ruleId: 'list-1', enabled: true }, { ruleId: 'tls-1', enabled: true }] } }, type: 'ADMIN' },
  { name: 'policies/sales', policyQuery: queryOf('/Sales', 202), setting: { type: 'settings/gmail.rule_states', value: { ruleStates: [{ ruleId: 'tls-1', enabled: false }] } }, type: 'ADMIN' },
];
const table = ['name,JSON', ...exported.map((one) => `${one.name},"${JSON.stringify(one).replaceAll('\\', '\\\\').replaceAll('"', '""')}"`), ''].join('\r\n');

beforeAll(() => {
  if (!existsSync(program)) throw new Error(`${program} is not there: run \`npm run build\` first`);
  writeFileSync(join(folder, 'policies.csv'), table);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('an export of GAM', () => {
  it('becomes a policy, in which the place of the TLS setting is filled in and then decides', async () => {
    const imported = await start(['import', 'google', 'policies.csv', '-o', policy]);
    expect([imported.code, imported.err]).toEqual([1, '']);
    expect(imported.out).toContain('policies.csv: [0].setting.value.emailAddressList[0].addressList.address[2]: left out invalid-entry: left out of the list `Partners, "all"`: `a_b.example` has an underscore');
    expect(imported.out).toMatch(/2 entries in 1 list, 2 org units; 1 place to fill in; 1 left out or uncertain\n$/);
    const decide = (): Promise<Ended> => start(['evaluate', '--outbound', '--mail-from', 'ann@corp.example', '--rcpt-to', 'x@partner.example', '--session', 'none', policy]);
    expect((await decide()).code).toBe(0);
    const filledIn = readFileSync(policy, 'utf8').replace(/ +enabled: false\n/, '');
    writeFileSync(policy, filledIn);
    expect((await start(['check', policy])).code).toBe(0);
    const decided = await decide();
    expect([decided.code, decided.out]).toEqual([1, expect.stringContaining('google-rule-tls-1')]);
    const settings = await start(['settings', '--json', policy, '/Sales']);
    expect(JSON.parse(settings.out)).toMatchObject([{ orgUnit: '/Sales', settings: [{ id: 'google-rule-tls-1', status: 'disabled' }] }]);
  });

  it('comes from standard input, and goes to standard output', async () => {
    const { code, out, err } = await start(['import', 'google', '--json', '-'], table);
    expect([code, err]).toEqual([1, '']);
    expect(JSON.parse(out)).toMatchObject({ document: { addressLists: { 'Partners, "all"': { entries: ['partner.example', { value: 'ceo@bank.example', requireAuthentication: false }] } } }, report: { places: [{ rule: 'tls-1' }] } });
  });

  it('is never written over a file, and a file that is none is refused', async () => {
    writeFileSync(join(folder, 'mine.yaml'), '# mine\n');
    expect((await start(['import', 'google', 'policies.csv', '-o', 'mine.yaml'])).code).toBe(2);
    expect(readFileSync(join(folder, 'mine.yaml'), 'utf8')).toBe('# mine\n');
    expect(await start(['import', 'google', 'mine.yaml'])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^smtp-tls-policy import: mine\.yaml:1: the table has neither a column/) as string });
  });
});
