// What the built package offers: the same names as ESM and CommonJS, entries that know each other, and nothing in the tarball that does not belong there.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import type * as Edit from '../../src/edit/index.js';
import type * as Files from '../../src/files/index.js';
import type * as Root from '../../src/index.js';
import type * as Rollout from '../../src/rollout/index.js';
import type * as Snapshot from '../../src/snapshot/index.js';
import { builtFile } from './built-package.js';
import { listFiles, root } from './source-file.js';

const publicNames = {
  index: [
    'PolicyError',
    'authenticationFrom',
    'canonicalAddress',
    'canonicalDomain',
    'compilePolicy',
    'dsnFields',
    'enforce',
    'fromFields',
    'join',
    'opportunistic',
    'parseAddressList',
    'parsePolicy',
    'policyDocument',
    'readFrom',
    'recipientIndicator',
    'renderExplanation',
    'toReply',
    'violationsOf',
  ],
  lint: ['FREE_MAIL_DOMAINS', 'LINT_RULES', 'lintPolicy', 'sarifLog'],
  snapshot: ['SnapshotError', 'holdEngine', 'openSnapshot', 'snapshotOf', 'verifySnapshot'],
  files: ['PolicyFileError', 'followPolicyFile', 'followSnapshotFile', 'openSnapshotFile', 'readPolicyFile', 'readSnapshotFile', 'writeSnapshotFile'],
} as const;

type Entry = keyof typeof publicNames;
const entries = Object.keys(publicNames) as Entry[];

const require = createRequire(import.meta.url);

/** Each system of modules, by how it loads an entry. */
const systems = [
  ['ECMAScript modules', (entry: Entry): Promise<unknown> => import(pathToFileURL(builtFile(`${entry}.js`)).href)],
  ['CommonJS', (entry: Entry): Promise<unknown> => Promise.resolve(require(builtFile(`${entry}.cjs`)))],
] as const;

const policy = {
  addressLists: { partners: ['partner.example'] },
  orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['outbound' as const], addressLists: ['partners'] }] }],
};
const message = { envelope: { mailFrom: 'me@here.example', rcptTo: ['you@partner.example'] }, session: { tls: false as const } };

