// A process that opens a snapshot file: `process.mjs FILE RECIPIENTS`.
import { openSnapshotFile } from 'smtp-tls-policy/files';
import { hashOf } from './hash-of.mjs';

const [path, recipients] = process.argv.slice(2);
console.log(hashOf(await openSnapshotFile(path), JSON.parse(recipients)));
