// The face of smtp-tls-policy/audit: the audit log. Runs wherever the root entry does.

export { changeWords } from '../change/change-words.js';
export { auditRecord } from './audit-record.js';
export { parseAuditLog } from './parse-audit-log.js';
export { policyHash } from './policy-hash.js';
export { auditLine, lineHash } from './record-line.js';
export { renderAuditLog } from './render-audit-log.js';
export { selectRecords } from './select-records.js';
export { verifyAuditLog } from './verify-audit-log.js';

export type { DocumentChange, FieldChange, JsonValue } from '../change/document-change.js';
export type { AuditFinding, AuditFindingCode } from './audit-finding.js';
export type { AuditContext, RecordedChange } from './audit-record.js';
export type { ContentHash } from './content-hash.js';
export type { EffectCounts, Tendency } from './effect-counts.js';
export type { AuditLogSource } from './log-lines.js';
export type { AuditLog } from './parse-audit-log.js';
export type { AuditRecord } from './record-line.js';
export type { AuditFilter, SelectedRecord } from './select-records.js';
export type { AddressListUse, RouteUse, SettingPlace, Use } from './touched.js';
export type { VerifyOptions } from './verify-audit-log.js';
