// The public types of the entries beside the root, pinned. Checked by `npm run typecheck`; nothing here runs.
import { expectTypeOf } from 'vitest';
import * as auditing from '../../src/audit/index.js';
import type { AuditContext, AuditFilter, AuditFinding, AuditLog, AuditLogSource, AuditRecord, ContentHash, RecordedChange, SelectedRecord, VerifyOptions } from '../../src/audit/index.js';
import type { PolicyChange } from '../../src/edit/index.js';
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

// ---- smtp-tls-policy/audit
expectTypeOf(auditing.auditRecord).toEqualTypeOf<(change: RecordedChange, context: AuditContext) => AuditRecord>();
expectTypeOf<PolicyChange>().toExtend<RecordedChange>();
expectTypeOf<AuditContext>().toEqualTypeOf<{ readonly actor: string; readonly at: number | string; readonly reason: string; readonly previous?: AuditRecord | null | undefined }>();
expectTypeOf<AuditRecord['previous']>().toEqualTypeOf<ContentHash | null>();
expectTypeOf<AuditRecord['version']>().toEqualTypeOf<1>();
expectTypeOf(auditing.auditLine).toEqualTypeOf<(record: AuditRecord) => string>();
expectTypeOf(auditing.lineHash).toEqualTypeOf<(line: string) => ContentHash>();
expectTypeOf(auditing.policyHash).toEqualTypeOf<(policy: Policy) => ContentHash>();
expectTypeOf<AuditLogSource>().toEqualTypeOf<string | Uint8Array | readonly string[]>();
expectTypeOf(auditing.parseAuditLog).toEqualTypeOf<(log: AuditLogSource) => AuditLog>();
expectTypeOf(auditing.verifyAuditLog).toEqualTypeOf<(log: AuditLogSource, options?: VerifyOptions) => readonly AuditFinding[]>();
expectTypeOf<AuditFinding['severity']>().toEqualTypeOf<'error' | 'warning'>();
expectTypeOf(auditing.selectRecords).toEqualTypeOf<(records: readonly AuditRecord[], filter?: AuditFilter) => SelectedRecord[]>();
expectTypeOf(auditing.renderAuditLog).toEqualTypeOf<(records: readonly AuditRecord[], filter?: AuditFilter) => string>();
declare const change: PolicyChange;
declare const record: AuditRecord;
// @ts-expect-error an audit log has to say who
auditing.auditRecord(change, { at: 0, reason: 'why', previous: null });
// The first record of a log has none before it.
auditing.auditRecord(change, { actor: 'ann', at: 0, reason: 'why' });
// @ts-expect-error a record is not changed
record.reason = 'another';
// @ts-expect-error a policy is parsed first
auditing.policyHash({ domains: [] });
