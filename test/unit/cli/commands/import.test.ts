// `import google`: an export as a policy file, and a report of what came over.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importGooglePolicies } from '../../../../src/google-workspace/index.js';
import { listsPolicy, ORG_UNITS, statesPolicy } from '../../google-workspace/google-export.js';
import { folderWith, runWith } from '../stand-in-io.js';

const PAGES = [
  { policies: [listsPolicy([{ id: 'l', name: 'Partners', entries: ['a.example', ['b.example', false]] }], { name: 'lists' })], nextPageToken: 't' },
  { policies: [statesPolicy({ r: true, l: true }, { name: 'states' })] },
];
const GROUP = listsPolicy([{ id: 'g' }], { group: 'groups/x' });

const folderOfExport = (more: Record<string, string | Uint8Array> = {}): string =>
  folderWith({ 'page1.json': JSON.stringify(PAGES[0]), 'page2.json': JSON.stringify(PAGES[1]), 'units.json': JSON.stringify(ORG_UNITS), ...more });

describe('import google', () => {
  it('writes a valid policy and says what it did', async () => {
    const folder = folderOfExport();
    const [one, two, units, policy] = ['page1.json', 'page2.json', 'units.json', 'policy.yaml'].map((name) => join(folder, name)) as [string, string, string, string];
    expect(await runWith(['import', 'google', '--org-units', units, '-o', policy, one, two])).toEqual({
      code: 0,
      out: [
        `${one}: policies[0].setting.value.emailAddressList[0]: imported address-list: the list \`Partners\` with 2 entries`,
        `${policy}: orgUnits[0].settings[0]: fill in tls-setting: fill in the place \`google-rule-r\` at \`/\`: TLS settings are not in Google's export`,
        `${policy}: 2 entries in 1 list, 4 org units; 1 place to fill in; nothing left out`,
        '',
      ].join('\n'),
      err: '',
    });
    expect(await runWith(['check', '--no-lint', policy])).toEqual({ code: 0, out: `${policy}: no problems\n`, err: '' });
    expect(readFileSync(policy, 'utf8')).toContain('      - value: b.example\n        requireAuthentication: false\n');
  });

  it('writes to standard output, and its report beside', async () => {
    const folder = folderOfExport();
    const { code, out, err } = await runWith(['import', 'google', '--org-units', join(folder, 'units.json'), join(folder, 'page2.json')]);
    expect([code, out.split('\n')[0], err.split('\n').at(-2)]).toEqual([0, 'orgUnits:', 'policy: 0 entries in 0 lists, 4 org units; 2 places to fill in; nothing left out']);
    expect((await runWith(['check', '-'], { stdin: out })).code).toBe(0);
  });

  it('gives machines one object', async () => {
    const folder = folderOfExport();
    const words = ['import', 'google', '--json', '--org-units', join(folder, 'units.json'), join(folder, 'page1.json'), join(folder, 'page2.json')];
    const { document, report } = importGooglePolicies(PAGES, { orgUnits: ORG_UNITS });
    expect(JSON.parse((await runWith(words)).out)).toEqual(JSON.parse(JSON.stringify({ document, report })));
    const file = join(folder, 'policy.JSON');
    expect(JSON.parse((await runWith([...words, '-o', file])).out)).toEqual(JSON.parse(JSON.stringify({ file, report })));
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(document);
  });

  it('ends with 1 where something is left out or uncertain, and writes the policy all the same', async () => {
    const folder = folderOfExport({ 'more.json': JSON.stringify([GROUP]) });
    const [more, policy] = [join(folder, 'more.json'), join(folder, 'p.yaml')];
    const leftOut = await runWith(['import', 'google', more, '-o', policy], { stdoutTerminal: true });
    expect(leftOut.code).toBe(1);
    expect(leftOut.out).toContain(`\u001B[1m${more}: [0].policyQuery.group:\u001B[22m \u001B[31mleft out\u001B[39m group-policy: a \`gmail.email_address_lists\` for the group \`groups/x\` is left out`);
    expect(leftOut.out).toContain('1 place to fill in; 1 left out or uncertain');
    expect(existsSync(policy)).toBe(true);
    const incomplete = await runWith(['import', 'google', join(folder, 'page1.json'), '--org-units', join(folder, 'units.json')]);
    expect([incomplete.code, incomplete.err.split('\n')[1]]).toEqual([1, expect.stringMatching(/page1\.json: uncertain incomplete-export: every page names a next page/)]);
  });

  it('reads tables of GAM, and standard input', async () => {
    const table = `name;JSON\n${PAGES.flatMap(({ policies }) => policies).map((policy) => `x;'${JSON.stringify(policy)}'`).join('\n')}\n`;
    const units = "orgUnitPath;orgUnitId;parentOrgUnitId;parentOrgUnitPath\n'/Sales';id:sales;id:root;/\n";
    const folder = folderWith({ 'units.csv': units });
    const words = ['import', 'google', '--quote', "'", '--delimiter', ';', '--org-units', join(folder, 'units.csv'), '-'];
    const { code, err } = await runWith(words, { stdin: table });
    expect([code, err.split('\n')[0]]).toEqual([0, '<stdin>: [0].setting.value.emailAddressList[0]: imported address-list: the list `Partners` with 2 entries']);
  });

  it('names the file of org units where it is wrong', async () => {
    const folder = folderOfExport({ 'odd.json': '{"root": "/", "sales": 7, "legal": "/Legal "}' });
    const odd = join(folder, 'odd.json');
    const { code, err } = await runWith(['import', 'google', '--org-units', odd, join(folder, 'page2.json')]);
    expect(code).toBe(1);
    expect(err).toContain(`${odd}: sales: left out unreadable-org-unit: expected paths by id`);
    expect(err).toContain(`${odd}: legal: changed corrected-org-unit: the org unit path \`/Legal \` has a blank at the edge of a segment; write \`/Legal\``);
    expect((await runWith(['import', 'google', '--org-units', join(folder, 'page2.json'), join(folder, 'page2.json')])).code).toBe(1);
  });

  it('leaves a file that is there as it is', async () => {
    const folder = folderOfExport({ 'policy.yaml': '# mine\n' });
    const policy = join(folder, 'policy.yaml');
    expect(await runWith(['import', 'google', join(folder, 'page2.json'), '-o', policy])).toEqual({
      code: 2,
      out: '',
      err: `smtp-tls-policy import: ${policy}: is there already and is left as it is; name another file\n`,
    });
    expect(readFileSync(policy, 'utf8')).toBe('# mine\n');
    const nowhere = join(folder, 'no', 'policy.yaml');
    expect((await runWith(['import', 'google', join(folder, 'page2.json'), '-o', nowhere])).err).toBe(`smtp-tls-policy import: ${nowhere}: cannot be written: there is no such file or folder\n`);
  });

  it.each([
    ['units.json', /units\.json: expected a page of Google's Cloud Identity Policy API, with `policies`, or a policy, with `setting`, not an object$/],
    ['broken.json', /broken\.json:1: no JSON: /],
    ['table.csv', /table\.csv:2: the row has 1 cells, and the first row has 2; say the quote and the delimiter/],
    ['utf16.json', /utf16\.json: is not UTF-8; /],
    ['missing.json', /missing\.json: cannot be read: there is no such file or folder$/],
  ])('refuses %s', async (name, message) => {
    const folder = folderOfExport({ 'broken.json': '{', 'table.csv': 'name,JSON\nx\n', 'utf16.json': Buffer.from('\uFEFF{}', 'utf16le') });
    const { code, out, err } = await runWith(['import', 'google', join(folder, name)]);
    expect([code, out]).toEqual([2, '']);
    expect(err.trimEnd()).toMatch(message);
  });

  it.each([
    [[], 'say what to import from: google'],
    [['gogle', 'x'], 'there is no import from `gogle`; write `google`'],
    [['google'], 'name the files of the export'],
    [['google', 'x', '--quote', 'ab'], '--quote must be one character'],
    [['google', 'x', '--delimiter', ''], '--delimiter must be one character'],
    [['google', 'x', '--quote', ','], '--quote and --delimiter must be different characters'],
  ])('refuses %j', async (words, message) => {
    expect(await runWith(['import', ...words])).toEqual({ code: 2, out: '', err: `smtp-tls-policy import: ${message}. See smtp-tls-policy import --help\n` });
  });
});
