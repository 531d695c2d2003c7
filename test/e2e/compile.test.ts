// `compile` as a process: lists of many entries from a file, and the snapshot in place of the policy. `npm run build` comes first.
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = join(root, 'dist', 'cli.js');
const examples = join(root, 'examples');
const example = join(examples, 'policy.yaml');
const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
const snapshot = join(folder, 'policy.snapshot');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(words: readonly string[], stdin: string | Uint8Array = '', flags: readonly string[] = []): Promise<Ended> {
  const child = spawn(process.execPath, [...flags, program, ...words], { cwd: folder, env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined } });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

beforeAll(async () => {
  if (!existsSync(program)) throw new Error(`${program} is not there: run \`npm run build\` first`);
  expect(await start(['compile', '-o', snapshot, example])).toMatchObject({ code: 0, err: '' });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the snapshot of the example policy', () => {
  it.each([
    [['check']],
    [['settings', '--json']],
    [['evaluate', '--inbound', '--rcpt-to', 'ines@linden.example', '--session', 'none', '--json'], [join(examples, 'messages')]],
    [['explain', '--inbound', '--rcpt-to', 'ines@linden.example', '--session', 'none'], [join(examples, 'messages', 'look-alike.eml')]],
  ])('says the same to %j', async (words, messages: string[] = []) => {
    const [ofPolicy, ofSnapshot, ofInput] = await Promise.all([
      start([...words, example, ...messages]),
      start([...words, snapshot, ...messages]),
      start([...words, '-', ...messages], readFileSync(snapshot)),
    ]);
    const named = ({ code, out, err }: Ended, name: string): unknown => ({ code, out: out.replaceAll(name, 'POLICY'), err: err.replaceAll(name, 'POLICY') });
    expect(ofPolicy.out).not.toBe('');
    expect(named(ofSnapshot, snapshot)).toEqual(named(ofPolicy, example));
    expect(named(ofInput, '<stdin>')).toEqual(named(ofPolicy, example));
  });

  it('is refused where it is damaged: 1 to check, 2 to decide', async () => {
    const damaged = readFileSync(snapshot);
    damaged[damaged.length >> 1]! ^= 1;
    const path = join(folder, 'damaged');
    writeFileSync(path, damaged);
    const [checked, decided, replaced] = await Promise.all([start(['check', path]), start(['settings', path]), start(['compile', '-o', snapshot, path])]);
    expect([checked.code, decided.code, replaced.code]).toEqual([1, 2, 2]);
    expect(checked.out).toContain('error snapshot: the checksum of the snapshot does not hold');
    expect([decided.out, replaced.out]).toEqual(['', '']);
    expect((await start(['check', snapshot])).code).toBe(0);
  });
});

describe('a list of many entries', () => {
  const ENTRIES = 300_000;

  it('is compiled from a file in bounded memory, and the rest of the folder is as it was', async () => {
    const list = createWriteStream(join(folder, 'partners.txt'));
    for (let number = 0; number < ENTRIES; number++) if (!list.write(`user${number}@partner-${number % 1000}.example\n`)) await once(list, 'drain');
    list.end();
    await once(list, 'finish');
    writeFileSync(join(folder, 'many.yaml'), 'addressLists: {partners: {file: partners.txt}}\norgUnits: [{path: /, settings: [{id: s, appliesTo: [outbound], addressLists: [partners]}]}]\n');
    const before = await readdir(folder);
    // The same list in the document itself takes more than twice of this.
    const { code, out, err } = await start(['compile', '--json', '-o', 'many.snapshot', 'many.yaml'], '', ['--max-old-space-size=24']);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual({ file: 'many.snapshot', bytes: statSync(join(folder, 'many.snapshot')).size, entries: ENTRIES });
    expect((await readdir(folder)).sort()).toEqual([...before, 'many.snapshot'].sort());
    const decided = await start(['evaluate', '--outbound', '--mail-from', 'a@b.example', '--rcpt-to', `user${ENTRIES - 1}@partner-999.example`, '--session', 'none', 'many.snapshot']);
    expect([decided.code, decided.out.split(' ')[0]]).toEqual([1, 'bounce']);
    const missed = await start(['evaluate', '--outbound', '--mail-from', 'a@b.example', '--rcpt-to', `user${ENTRIES}@partner-999.example`, '--session', 'none', 'many.snapshot']);
    expect([missed.code, missed.out.split(' ')[0]]).toEqual([0, 'deliver']);
  });
});
