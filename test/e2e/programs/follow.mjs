// A process that follows a snapshot file, decides once, and has nothing more to do: `follow.mjs FILE RECIPIENTS`.
import { followSnapshotFile } from 'smtp-tls-policy/files';
import { hashOf } from './hash-of.mjs';

const [path, recipients] = process.argv.slice(2);
const { engine } = await followSnapshotFile(path);
console.log(hashOf(engine, JSON.parse(recipients)));
