// Policy files: documents with files of entries, and snapshots.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compilePolicy, parsePolicy, policyDocument } from '../../../src/index.js';
import type { Policy, PolicyInput } from '../../../src/index.js';
import { readPolicyFile } from '../../../src/files/index.js';
import type { PolicyFile, PolicyFileOptions, ReadingProgress } from '../../../src/files/index.js';
import { snapshotOf } from '../../../src/snapshot/index.js';
import { partsOf, snapshotOfParts } from '../../property/snapshot-parts.js';
import { folderWith } from '../cli/stand-in-io.js';

const SETTINGS = 'orgUnits: [{path: /, settings: [{id: s, appliesTo: [inbound, outbound], addressLists: [a, b, c]}]}]\n';

async function readFiles(files: Record<string, string | Uint8Array>, name = 'policy.yaml', options: PolicyFileOptions = {}): Promise<PolicyFile & { told: string[] }> {
  const folder = folderWith(files);
  const read = await readPolicyFile(join(folder, name), options);
  const told = read.findings.map(({ file, line, column, severity, code }) => `${file.replace(`${folder}/`, '')}:${line}:${column} ${severity} ${code}`);
  return { ...read, told };
}

const entries = (policy: Policy | null): Record<string, unknown> => {
  expect(policy).not.toBeNull();
  const lists = policyDocument(policy!).addressLists ?? {};
  return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, (list as { entries: unknown }).entries]));
};

