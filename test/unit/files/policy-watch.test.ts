// Following a policy file: each version of it, and of its files of entries, that is valid decides from then on.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { followPolicyFile, PolicyFileError, writeSnapshotFile } from '../../../src/files/index.js';
import type { FollowedPolicy, FollowPolicyOptions } from '../../../src/files/index.js';
import { compilePolicy } from '../../../src/index.js';
import { folderWith } from '../cli/stand-in-io.js';

function policyText(entries: string): string {
  return `addressLists:\n  partners: ${entries}\norgUnits:\n  - path: /\n    settings:\n      - { id: secure, appliesTo: [outbound], addressLists: [partners] }\n`;
}

function replace(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}

interface Told {
  readonly folder: string;
  readonly path: string;
  readonly followed: FollowedPolicy;
  replaced: number;
  readonly problems: unknown[];
}

const open: FollowedPolicy[] = [];
afterEach(() => open.splice(0).forEach((followed) => followed.close()));

async function follow(files: Record<string, string>, options: FollowPolicyOptions = {}): Promise<Told> {
  const folder = folderWith(files);
  const path = join(folder, 'policy.yaml');
  const told = { folder, path, replaced: 0, problems: [] as unknown[] };
  const followed = await followPolicyFile(path, { onReplace: () => told.replaced++, onProblem: (problem) => told.problems.push(problem), ...options });
  open.push(followed);
  return Object.assign(told, { followed });
}

function requires({ followed }: Told, domain: string): boolean {
  return followed.engine.evaluate({ envelope: { mailFrom: null, rcptTo: [`x@${domain}`] } }, 'outbound').constraints.tls === 'required';
}

