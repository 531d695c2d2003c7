// The face of smtp-tls-policy/snapshot: compiled policies as buffers. Runs wherever the root entry does.

export { holdEngine } from './engine-holder.js';
export { openSnapshot } from './open-snapshot.js';
export { SnapshotError } from './snapshot-error.js';
export { verifySnapshot } from './verify-snapshot.js';
export { snapshotOf } from './write-snapshot.js';

export type { EngineHolder } from './engine-holder.js';
export type { EngineSource } from './engine-source.js';
export type { SnapshotBytes } from './open-snapshot.js';
export type { SnapshotErrorCode } from './snapshot-error.js';
