// Writes haraka/package.json, which is part of the package and not of the sources: Haraka looks for a folder of the name that stands in config/plugins,
// smtp-tls-policy/haraka, and knows nothing of the exports of packages. Part of the build.
import { mkdir, writeFile } from 'node:fs/promises';

const description = 'The plugin of Haraka, which looks for a folder of the name that stands in config/plugins: smtp-tls-policy/haraka';
const folder = new URL('../haraka/', import.meta.url);

await mkdir(folder, { recursive: true });
await writeFile(new URL('package.json', folder), `${JSON.stringify({ description, private: true, type: 'commonjs', main: '../dist/haraka.cjs' }, null, 2)}\n`);
console.log('haraka/package.json: leads to dist/haraka.cjs');