/** Waits for what must come to be; a test that waits in vain ends by its own limit. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('followPolicyFile', () => {
  it('takes up each new version', async () => {
    const told = await follow({ 'policy.yaml': policyText('[a.example]') });
    expect([requires(told, 'a.example'), requires(told, 'b.example')]).toEqual([true, false]);
    replace(told.path, policyText('[b.example]'));
    await until(() => requires(told, 'b.example'));
    expect([requires(told, 'a.example'), told.replaced, told.problems]).toEqual([false, 1, []]);
  });

  it('keeps the policy when the new one is not valid, and tells every finding', async () => {
    const told = await follow({ 'policy.yaml': policyText('[a.example]') });
    replace(told.path, policyText('[a..example, "user@*.example"]'));
    await until(() => told.problems.length > 0);
    const [problem] = told.problems as [PolicyFileError];
    expect(problem).toBeInstanceOf(PolicyFileError);
    expect(problem.findings.map(({ file, line, column, code }) => [file, line, column, code])).toEqual([
      [told.path, 2, 14, 'invalid-entry'],
      [told.path, 2, 26, 'invalid-entry'],
    ]);
    expect(problem.message).toContain(`${told.path}:2:14: invalid-entry:`);
    expect([requires(told, 'a.example'), told.replaced]).toEqual([true, 0]);
    replace(told.path, policyText('[b.example]'));
    await until(() => requires(told, 'b.example'));
  });

  it('keeps the policy when the file is gone', async () => {
    const told = await follow({ 'policy.yaml': policyText('[a.example]') });
    rmSync(told.path);
    await until(() => told.problems.length > 0);
    expect(told.problems).toMatchObject([{ code: 'ENOENT' }]);
    expect(requires(told, 'a.example')).toBe(true);
  });

  it('follows the files of entries, in other folders too', async () => {
    const told = await follow({ 'policy.yaml': policyText('{ file: lists/partners.txt }'), 'lists/partners.txt': 'a.example\n' });
    expect(requires(told, 'a.example')).toBe(true);
    replace(join(told.folder, 'lists/partners.txt'), 'b.example\n');
    await until(() => requires(told, 'b.example'));
    mkdirSync(join(told.folder, 'others'));
    writeFileSync(join(told.folder, 'others/partners.txt'), 'c.example\n');
    replace(told.path, policyText('{ file: others/partners.txt }'));
    await until(() => requires(told, 'c.example'));
    replace(join(told.folder, 'others/partners.txt'), 'a.example\n');
    await until(() => requires(told, 'a.example'));
    expect(told.problems).toEqual([]);
  });

  it('says what is wrong with a folder that is not there, and takes up the next version', async () => {
    const told = await follow({ 'policy.yaml': policyText('[a.example]') });
    replace(told.path, policyText('{ file: nowhere/partners.txt }'));
    await until(() => told.problems.length > 1);
    expect(told.problems).toMatchObject([{ code: 'ENOENT' }, { findings: [{ code: 'unreadable-file' }, { code: 'empty-list' }] }]);
    replace(told.path, policyText('[b.example]'));
    await until(() => requires(told, 'b.example'));
  });

  it('has the warnings of the policy that decides', async () => {
    const told = await follow({ 'policy.yaml': policyText('[a.example, a.example]') });
    expect(told.followed.findings.map(({ code }) => code)).toEqual(['duplicate-entry']);
    replace(told.path, policyText('[b.example]'));
    await until(() => requires(told, 'b.example'));
    expect(told.followed.findings).toEqual([]);
  });

  it('reads a snapshot as well', async () => {
    const path = join(folderWith({}), 'policy.snapshot');
    await writeSnapshotFile(path, compilePolicy({ addressLists: { l: ['a.example'] }, orgUnits: [{ path: '/', settings: [{ id: 's', appliesTo: ['outbound'], addressLists: ['l'] }] }] }));
    const followed = await followPolicyFile(path);
    open.push(followed);
    expect(followed.engine.matching('x@a.example')).toHaveLength(1);
  });

  it('reloads when it is asked to, and compiles with the options it was given', async () => {
    const told = await follow({ 'policy.yaml': policyText('[a.example]') }, { replyProfile: 'postfix' });
    await told.followed.reload();
    expect(told.replaced).toBe(1);
    expect(told.followed.engine.evaluate({ envelope: { mailFrom: null, rcptTo: [] } }, 'outbound').replyProfile).toBe('postfix');
  });

  it('does not begin with a policy that is not valid, a file that is not there or an option that there is not', async () => {
    const folder = folderWith({ 'broken.yaml': policyText('[a..example]') });
    await expect(followPolicyFile(join(folder, 'broken.yaml'))).rejects.toThrow(PolicyFileError);
    await expect(followPolicyFile(join(folder, 'nothing.yaml'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(followPolicyFile(join(folder, 'nowhere/nothing.yaml'))).rejects.toMatchObject({ code: 'ENOENT' });
    writeFileSync(join(folder, 'good.yaml'), policyText('[a.example]'));
    await expect(followPolicyFile(join(folder, 'good.yaml'), { profile: 'postfix' } as never)).rejects.toThrow(TypeError);
  });

  it('follows no more once it is closed', async () => {
    const told = await follow({ 'policy.yaml': policyText('[a.example]') });
    told.followed.close();
    replace(told.path, policyText('[b.example]'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([requires(told, 'a.example'), told.replaced]).toEqual([true, 0]);
  });

  it('warns of what its listener throws, and goes on', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const told = await follow({ 'policy.yaml': policyText('[a.example]') }, {
      onReplace: () => {
        throw new Error('oh');
      },
    });
    await told.followed.reload();
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/^a function that was given to followPolicyFile threw; the following goes on: Error: oh/)]]);
    warn.mockRestore();
  });

  it('describes twenty errors and counts the others', () => {
    const finding = { file: 'policy.yaml', line: 1, column: 1, severity: 'error', code: 'invalid-entry', path: [], message: 'no entry' } as const;
    const { message, findings } = new PolicyFileError('policy.yaml', [...Array<typeof finding>(22).fill(finding), { ...finding, severity: 'warning' }]);
    expect(message.split('\n').slice(-2)).toEqual(['  policy.yaml:1:1: invalid-entry: no entry', '  and 2 more; see `findings`']);
    expect(findings).toHaveLength(23);
  });
});
