// What the built package offers: the same names as ESM and CommonJS, and nothing in the tarball that does not belong there.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { builtFile } from './built-package.js';
import { listFiles, root } from './source-file.js';

const publicNames = [
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
];

const require = createRequire(import.meta.url);

describe('the root entry', () => {
  it('exports these values as an ECMAScript module', async () => {
    expect(Object.keys(await load('index.js')).sort()).toEqual(publicNames);
  });

  it('exports the same as CommonJS', () => {
    expect(Object.keys(require(builtFile('index.cjs')) as object).sort()).toEqual(publicNames);
  });

  it('is found by the name of the package, either way', () => {
    const esm = "import('smtp-tls-policy').then((library) => console.log(typeof library.compilePolicy))";
    const commonJs = "console.log(typeof require('smtp-tls-policy').compilePolicy)";
    expect([run('module', esm), run('commonjs', commonJs)]).toEqual(['function\n', 'function\n']);
  });

  it('decides alike either way', async () => {
    const policy = {
      addressLists: { partners: ['partner.example'] },
      orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['outbound'], addressLists: ['partners'] }] }],
    };
    const message = { envelope: { mailFrom: 'me@here.example', rcptTo: ['you@partner.example'] }, session: { tls: false } };
    const libraries = [await load('index.js'), require(builtFile('index.cjs')) as Library];
    const outcomes = libraries.map((library) => library['compilePolicy']!(policy).evaluate(message, 'outbound').outcome);
    expect(outcomes).toEqual(['bounce', 'bounce']);
  });
});

describe.each([
  ['node-tls', ['classifyTlsError', 'sessionOf', 'tlsOptionsFor']],
  ['probe', ['judgeProbe', 'probe']],
])('the entry %s', (name, names) => {
  it('exports these values, as an ECMAScript module and as CommonJS', async () => {
    expect(Object.keys(await load(`${name}.js`)).sort()).toEqual(names);
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

describe('the tarball', () => {
  it('holds the build, the documents that npm adds, and nothing else', () => {
    const report = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const paths = (JSON.parse(report) as { files: { path: string }[] }[])[0]!.files.map(({ path }) => path);
    expect(paths.filter((path) => !path.startsWith('dist/') && !['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'].includes(path))).toEqual([]);
    const built = ['dist/cli.js', 'dist/index.cjs', 'dist/index.d.cts', 'dist/index.d.ts', 'dist/index.js', 'dist/policy.schema.json'];
    const forNode = ['node-tls', 'probe'].flatMap((name) => ['cjs', 'd.cts', 'd.ts', 'js'].map((ending) => `dist/${name}.${ending}`));
    expect(paths).toEqual(expect.arrayContaining(['CHANGELOG.md', 'LICENSE', 'README.md', ...built, ...forNode]));
  });

  it('names no schema library in its public types', () => {
    const declarations = [...listFiles('dist', '.d.ts'), ...listFiles('dist', '.d.cts')];
    expect(declarations).toContain('dist/index.d.ts');
    expect(declarations.filter((path) => /from ['"](zod|psl|tr46|ipaddr)/.test(readFileSync(join(root, path), 'utf8')))).toEqual([]);
  });
});

type Library = Record<string, (...values: unknown[]) => { evaluate: (...values: unknown[]) => { outcome: string } }>;

async function load(name: string): Promise<Library> {
  return (await import(pathToFileURL(builtFile(name)).href)) as Library;
}

function run(inputType: 'module' | 'commonjs', code: string): string {
  return execFileSync(process.execPath, [`--input-type=${inputType}`, '-e', code], { cwd: root, encoding: 'utf8' });
}
