// What the root entry reaches, bundled with its dependencies: no Node built-in, nothing of the command line, and no global but the language's own.
import { createContext, Script } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { chosenVectors } from '../runtimes/chosen-vectors.mjs';
import { bundle } from './built-package.js';

const code = "export * as library from './dist/index.js'; export { checkVector } from './test/conformance/check-vector.mjs';";

/** Globals that V8 or Node put into every context, and parts of the language that the engine can do without. */
const unneeded = ['console', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'Intl', 'eval', 'Function', 'escape', 'unescape', 'gc'];

/** The language's own clock and chance: asking for either fails (S-12.1). Dates as such stay, for a vector has one in a policy. */
const withoutClockAndChance = `
  delete Math.random;
  const clock = () => { throw new Error('the clock was asked'); };
  globalThis.Date = new Proxy(Date, { apply: clock, construct: (target, values) => (values.length === 0 ? clock() : Reflect.construct(target, values)) });
  Date.now = clock;
`;

let bundled: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
  bundled = await bundle(code);
});

describe('the root entry, bundled with its dependencies', () => {
  it('is made of the built entry and these packages, without the command line', () => {
    const packages = bundled.inputs.filter((path) => path.startsWith('node_modules/')).map((path) => path.split('/')[1]);
    expect([...new Set(packages)].sort()).toEqual(['ipaddr.js', 'psl', 'punycode', 'tr46', 'zod']);
    expect(bundled.inputs.filter((path) => path.startsWith('dist/') && path !== 'dist/index.js')).toEqual([]);
  });

  it('asks for no Node built-in and no other module', () => {
    expect(bundled.script.match(/require\(["'][^"']*["']\)|from ["']node:|import\(/g)).toBe(null);
  });

  it('leaves out the languages of the schema library', () => {
    expect(bundled.inputs.filter((path) => path.includes('zod') && path.includes('/locales/') && !path.endsWith('/en.js'))).toEqual([]);
  });

  it('decides the vectors in a context that has the language alone', () => {
    const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
    new Script(unneeded.map((name) => `delete globalThis.${name};`).join('') + withoutClockAndChance).runInContext(context);
    new Script(bundled.script).runInContext(context);
    const vectors = chosenVectors();
    const check = `JSON.stringify(JSON.parse(${JSON.stringify(JSON.stringify(vectors))}).map((vector) => [vector.id, ...bundle.checkVector(bundle.library, vector)]))`;
    const results = JSON.parse(new Script(check).runInContext(context) as string) as string[][];
    expect(results).toEqual(vectors.map((vector) => [vector.id]));
    expect(results.length).toBe(50);
  });
});
