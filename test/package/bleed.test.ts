// What the pure entries reach, bundled with their dependencies: no Node built-in, nothing of the command line or of files, and no global but the language's own.
import { createContext, Script } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { chosenVectors } from '../runtimes/chosen-vectors.mjs';
import { bundle } from './built-package.js';

/** Each with the vectors, and what decides them. */
const entries = [
  {
    name: 'the root entry',
    code: "export * as library from './dist/index.js'; export { checkVector } from './test/conformance/check-vector.mjs';",
    own: 'dist/index.js',
    library: 'bundle.library',
  },
  {
    name: 'the entry snapshot',
    code: "export * as snapshot from './dist/snapshot.js'; export * as library from './dist/index.js'; export { checkVector } from './test/conformance/check-vector.mjs';",
    own: 'dist/snapshot.js',
    // Every policy is made a snapshot, and what decides is opened from it.
    library: `{ ...bundle.library, compilePolicy: (policy, options) => bundle.snapshot.openSnapshot(bundle.snapshot.snapshotOf(bundle.library.compilePolicy(policy, options)), options) }`,
  },
] as const;

/** Globals that V8 or Node put into every context, and parts of the language that the engine can do without. */
const unneeded = ['console', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'Intl', 'eval', 'Function', 'escape', 'unescape', 'gc'];

/** The language's own clock and chance: asking for either fails (S-12.1). Dates as such stay, for a vector has one in a policy. */
const withoutClockAndChance = `
  delete Math.random;
  const clock = () => { throw new Error('the clock was asked'); };
  globalThis.Date = new Proxy(Date, { apply: clock, construct: (target, values) => (values.length === 0 ? clock() : Reflect.construct(target, values)) });
  Date.now = clock;
`;

describe.each(entries)('$name, bundled with its dependencies', ({ code, own, library }) => {
  let bundled: Awaited<ReturnType<typeof bundle>>;
  beforeAll(async () => {
    bundled = await bundle(code);
  });

  it('is made of the built entry, what the entries share, and these packages', () => {
    const packages = bundled.inputs.filter((path) => path.startsWith('node_modules/')).map((path) => path.split('/')[1]);
    expect([...new Set(packages)].sort()).toEqual(['ipaddr.js', 'psl', 'punycode', 'tr46', 'zod']);
    const built = bundled.inputs.filter((path) => path.startsWith('dist/'));
    expect(built.filter((path) => !/^dist\/(index|snapshot|chunk-\w+)\.js$/.test(path))).toEqual([]);
    expect(built.length).toBeGreaterThan(0);
    expect(own === 'dist/index.js' && built.includes('dist/snapshot.js')).toBe(false);
  });

  it('asks for no Node built-in and no other module', () => {
    expect(bundled.script.match(/require\(["'][^"']*["']\)|from ["']node:|import\(/g)).toBe(null);
  });

  it('holds nothing that reads or writes files, or YAML', () => {
    expect(bundled.script.match(/createReadStream|readFile|FSWatcher|parseDocument|YAMLParseError/g)).toBe(null);
  });

  it('leaves out the languages of the schema library', () => {
    expect(bundled.inputs.filter((path) => path.includes('zod') && path.includes('/locales/') && !path.endsWith('/en.js'))).toEqual([]);
  });

  it('decides the vectors in a context that has the language alone', () => {
    const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
    new Script(unneeded.map((name) => `delete globalThis.${name};`).join('') + withoutClockAndChance).runInContext(context);
    new Script(bundled.script).runInContext(context);
    const vectors = chosenVectors();
    const check = `JSON.stringify(JSON.parse(${JSON.stringify(JSON.stringify(vectors))}).map((vector) => [vector.id, ...bundle.checkVector(${library}, vector)]))`;
    const results = JSON.parse(new Script(check).runInContext(context) as string) as string[][];
    expect(results).toEqual(vectors.map((vector) => [vector.id]));
    expect(results.length).toBe(50);
  });
});

it('a shared snapshot is made where there is a SharedArrayBuffer, and asked for nowhere else', async () => {
  const { script } = await bundle(entries[1].code);
  const context = createContext(Object.create(null));
  new Script('delete globalThis.SharedArrayBuffer;').runInContext(context);
  new Script(script).runInContext(context);
  const run = (code: string): unknown => new Script(`try { ${code} } catch (error) { error.name }`).runInContext(context);
  new Script('const engine = bundle.library.compilePolicy({});').runInContext(context);
  expect(run('bundle.snapshot.snapshotOf(engine, { shared: false }) instanceof ArrayBuffer')).toBe(true);
  expect(run('bundle.snapshot.snapshotOf(engine, { shared: true })')).toBe('ReferenceError');
});

it('the entry audit records and verifies in a context that has the language alone', async () => {
  const { script } = await bundle("export * as audit from './dist/audit.js'; export { parsePolicy } from './dist/index.js';");
  const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  new Script(unneeded.map((name) => `delete globalThis.${name};`).join('') + withoutClockAndChance).runInContext(context);
  new Script(script).runInContext(context);
  const code = `
    const { audit, parsePolicy } = bundle;
    const after = parsePolicy({ domains: ['corp.test'] }).policy;
    const record = audit.auditRecord({ before: null, after }, { actor: 'Änne', at: '2026-11-25T09:30:00Z', reason: '€', previous: null });
    const line = audit.auditLine(record);
    JSON.stringify([audit.verifyAuditLog([line], { head: audit.lineHash(line), policy: after }), audit.renderAuditLog(audit.parseAuditLog(line + '\\n').records).split('\\n')[0]])`;
  expect(JSON.parse(new Script(code).runInContext(context) as string)).toEqual([[], '#1  2026-11-25T09:30:00.000Z  Änne']);
});
