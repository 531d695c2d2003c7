// A process that opens a snapshot file, as CommonJS: `process.cjs FILE RECIPIENTS`.
const { openSnapshotFile } = require('smtp-tls-policy/files');

const [path, recipients] = process.argv.slice(2);
void import('./hash-of.mjs').then(async ({ hashOf }) => console.log(hashOf(await openSnapshotFile(path), JSON.parse(recipients))));
