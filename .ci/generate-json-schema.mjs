// Writes dist/policy.schema.json and dist/policy-test.schema.json: the policy document and that of policy tests as JSON Schema, from the same parts that
// check them at run time. Part of the build.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const schemas = [
  { source: '../src/policy/schema.ts', make: 'policyJsonSchema', target: 'policy.schema.json' },
  { source: '../src/testing/policy-test-schema.ts', make: 'policyTestJsonSchema', target: 'policy-test.schema.json' },
];

await mkdir(new URL('../dist/', import.meta.url), { recursive: true });
for (const { source, make, target } of schemas) {
  const entry = fileURLToPath(new URL(source, import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', platform: 'neutral', mainFields: ['module', 'main'], write: false });
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  const schema = module[make]();
  await writeFile(new URL(`../dist/${target}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
  console.log(`dist/${target}: ${Object.keys(schema.properties).length} keys at the top`);
}
