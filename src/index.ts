// The face of smtp-tls-policy: everything public, by name. Nothing is defined here.

export { canonicalAddress } from './model/address.js';
export { canonicalDomain } from './model/domain.js';
export { join, opportunistic } from './model/transport.js';
export { PolicyError } from './model/diagnostic.js';
export { parseAddressList } from './model/address-list-text.js';
export { fromFields } from './header/header-block.js';
export { readFrom } from './header/from-field.js';
export { authenticationFrom } from './header/authentication-results.js';
export { parsePolicy, policyDocument } from './policy/parse-policy.js';
export { dsnFields } from './evaluate/dsn-fields.js';
export { enforce } from './evaluate/enforce.js';
export { recipientIndicator } from './evaluate/recipient-indicator.js';
export { toReply } from './evaluate/reply.js';
export { violationsOf } from './evaluate/violations.js';
export { renderExplanation } from './explain/render-explanation.js';
export { compilePolicy } from './engine.js';

export type { AddressListEntry, EntryKind } from './model/address-list-entry.js';
export type { AddressListIssue, AddressListText } from './model/address-list-text.js';
export type { AddressOptions } from './model/address.js';
export type {
  AuthorReading,
  Decision,
  Delivery,
  Match,
  OrgUnitSource,
  Outcome,
  RecipientDecision,
  ReplyProfile,
  ResultType,
  SmtpReply,
  TestingMatch,
  Violation,
} from './model/decision.js';
export type { Diagnostic, DiagnosticCode } from './model/diagnostic.js';
export type { AddressListEntryInput, AddressListInput, OrgUnitInput, PolicyInput, RouteInput, Scope, SettingInput } from './model/document.js';
export type { Authentication, AuthResult, CertificateFacts, Message, Session } from './model/message.js';
export type { Policy } from './model/policy.js';
export type { HostRoute, MxRoute, Route } from './model/route.js';
export type { Direction, TlsVersion, TransportConstraints } from './model/transport.js';
export type { PolicyParseResult } from './policy/parse-policy.js';
export type { EffectiveSetting } from './compile/effective-settings.js';
export type { SearchableList } from './compile/list-search.js';
export type { DsnFields } from './evaluate/dsn-fields.js';
export type { RecipientIndicator } from './evaluate/recipient-indicator.js';
export type { Explanation, NearMiss, Reason, RecipientExplanation, SettingExplanation } from './explain/explanation.js';
export type { CompileOptions, PolicyEngine } from './engine.js';
