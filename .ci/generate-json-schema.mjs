// Writes dist/policy.schema.json: the policy document as JSON Schema, from the same parts that check it at run time. Part of the build.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = new URL('../src/policy/schema.ts', import.meta.url);
const target = new URL('../dist/policy.schema.json', import.meta.url);

const { outputFiles } = await build({ entryPoints: [fileURLToPath(source)], bundle: true, format: 'esm', platform: 'neutral', mainFields: ['module', 'main'], write: false });
const { policyJsonSchema } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);

await mkdir(new URL('.', target), { recursive: true });
await writeFile(target, `${JSON.stringify(policyJsonSchema(), null, 2)}\n`);
console.log(`dist/policy.schema.json: ${Object.keys(policyJsonSchema().properties).length} keys at the top`);
