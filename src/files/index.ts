// The face of smtp-tls-policy/files: policy files, files of entries and snapshot files, for Node.

export { readPolicyFile } from './policy-file.js';
export { openSnapshotFile, readSnapshotFile, writeSnapshotFile } from './snapshot-file.js';
export { followSnapshotFile } from './snapshot-watch.js';

export type { Finding } from './finding.js';
export type { PolicyFile, PolicyFileOptions, ReadingProgress } from './policy-file.js';
export type { FollowedSnapshot, FollowOptions } from './snapshot-watch.js';
