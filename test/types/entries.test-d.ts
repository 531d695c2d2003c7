// The public types of the entries beside the root, pinned. Checked by `npm run typecheck`; nothing here runs.
import { expectTypeOf } from 'vitest';
import * as files from '../../src/files/index.js';
import type { Finding, FollowedSnapshot, FollowOptions, PolicyFile, PolicyFileOptions, ReadingProgress } from '../../src/files/index.js';
import type { CompileOptions, Policy, PolicyEngine } from '../../src/index.js';
import * as snapshot from '../../src/snapshot/index.js';
import type { EngineHolder, SnapshotBytes, SnapshotErrorCode } from '../../src/snapshot/index.js';

// ---- smtp-tls-policy/snapshot
expectTypeOf<SnapshotErrorCode>().toEqualTypeOf<'not-a-snapshot' | 'unknown-version' | 'byte-order' | 'wrong-length' | 'damaged' | 'invalid'>();
expectTypeOf<ArrayBuffer>().toExtend<SnapshotBytes>();
expectTypeOf<SharedArrayBuffer>().toExtend<SnapshotBytes>();
expectTypeOf<Uint8Array>().toExtend<SnapshotBytes>();
expectTypeOf<Buffer>().toExtend<SnapshotBytes>();
expectTypeOf(snapshot.openSnapshot).toEqualTypeOf<(bytes: SnapshotBytes, options?: CompileOptions) => PolicyEngine>();
expectTypeOf(snapshot.verifySnapshot).toEqualTypeOf<(bytes: SnapshotBytes) => void>();
expectTypeOf(snapshot.holdEngine).toEqualTypeOf<(engine: PolicyEngine) => EngineHolder>();
expectTypeOf<EngineHolder>().toEqualTypeOf<{ readonly engine: PolicyEngine; replace(engine: PolicyEngine): PolicyEngine }>();
expectTypeOf(snapshot.SnapshotError).instance.toExtend<Error & { readonly code: SnapshotErrorCode }>();
declare const engine: PolicyEngine;
declare const shared: boolean;
expectTypeOf(snapshot.snapshotOf(engine)).toEqualTypeOf<ArrayBuffer>();
expectTypeOf(snapshot.snapshotOf(engine, {})).toEqualTypeOf<ArrayBuffer>();
expectTypeOf(snapshot.snapshotOf(engine, { shared: true })).toEqualTypeOf<SharedArrayBuffer>();
// @ts-expect-error which of the two it is must be known
snapshot.snapshotOf(engine, { shared });
// @ts-expect-error text is no snapshot
snapshot.openSnapshot('policy.snapshot');
// @ts-expect-error a policy is compiled first
snapshot.snapshotOf({ addressLists: {} });

// ---- smtp-tls-policy/files
expectTypeOf(files.readPolicyFile).toEqualTypeOf<(path: string, options?: PolicyFileOptions) => Promise<PolicyFile>>();
expectTypeOf<PolicyFile>().toEqualTypeOf<{ readonly file: string; readonly findings: readonly Finding[]; readonly policy: Policy | null }>();
expectTypeOf<Finding['severity']>().toEqualTypeOf<'error' | 'warning'>();
expectTypeOf<Finding['path']>().toEqualTypeOf<readonly (string | number)[]>();
expectTypeOf<Pick<Finding, 'line' | 'column'>>().toEqualTypeOf<{ readonly line: number; readonly column: number }>();
expectTypeOf<ReadingProgress>().toEqualTypeOf<{ readonly bytesRead: number; readonly bytes: number; readonly entries: number }>();
expectTypeOf<PolicyFileOptions['verify']>().toEqualTypeOf<boolean | undefined>();
expectTypeOf(files.openSnapshotFile).toEqualTypeOf<(path: string, options?: CompileOptions) => Promise<PolicyEngine>>();
expectTypeOf(files.writeSnapshotFile).toEqualTypeOf<(path: string, engine: PolicyEngine) => Promise<void>>();
expectTypeOf(files.readSnapshotFile('policy.snapshot')).toEqualTypeOf<Promise<ArrayBuffer>>();
expectTypeOf(files.readSnapshotFile('policy.snapshot', { shared: true })).toEqualTypeOf<Promise<SharedArrayBuffer>>();
expectTypeOf(files.followSnapshotFile).toEqualTypeOf<(path: string, options?: FollowOptions) => Promise<FollowedSnapshot>>();
expectTypeOf<FollowedSnapshot>().toExtend<EngineHolder>();
expectTypeOf<FollowedSnapshot['reload']>().toEqualTypeOf<() => Promise<void>>();
expectTypeOf<FollowOptions>().toExtend<CompileOptions>();
expectTypeOf<NonNullable<FollowOptions['onProblem']>>().toEqualTypeOf<(error: unknown) => void>();
// @ts-expect-error a misspelt option is no option
void files.followSnapshotFile('policy.snapshot', { onReplaced: () => undefined });
