// The face of smtp-tls-policy/files: policy files, files of entries and snapshot files, for Node.

export { readPolicyFile } from './policy-file.js';
export { PolicyFileError } from './policy-file-error.js';
export { followPolicyFile } from './policy-watch.js';
export { openSnapshotFile, readSnapshotFile, writeSnapshotFile } from './snapshot-file.js';
export { followSnapshotFile } from './snapshot-watch.js';

export type { Finding } from './finding.js';
export type { PolicyFile, PolicyFileOptions, ReadingProgress } from './policy-file.js';
export type { FollowedPolicy, FollowPolicyOptions } from './policy-watch.js';
export type { FollowedSnapshot, FollowOptions } from './snapshot-watch.js';