describe.each(systems)('the entries as %s', (_name, load) => {
  const library = async (): Promise<Library> => Object.assign({}, ...(await Promise.all(entries.map(load)))) as Library;

  it.each(entries)('export these values: %s', async (entry) => {
    expect(Object.keys((await load(entry)) as object).sort()).toEqual(publicNames[entry]);
  });

  it('decide', async () => {
    const { compilePolicy } = await library();
    expect(compilePolicy(policy).evaluate(message, 'outbound').outcome).toBe('bounce');
  });

  it('know the policies of each other', async () => {
    const { compilePolicy, parsePolicy, policyDocument, openSnapshot, snapshotOf, readPolicyFile, writeSnapshotFile, openSnapshotFile, holdEngine } = await library();
    const parsed = parsePolicy(policy);
    if (!parsed.ok) throw new Error('the policy should be valid');
    const opened = openSnapshot(snapshotOf(compilePolicy(parsed.policy)));
    expect(policyDocument(opened.policy)).toEqual(policyDocument(parsed.policy));
    expect(compilePolicy(opened.policy).policy).toBe(opened.policy);
    const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
    try {
      writeFileSync(join(folder, 'policy.json'), JSON.stringify({ ...policy, addressLists: { partners: { file: 'partners.txt' } } }));
      writeFileSync(join(folder, 'partners.txt'), 'partner.example\n');
      const read = await readPolicyFile(join(folder, 'policy.json'));
      expect(read.findings).toEqual([]);
      const engine = compilePolicy(read.policy!);
      await writeSnapshotFile(join(folder, 'policy.snapshot'), engine);
      const holder = holdEngine(await openSnapshotFile(join(folder, 'policy.snapshot')));
      expect(policyDocument(holder.engine.policy)).toEqual(policyDocument(parsed.policy));
      expect(holder.engine.evaluate(message, 'outbound')).toEqual(engine.evaluate(message, 'outbound'));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('know the errors of each other', async () => {
    const { SnapshotError, PolicyError, compilePolicy, openSnapshot, openSnapshotFile } = await library();
    const thrownBy = async (act: () => unknown): Promise<unknown> => {
      try {
        return await act();
      } catch (error) {
        return error;
      }
    };
    expect(await thrownBy(() => openSnapshot(new Uint8Array(200)))).toBeInstanceOf(SnapshotError);
    expect(await thrownBy(() => openSnapshotFile(join(root, 'package.json')))).toBeInstanceOf(SnapshotError);
    expect(await thrownBy(() => compilePolicy({ unknown: 1 } as object))).toBeInstanceOf(PolicyError);
  });
});

describe('the entries by the name of the package', () => {
  const names = ['smtp-tls-policy', 'smtp-tls-policy/lint', 'smtp-tls-policy/snapshot', 'smtp-tls-policy/files'];

  it('are found either way', () => {
    const esm = `Promise.all(${JSON.stringify(names)}.map((name) => import(name))).then((all) => console.log(...all.map((entry) => Object.keys(entry).length)))`;
    const commonJs = `console.log(...${JSON.stringify(names)}.map((name) => Object.keys(require(name)).length))`;
    const counts = `${entries.map((entry) => publicNames[entry].length).join(' ')}\n`;
    expect([run('module', esm), run('commonjs', commonJs)]).toEqual([counts, counts]);
  });

  it('and no other', () => {
    const code = "for (const name of ['smtp-tls-policy/cli', 'smtp-tls-policy/dist/index.js', 'smtp-tls-policy/lists']) try { require(name); console.log(name); } catch (error) { console.log(error.code); }";
    expect(run('commonjs', code)).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED\n'.repeat(3));
  });
});

describe.each([
  ['node-tls', ['classifyTlsError', 'sessionOf', 'tlsOptionsFor']],
  ['probe', ['judgeProbe', 'probe']],
  ['smtp-server', ['handleConnectionErrors', 'secureTransport']],
  ['nodemailer', ['sendWithPolicy']],
  ['haraka', ['register', 'shutdown']],
  ['postfix', ['BOUNCE_FILTER_FILE', 'constraintTransportFor', 'constraintTransports', 'jsonLog', 'orgUnitTransports', 'postfixConfiguration', 'postfixConstraints', 'startPostfixDaemon']],
])('the entry %s', (name, names) => {
  it('exports these values, as an ECMAScript module and as CommonJS', async () => {
    expect(Object.keys((await import(pathToFileURL(builtFile(`${name}.js`)).href)) as object).sort()).toEqual(names);
    expect(Object.keys(require(builtFile(`${name}.cjs`)) as object).sort()).toEqual(names);
  });

  it('is found by the name of the package, either way, in Node', () => {
    const specifier = `smtp-tls-policy/${name}`;
    const esm = `import('${specifier}').then((library) => console.log(Object.keys(library).sort().join()))`;
    const commonJs = `console.log(Object.keys(require('${specifier}')).sort().join())`;
    expect([run('module', esm), run('commonjs', commonJs)]).toEqual([`${names.join()}\n`, `${names.join()}\n`]);
  });

  it('is not for browsers', async () => {
    const options = { stdin: { contents: `import 'smtp-tls-policy/${name}'`, resolveDir: root }, bundle: true, write: false, platform: 'browser', logLevel: 'silent' } as const;
    await expect(build(options)).rejects.toThrow(`Could not resolve "smtp-tls-policy/${name}"`);
  });
});

describe('the entry edit', () => {
  const names = [
    'addEntries', 'addOrgUnit', 'addRoute', 'addSetting', 'applyEdits', 'breakInheritance', 'changeWords', 'createAddressList', 'describeAddressList', 'disableSetting', 'editRoute', 'editSetting',
    'enableSetting', 'fillAddressList', 'inherit', 'lock', 'moveOrgUnit', 'moveUser', 'override', 'removeAddressList', 'removeEntries', 'removeOrgUnit', 'removeRoute', 'removeSetting', 'removeUser',
    'renameAddressList', 'renameRoute', 'setDomains', 'setMode', 'setOptions', 'unlock',
  ];

  it('exports these values, as an ECMAScript module and as CommonJS', async () => {
    expect(Object.keys((await import(pathToFileURL(builtFile('edit.js')).href)) as object).sort()).toEqual(names);
    expect(Object.keys(require(builtFile('edit.cjs')) as object).sort()).toEqual(names);
  });

  it.each(systems)('knows the policies of the root entry, as %s', async (name, load) => {
    const { parsePolicy } = (await load('index')) as typeof Root;
    const edit = (name === 'CommonJS' ? require(builtFile('edit.cjs')) : await import(pathToFileURL(builtFile('edit.js')).href)) as typeof Edit;
    const parsed = parsePolicy(policy);
    if (!parsed.ok) throw new Error('the policy should be valid');
    expect(edit.addEntries(parsed.policy, 'partners', 'other.example')).toMatchObject({ ok: true, change: { changes: [{ kind: 'entry-added', entry: 'other.example' }] } });
  });
});

describe('the entry google-workspace', () => {
  const names = ['importGooglePolicies', 'readGoogleExport'];

  it('exports these values, as an ECMAScript module and as CommonJS', async () => {
    expect(Object.keys((await import(pathToFileURL(builtFile('google-workspace.js')).href)) as object).sort()).toEqual(names);
    expect(Object.keys(require(builtFile('google-workspace.cjs')) as object).sort()).toEqual(names);
  });

  it('is found by the name of the package, either way, and runs in browsers too', async () => {
    const code = 'importGooglePolicies([]).document.orgUnits[0].path';
    const esm = `import { importGooglePolicies } from 'smtp-tls-policy/google-workspace'; console.log(${code})`;
    const commonJs = `const { importGooglePolicies } = require('smtp-tls-policy/google-workspace'); console.log(${code})`;
    expect([run('module', esm), run('commonjs', commonJs)]).toEqual(['/\n', '/\n']);
    const bundled = await build({ stdin: { contents: esm, resolveDir: root }, bundle: true, write: false, platform: 'browser', format: 'iife', logLevel: 'silent' });
    expect(execFileSync(process.execPath, ['-'], { input: bundled.outputFiles[0]!.text, encoding: 'utf8' })).toBe('/\n');
  });
});

describe('the entry audit', () => {
  const names = ['auditLine', 'auditRecord', 'changeWords', 'lineHash', 'parseAuditLog', 'policyHash', 'renderAuditLog', 'selectRecords', 'verifyAuditLog'];

  it('exports these values, as an ECMAScript module and as CommonJS', async () => {
    expect(Object.keys((await import(pathToFileURL(builtFile('audit.js')).href)) as object).sort()).toEqual(names);
    expect(Object.keys(require(builtFile('audit.cjs')) as object).sort()).toEqual(names);
  });

  it('is found by the name of the package and knows the policies of the root entry, either way', () => {
    const use = '({ policyHash }, { parsePolicy }) => console.log(policyHash(parsePolicy({}).policy))';
    const esm = `Promise.all(['smtp-tls-policy/audit', 'smtp-tls-policy'].map((name) => import(name))).then((all) => (${use})(...all))`;
    const commonJs = `(${use})(require('smtp-tls-policy/audit'), require('smtp-tls-policy'))`;
    const hash = `sha256:${createHash('sha256').update('{}').digest('hex')}\n`;
    expect([run('module', esm), run('commonjs', commonJs)]).toEqual([hash, hash]);
  });
});

describe('the entry rollout', () => {
  const names = ['policyTimeline', 'promote', 'testingTally'];

  it('exports these values, as an ECMAScript module and as CommonJS', async () => {
    expect(Object.keys((await import(pathToFileURL(builtFile('rollout.js')).href)) as object).sort()).toEqual(names);
    expect(Object.keys(require(builtFile('rollout.cjs')) as object).sort()).toEqual(names);
  });

  it.each(systems)('knows the policies and engines of the root entry, as %s', async (name, load) => {
    const { compilePolicy, parsePolicy, enforce } = (await load('index')) as typeof Root;
    const rollout = (name === 'CommonJS' ? require(builtFile('rollout.cjs')) : await import(pathToFileURL(builtFile('rollout.js')).href)) as typeof Rollout;
    const parsed = parsePolicy(policy);
    if (!parsed.ok) throw new Error('the policy should be valid');
    const timeline = rollout.policyTimeline([{ engine: compilePolicy({}), from: 0 }, { policy: parsed.policy, from: 1, propagation: 1 }]);
    expect([0, 1, 2].map((time) => timeline.at(time).evaluate(message, 'outbound').outcome)).toEqual(['deliver', 'bounce', 'bounce']);
    expect(enforce(timeline.at(1).evaluate(message, 'outbound'), { tls: false }).outcome).toBe('bounce');
  });
});

describe('the entry diff', () => {
  const names = ['diffPolicies', 'renderPolicyDiff'];

  it('exports these values, as an ECMAScript module and as CommonJS', async () => {
    expect(Object.keys((await import(pathToFileURL(builtFile('diff.js')).href)) as object).sort()).toEqual(names);
    expect(Object.keys(require(builtFile('diff.cjs')) as object).sort()).toEqual(names);
  });

  it('is found by the name of the package and knows the policies of the root entry, either way', () => {
    const use = '({ diffPolicies }, { parsePolicy }) => console.log(diffPolicies(parsePolicy({}).policy, {}).effects.length)';
    const esm = `Promise.all(['smtp-tls-policy/diff', 'smtp-tls-policy'].map((name) => import(name))).then((all) => (${use})(...all))`;
    const commonJs = `(${use})(require('smtp-tls-policy/diff'), require('smtp-tls-policy'))`;
    expect([run('module', esm), run('commonjs', commonJs)]).toEqual(['0\n', '0\n']);
  });
});

describe('the tarball', () => {
  it('holds the build, the documents that npm adds, and nothing else', () => {
    const report = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const paths = (JSON.parse(report) as { files: { path: string }[] }[])[0]!.files.map(({ path }) => path);
    expect(paths.filter((path) => !path.startsWith('dist/') && !['haraka/package.json', 'CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'].includes(path))).toEqual([]);
    const built = ['dist/cli.js', 'dist/policy.schema.json', 'dist/policy-test.schema.json', ...[...entries, 'testing', 'node-tls', 'probe', 'smtp-server', 'nodemailer', 'haraka', 'postfix'].flatMap((entry) => ['cjs', 'd.cts', 'd.ts', 'js'].map((extension) => `dist/${entry}.${extension}`))];
    expect(paths).toEqual(expect.arrayContaining(['haraka/package.json', 'CHANGELOG.md', 'LICENSE', 'README.md', ...built]));
  });

  it('names no schema library in its public types', () => {
    const declarations = [...listFiles('dist', '.d.ts'), ...listFiles('dist', '.d.cts')];
    expect(declarations).toContain('dist/index.d.ts');
    expect(declarations.filter((path) => /from ['"](zod|psl|tr46|ipaddr)/.test(readFileSync(join(root, path), 'utf8')))).toEqual([]);
  });
});

type Library = typeof Root & typeof Snapshot & typeof Files;

function run(inputType: 'module' | 'commonjs', code: string): string {
  return execFileSync(process.execPath, [`--input-type=${inputType}`, '-e', code], { cwd: root, encoding: 'utf8' });
}
