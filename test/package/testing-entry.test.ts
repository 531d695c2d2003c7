// The entry smtp-tls-policy/testing: its names, either way; it asks for nothing but the language; and policy-test.schema.json, which the package ships.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createContext, Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { builtFile, bundle } from './built-package.js';
import { root } from './source-file.js';

const require = createRequire(import.meta.url);
const names = ['arbitraries', 'fakeSession', 'junitXml', 'parsePolicyTests', 'policyMatchers', 'policyTestCoverage', 'renderPolicyTestCoverage', 'renderPolicyTestReport', 'runPolicyTests'];

describe('smtp-tls-policy/testing', () => {
  it('exports these values, as an ECMAScript module and as CommonJS', async () => {
    expect(Object.keys((await import(pathToFileURL(builtFile('testing.js')).href)) as object).sort()).toEqual(names);
    expect(Object.keys(require(builtFile('testing.cjs')) as object).sort()).toEqual(names);
    expect(Object.keys(require('smtp-tls-policy/testing') as object).sort()).toEqual(names);
  });

  it('runs tests where there is the language alone, and holds no fast-check', async () => {
    const { script, inputs } = await bundle("export * from './dist/testing.js';");
    expect([...new Set(inputs.filter((path) => path.startsWith('node_modules/')).map((path) => path.split('/')[1]))].sort()).toEqual(['ipaddr.js', 'psl', 'punycode', 'tr46', 'zod']);
    expect(script.match(/require\(["'][^"']*["']\)|from ["']node:|import\(|fast-check['"]/g)).toBe(null);
    const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
    new Script('for (const name of ["console", "WebAssembly", "SharedArrayBuffer", "Atomics", "Intl", "eval", "Function"]) delete globalThis[name]; delete Math.random; Date.now = undefined;').runInContext(context);
    new Script(script).runInContext(context);
    const policy = JSON.stringify(parse(readFileSync(join(root, 'examples/policy.yaml'), 'utf8')));
    const tests = JSON.stringify(parse(readFileSync(join(root, 'examples/policy.policy-test.yaml'), 'utf8')));
    const code = `const report = bundle.runPolicyTests(${policy}, bundle.parsePolicyTests(${tests}).tests); [report.passed, report.failed, bundle.junitXml([{ name: 'a', report }]).length > 0].join()`;
    expect(new Script(code).runInContext(context)).toBe('16,0,true');
  });
});

describe('policy-test.schema.json', () => {
  const schema = JSON.parse(readFileSync(builtFile('policy-test.schema.json'), 'utf8')) as Record<string, unknown>;
  const accepts = (document: unknown): boolean => z.fromJSONSchema(schema).safeParse(document).success;
  const fields = { name: 'a', direction: 'outbound', from: 'a@b.example', to: 'c@d.example' };

  it('is found by its public name, and describes every key', () => {
    expect(require('smtp-tls-policy/policy-test.schema.json')).toEqual(schema);
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    const { items } = (schema['properties'] as { cases: { items: { properties: Record<string, { description?: string }> } } }).cases;
    expect(Object.entries(items.properties).filter(([, { description }]) => !description)).toEqual([]);
  });

  it('accepts the example and every form', () => {
    expect(accepts(parse(readFileSync(join(root, 'examples/policy.policy-test.yaml'), 'utf8')))).toBe(true);
    for (const expected of ['bounce', { reply: 550 }, { reply: '550 5.7.10' }, { reply: { text: 'a' } }, { settings: 'a' }, { settings: ['a', { id: 'b', entry: 'c' }] }, { testing: 'none' }, { testing: { a: 'bounce' } }, { violations: [] }, { route: { port: 25 } }, { constraints: { minVersion: null } }, { recipients: { 'c@d.example': { route: 'mx' } } }]) {
      expect(accepts({ cases: [{ ...fields, expect: expected }] })).toBe(true);
    }
    expect(accepts({ cases: [{ ...fields, mailFrom: null, session: { tls: false }, authentication: { dkim: ['pass:a.example'] }, each: [{ name: 'b', expect: 'deliver' }] }] })).toBe(true);
  });

  it.each([
    ['an unknown key', { cases: [{ ...fields, expct: 'bounce' }] }],
    ['an unknown part', { cases: [{ ...fields, expect: { outcom: 'bounce' } }] }],
    ['an outcome that is none', { cases: [{ ...fields, expect: 'bouncy' }] }],
    ['a case without a name', { cases: [{ direction: 'outbound' }] }],
    ['no cases', {}],
  ])('refuses %s', (_what, document) => {
    expect(accepts(document)).toBe(false);
  });
});
