// The public types of smtp-tls-policy/edit, pinned. Checked by `npm run typecheck`; nothing here runs.
import { expectTypeOf } from 'vitest';
import * as edit from '../../src/edit/index.js';
import type { DocumentChange, Edit, EditIssueCode, EditResult, EntryOptions, FieldChange, GivenItems, PolicyChange, PolicyOptions, RequirementChanges, SettingChanges } from '../../src/edit/index.js';
import type { AddressListInput, Diagnostic, DiagnosticCode, HostRoute, Policy, PolicyInput, RouteInput, SettingInput, TlsVersion } from '../../src/index.js';

// ---- What an edit comes to
expectTypeOf<EditResult>().toEqualTypeOf<{ ok: true; policy: Policy; change: PolicyChange; warnings: Diagnostic[] } | { ok: false; issues: Diagnostic[] }>();
expectTypeOf<Edit>().toEqualTypeOf<(policy: Policy) => EditResult>();
expectTypeOf<EditIssueCode>().toEqualTypeOf<DiagnosticCode | 'duplicate-list' | 'duplicate-route' | 'unknown-entry' | 'unknown-setting' | 'unknown-user'>();
expectTypeOf<PolicyChange>().toEqualTypeOf<{ readonly before: Policy | null; readonly after: Policy; readonly changes: readonly DocumentChange[] }>();
declare const result: EditResult;
// @ts-expect-error whether it was made must be asked first
export const unasked: Policy = result.policy;

// ---- Changes
expectTypeOf<DocumentChange['kind']>().toEqualTypeOf<
  | 'org-unit-added' | 'org-unit-removed' | 'setting-added' | 'setting-removed' | 'setting-changed' | 'inheritance-broken' | 'inheritance-restored'
  | 'user-added' | 'user-removed' | 'user-moved' | 'list-added' | 'list-removed' | 'list-changed' | 'entry-added' | 'entry-removed' | 'entry-changed'
  | 'route-added' | 'route-removed' | 'route-changed' | 'domain-added' | 'domain-removed' | 'option-changed'
>();
declare const change: DocumentChange;
if (change.kind === 'setting-added') expectTypeOf(change.overrides).toEqualTypeOf<string | null>();
if (change.kind === 'setting-added' || change.kind === 'list-removed') expectTypeOf(change.fields).toEqualTypeOf<readonly FieldChange[]>();
if (change.kind === 'setting-changed') expectTypeOf(change.fields).toEqualTypeOf<readonly FieldChange[]>();
if (change.kind === 'route-changed') expectTypeOf(change.after).toEqualTypeOf<HostRoute | null>();
if (change.kind === 'entry-added') expectTypeOf(change.requireAuthentication).toEqualTypeOf<boolean>();
expectTypeOf(edit.changeWords).toEqualTypeOf<(change: DocumentChange) => string>();

// ---- Settings
expectTypeOf(edit.addSetting).toEqualTypeOf<(policy: Policy, orgUnit: string, setting: SettingInput) => EditResult>();
expectTypeOf(edit.editSetting).toEqualTypeOf<(policy: Policy, orgUnit: string, setting: string, changes: SettingChanges) => EditResult>();
expectTypeOf(edit.removeSetting).toEqualTypeOf<(policy: Policy, orgUnit: string, setting: string) => EditResult>();
expectTypeOf(edit.override).toEqualTypeOf<(policy: Policy, orgUnit: string, setting: string, changes?: SettingChanges) => EditResult>();
for (const switched of [edit.enableSetting, edit.disableSetting, edit.lock, edit.unlock, edit.inherit, edit.breakInheritance]) {
  expectTypeOf(switched).toEqualTypeOf<(policy: Policy, orgUnit: string, setting: string) => EditResult>();
}
expectTypeOf(edit.setMode).toEqualTypeOf<(policy: Policy, orgUnit: string, setting: string, mode: 'enforce' | 'testing') => EditResult>();
expectTypeOf<RequirementChanges['minTlsVersion']>().toEqualTypeOf<TlsVersion | null | undefined>();
expectTypeOf<{ route: null; require: { tls: null } }>().toExtend<SettingChanges>();
declare const policy: Policy;
// @ts-expect-error the id of a setting cannot be changed
edit.editSetting(policy, '/', 'a', { id: 'b' });
// @ts-expect-error undefined is left out
edit.editSetting(policy, '/', 'a', { mode: undefined });
// @ts-expect-error a document is parsed first
edit.lock({ domains: [] }, '/', 'a');

// ---- Address lists
expectTypeOf<GivenItems>().toEqualTypeOf<string | readonly (string | { value: string; requireAuthentication?: boolean })[]>();
expectTypeOf<EntryOptions>().toEqualTypeOf<{ requireAuthentication?: boolean }>();
expectTypeOf(edit.createAddressList).toEqualTypeOf<(policy: Policy, name: string, list?: AddressListInput) => EditResult>();
expectTypeOf(edit.renameAddressList).toEqualTypeOf<(policy: Policy, addressList: string, newName: string) => EditResult>();
expectTypeOf(edit.describeAddressList).toEqualTypeOf<(policy: Policy, addressList: string, description: string) => EditResult>();
expectTypeOf(edit.removeAddressList).toEqualTypeOf<(policy: Policy, addressList: string) => EditResult>();
expectTypeOf(edit.fillAddressList).toEqualTypeOf<(policy: Policy, addressList: string, items: GivenItems, options?: EntryOptions) => EditResult>();
expectTypeOf(edit.addEntries).toEqualTypeOf<(policy: Policy, addressList: string, items: GivenItems, options?: EntryOptions) => EditResult>();
expectTypeOf(edit.removeEntries).toEqualTypeOf<(policy: Policy, addressList: string, items: GivenItems) => EditResult>();

// ---- Org units, users, routes, the policy as a whole
expectTypeOf(edit.addOrgUnit).toEqualTypeOf<(policy: Policy, orgUnit: string) => EditResult>();
expectTypeOf(edit.removeOrgUnit).toEqualTypeOf<(policy: Policy, orgUnit: string) => EditResult>();
expectTypeOf(edit.moveOrgUnit).toEqualTypeOf<(policy: Policy, orgUnit: string, to: string) => EditResult>();
expectTypeOf(edit.moveUser).toEqualTypeOf<(policy: Policy, users: string | readonly string[], orgUnit: string) => EditResult>();
expectTypeOf(edit.removeUser).toEqualTypeOf<(policy: Policy, users: string | readonly string[]) => EditResult>();
expectTypeOf(edit.addRoute).toEqualTypeOf<(policy: Policy, name: string, route: RouteInput) => EditResult>();
expectTypeOf(edit.editRoute).toEqualTypeOf<(policy: Policy, name: string, changes: Partial<RouteInput>) => EditResult>();
expectTypeOf(edit.renameRoute).toEqualTypeOf<(policy: Policy, name: string, newName: string) => EditResult>();
expectTypeOf(edit.removeRoute).toEqualTypeOf<(policy: Policy, name: string) => EditResult>();
expectTypeOf(edit.setDomains).toEqualTypeOf<(policy: Policy, domains: readonly string[]) => EditResult>();
expectTypeOf(edit.setOptions).toEqualTypeOf<(policy: Policy, options: PolicyOptions) => EditResult>();
expectTypeOf<PolicyOptions['alternateSecureRoute']>().toEqualTypeOf<string | null | undefined>();
expectTypeOf<PolicyOptions['alignment']>().toEqualTypeOf<PolicyInput['alignment']>();
expectTypeOf(edit.applyEdits).toEqualTypeOf<(policy: Policy, edits: Iterable<Edit>) => EditResult>();