describe('readPolicyFile', () => {
  it('puts in the entries of files, from YAML and from JSON alike', async () => {
    const listed = { 'lists/a.txt': 'a.example\r\n*.a.example', 'c.txt': 'c.example\n' };
    const yaml = await readFiles({ ...listed, 'policy.yaml': `addressLists:\n  a: {file: lists/a.txt}\n  b: b.example\n  c: {file: ./c.txt, description: see, requireAuthentication: false}\n${SETTINGS}` });
    const json = await readFiles(
      {
        ...listed,
        'policy.json': JSON.stringify({
          addressLists: { c: { file: './c.txt', description: 'see', requireAuthentication: false }, b: ['b.example'], a: { file: 'lists/a.txt' } },
          orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['inbound', 'outbound'], addressLists: ['a', 'b', 'c'] }] }],
        }),
      },
      'policy.json',
    );
    expect([yaml.told, json.told]).toEqual([[], []]);
    expect(entries(yaml.policy)).toEqual({ a: ['*.a.example', 'a.example'], b: ['b.example'], c: [{ value: 'c.example', requireAuthentication: false }] });
    expect(policyDocument(json.policy!)).toEqual(policyDocument(yaml.policy!));
    expect((policyDocument(yaml.policy!).addressLists as Record<string, { description?: string }>)['c']?.description).toBe('see');
  });

  it('is the policy that the same entries in the document make, decisions and all', async () => {
    const { policy } = await readFiles({ 'policy.yaml': `addressLists: {a: {file: a.txt}, b: [a.example, b.example], c: {file: c.txt, requireAuthentication: false}}\n${SETTINGS}`, 'a.txt': 'a.example\nann@b.example\n', 'c.txt': 'b.example a.example' });
    const inline: PolicyInput = {
      addressLists: { a: ['a.example', 'ann@b.example'], b: ['a.example', 'b.example'], c: { entries: ['b.example', 'a.example'], requireAuthentication: false } },
      orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['inbound', 'outbound'], addressLists: ['a', 'b', 'c'] }] }],
    };
    expect(policyDocument(policy!)).toEqual(policyDocument(compilePolicy(inline).policy));
    const [fromFile, fromDocument] = [compilePolicy(policy!), compilePolicy(inline)];
    for (const address of ['x@a.example', 'ann@b.example', 'bob@b.example', 'x@c.example']) expect(fromFile.matching(address)).toEqual(fromDocument.matching(address));
    expect(fromFile.addressLists.map(({ name, size }) => [name, size])).toEqual([['a', 2], ['b', 2], ['c', 2]]);
  });

  it.each([
    [['a', 'b', 'c']],
    [['c', 'b', 'a']],
    [['b', 'a', 'c']],
    [['10', '9', '__proto__']],
    [['z', 'A', 'é']],
  ])('puts entries into their own lists, whatever the order of names: %j', async ([one, two, three]) => {
    const policy = JSON.stringify({ orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['inbound'], addressLists: [one, two, three] }] }] }).slice(0, -1);
    const text = `${policy},"addressLists":{"${one}":{"file":"1.txt"},"${two}":["two.example","both.example"],"${three}":{"file":"3.txt"}}}`;
    const read = await readFiles({ 'policy.json': text, '1.txt': 'one.example\nboth.example', '3.txt': 'three.example' }, 'policy.json');
    expect(read.told).toEqual([]);
    const found = entries(read.policy);
    expect([found[one!], found[two!], found[three!]]).toEqual([['both.example', 'one.example'], ['both.example', 'two.example'], ['three.example']]);
  });

  it('may name one file in several lists', async () => {
    const read = await readFiles({ 'policy.yaml': `addressLists: {a: {file: x.txt}, b: {file: x.txt, requireAuthentication: false}, c: c.example}\n${SETTINGS}`, 'x.txt': 'x.example' });
    expect([read.told, entries(read.policy)]).toEqual([[], { a: ['x.example'], b: [{ value: 'x.example', requireAuthentication: false }], c: ['c.example'] }]);
  });

  it('places findings in the file they are of', async () => {
    const read = await readFiles({
      'policy.yaml': `addressLists:\n  a: {file: sub/a.txt}\n  b: [b.example, "b c"]\n  c: {file: c.txt, requireAuthentication: maybe}\n${SETTINGS}alignment: loose\n`,
      'sub/a.txt': 'a.example\n..\n',
      'c.txt': 'c.example\nC.example\n',
    });
    expect(read.policy).toBeNull();
    expect(read.told).toEqual(['sub/a.txt:2:1 error invalid-entry', 'c.txt:2:1 warning duplicate-entry', 'policy.yaml:3:18 error invalid-entry', 'policy.yaml:4:43 error invalid-value', 'policy.yaml:6:12 error invalid-value']);
  });

  it('names files of entries as the policy file was named, so that FILE:LINE:COLUMN can be opened', async () => {
    const folder = folderWith({ 'policy.yaml': `addressLists: {a: {file: sub/a.txt}, b: b.example, c: c.example}\n${SETTINGS}`, 'sub/a.txt': '..\n' });
    const { findings } = await readPolicyFile(join(folder, 'policy.yaml'));
    expect(findings[0]).toMatchObject({ file: join(folder, 'sub', 'a.txt'), code: 'invalid-entry', line: 1 });
  });

  it('S-1.2: compiles to nothing for one bad line among many', async () => {
    const many = Array.from({ length: 3000 }, (_, number) => `d${number}.example`);
    const read = await readFiles({ 'policy.yaml': `addressLists: {a: {file: a.txt}, b: b.example, c: c.example}\n${SETTINGS}`, 'a.txt': [...many.slice(0, 2000), 'user@@x', ...many.slice(2000)].join('\n') });
    expect([read.policy, read.told]).toEqual([null, ['a.txt:2001:1 error invalid-entry']]);
  });

  it('S-1.2: compiles to nothing for an error after 1,500 warnings', async () => {
    const read = await readFiles({ 'policy.yaml': `addressLists: {a: {file: a.txt}, b: b.example, c: c.example}\n${SETTINGS}`, 'a.txt': `${'a.example\n'.repeat(1501)}..\n` });
    expect(read.policy).toBeNull();
    expect(read.told.filter((text) => text.includes(' error '))).toEqual(['a.txt:1502:1 error invalid-entry']);
  });

  it('passes with warnings alone', async () => {
    const read = await readFiles({ 'policy.yaml': `addressLists: {a: {file: a.txt}, b: b.example, c: c.example}\n${SETTINGS}`, 'a.txt': 'a.example\na.example\n' });
    expect([read.policy === null, read.told]).toEqual([false, ['a.txt:2:1 warning duplicate-entry']]);
  });

  it('S-1.6: warns of a file without entries as of a list without any', async () => {
    const read = await readFiles({ 'policy.yaml': `addressLists:\n  a: {file: a.txt}\n  b: b.example\n  c: c.example\n${SETTINGS}`, 'a.txt': '\n\n' });
    expect([read.policy === null, read.told.map((text) => text.replace(/:\d+ /, ' '))]).toEqual([false, ['policy.yaml:2 warning empty-list']]);
  });

  it('names a file that is not there, or is a folder, where the policy names it', async () => {
    const read = await readFiles({ 'policy.yaml': `addressLists:\n  a: {file: a.txt}\n  b: {file: sub}\n  c: {file: sub/c.txt}\n${SETTINGS}`, 'sub/c.txt': 'c.example' });
    expect(read.policy).toBeNull();
    expect(read.told.filter((text) => text.includes('error'))).toEqual(['policy.yaml:2:13 error unreadable-file', 'policy.yaml:3:13 error unreadable-file']);
    expect(read.findings[0]).toMatchObject({ path: ['addressLists', 'a', 'file'], message: expect.stringMatching(/`a\.txt` cannot be read: .*ENOENT.*; paths are relative to the policy file/) as unknown });
  });

  it.each<[string, string, number?]>([
    ['a number', 'file: 7'],
    ['empty', "file: ''"],
    ['null', 'file: null'],
    ['a list', 'file: [a.txt]', 7],
    ['beside entries', 'file: a.txt, entries: [a.example]'],
  ])('refuses `file` that is %s', async (_what, list, column = 13) => {
    const read = await readFiles({ 'policy.yaml': `addressLists:\n  a: {${list}}\n  b: b.example\n  c: c.example\n${SETTINGS}`, 'a.txt': 'a.example' });
    expect(read.policy).toBeNull();
    expect(read.told.filter((text) => text.includes('error'))).toEqual([`policy.yaml:2:${column} error invalid-value`]);
    expect(read.findings[0]?.message).toContain('`file` must be the path of a file of entries');
  });

  it('reads files with the case of local parts as the policy has it', async () => {
    const files = { 'a.txt': 'Ann@a.example\nann@a.example' };
    const lists = `addressLists: {a: {file: a.txt}, b: b.example, c: c.example}\n${SETTINGS}`;
    expect(entries((await readFiles({ ...files, 'policy.yaml': `${lists}caseSensitiveLocalParts: true\n` })).policy)['a']).toEqual(['Ann@a.example', 'ann@a.example']);
    expect(entries((await readFiles({ ...files, 'policy.yaml': lists })).policy)['a']).toEqual(['ann@a.example']);
  });

  it('tells how far the reading has come', async () => {
    const progress: ReadingProgress[] = [];
    const lines = (letter: string, count: number): string => Array.from({ length: count }, (_, number) => `${letter}${String(number).padStart(6, '0')}.test\n`).join('');
    const [a, c] = [lines('a', 90_000), lines('c', 1000)];
    await readFiles({ 'policy.yaml': `addressLists: {a: {file: a.txt}, b: b.example, c: {file: c.txt}}\n${SETTINGS}`, 'a.txt': a, 'c.txt': c }, 'policy.yaml', { onProgress: (at) => progress.push(at) });
    expect(progress.map(({ bytesRead }) => bytesRead)).toEqual([1 << 20, a.length, a.length + c.length]);
    expect(new Set(progress.map(({ bytes }) => bytes))).toEqual(new Set([a.length + c.length]));
    expect(progress.at(-1)?.entries).toBe(91_000);
    expect(progress[1]?.entries).toBe(90_000);
  });

  it('throws what the file system throws for the policy itself', async () => {
    await expect(readPolicyFile(join(folderWith({}), 'policy.yaml'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('finds what is wrong with the text before it reads any file', async () => {
    expect((await readFiles({ 'policy.yaml': 'addressLists: {a: {file: nowhere.txt}}\naddressLists: {}\n' })).told).toEqual(['policy.yaml:2:1 error duplicate-key']);
  });
});

describe('a snapshot as a policy file', () => {
  const engine = compilePolicy({ addressLists: { a: ['a.example', 'b.example'] }, orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['a'] }] }] });
  const bytes = new Uint8Array(snapshotOf(engine));

  it.each(['policy.snapshot', 'policy.yaml', 'policy.json', 'policy'])('is known by its content: %s', async (name) => {
    for (const verify of [false, true]) {
      const { policy, findings } = await readFiles({ [name]: bytes }, name, { verify });
      expect(findings).toEqual([]);
      expect(policyDocument(policy!)).toEqual(policyDocument(engine.policy));
    }
  });

  it('is a finding where it is damaged', async () => {
    const damaged = bytes.slice();
    damaged[200] = damaged[200]! ^ 1;
    const { policy, findings } = await readFiles({ s: damaged }, 's');
    expect(policy).toBeNull();
    expect(findings).toEqual([{ file: expect.stringMatching(/s$/) as unknown, severity: 'error', code: 'snapshot', path: [], message: expect.stringContaining('checksum') as unknown, line: 1, column: 1 }]);
    expect((await readFiles({ s: bytes.slice(0, 100) }, 's')).findings.map(({ code }) => code)).toEqual(['snapshot']);
  });

  it('has every entry looked at if it is to be verified', async () => {
    const parts = partsOf(bytes);
    parts.entries.filter.fill(0);
    const hidden = snapshotOfParts(parts);
    expect((await readFiles({ s: hidden }, 's')).policy).not.toBeNull();
    const verified = await readFiles({ s: hidden }, 's', { verify: true });
    expect([verified.policy, verified.told]).toEqual([null, ['s:1:1 error snapshot']]);
  });
});

describe('the core', () => {
  it('S-12.1: reads no files, and says who does', () => {
    const parsed = parsePolicy({ addressLists: { a: { file: 'a.txt' }, b: { file: 'b.txt', entries: [] } } });
    const errors = parsed.ok ? [] : parsed.issues.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, path }) => [code, path])).toEqual([
      ['invalid-value', ['addressLists', 'a', 'file']],
      ['invalid-value', ['addressLists', 'b', 'file']],
    ]);
    for (const { message } of errors) expect(message).toContain('readPolicyFile of smtp-tls-policy/files');
  });
});
