// The public types, pinned: names, shapes and literals that callers rely on. Checked by `npm run typecheck`; nothing here runs.
import { expectTypeOf } from 'vitest';
import * as library from '../../src/index.js';
import type {
  AddressListEntry,
  Authentication,
  AuthorReading,
  AuthResult,
  Decision,
  Delivery,
  Diagnostic,
  Direction,
  EffectiveSetting,
  Explanation,
  Match,
  Message,
  Outcome,
  Policy,
  PolicyEngine,
  PolicyInput,
  RecipientDecision,
  ReplyProfile,
  ResultType,
  Route,
  Scope,
  Session,
  SmtpReply,
  TlsVersion,
  TransportConstraints,
  Violation,
} from '../../src/index.js';

// ---- literals
expectTypeOf<TlsVersion>().toEqualTypeOf<'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'>();
expectTypeOf<Direction>().toEqualTypeOf<'inbound' | 'outbound'>();
expectTypeOf<Scope>().toEqualTypeOf<'inbound' | 'outbound' | 'outbound-secure-transport'>();
expectTypeOf<Outcome>().toEqualTypeOf<'deliver' | 'pending' | 'bounce' | 'reject'>();
expectTypeOf<ReplyProfile>().toEqualTypeOf<'default' | 'rfc3207' | 'postfix' | 'exchange' | 'gmail'>();
expectTypeOf<AuthResult>().toEqualTypeOf<'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'temperror' | 'permerror' | 'policy'>();
expectTypeOf<ResultType>().toEqualTypeOf<
  'starttls-not-supported' | 'certificate-not-trusted' | 'certificate-host-mismatch' | 'certificate-expired' | 'validation-failure'
>();
expectTypeOf<EffectiveSetting['status']>().toEqualTypeOf<'locally-applied' | 'inherited' | 'overridden' | 'disabled'>();
expectTypeOf<AddressListEntry['kind']>().toEqualTypeOf<'domain' | 'address' | 'subdomains' | 'everyone'>();
expectTypeOf<RecipientDecision['orgUnitSource']>().toEqualTypeOf<'users' | 'function' | 'default' | 'fallback'>();
expectTypeOf<Match['authenticated']>().toEqualTypeOf<'yes' | 'unknown' | 'not-required'>();
expectTypeOf<Explanation['recipients'][number]['settings'][number]['reason']>().toEqualTypeOf<
  | 'matched'
  | 'other-direction'
  | 'no-address-match'
  | 'not-authenticated'
  | 'disabled'
  | 'overridden'
  | 'not-enabled'
  | 'secure-transport-not-requested'
  | 'internal-recipient'
>();
expectTypeOf<Explanation['recipients'][number]['settings'][number]['nearMisses'][number]['kind']>().toEqualTypeOf<
  'subdomain' | 'parent-domain' | 'look-alike' | 'envelope-only' | 'display-name-only'
>();

// ---- shapes of what comes out
expectTypeOf<TransportConstraints>().toEqualTypeOf<{
  readonly tls: 'opportunistic' | 'required';
  readonly minVersion: TlsVersion | null;
  readonly caSigned: boolean;
  readonly hostname: boolean;
}>();
expectTypeOf<Decision['outcome']>().toEqualTypeOf<Outcome>();
expectTypeOf<Decision['recipients']>().toEqualTypeOf<readonly RecipientDecision[]>();
expectTypeOf<Decision['deliveries']>().toEqualTypeOf<readonly Delivery[]>();
expectTypeOf<Decision['author']>().toEqualTypeOf<AuthorReading | null>();
expectTypeOf<Decision['reply']>().toEqualTypeOf<SmtpReply | null>();
expectTypeOf<Delivery['recipients']>().toEqualTypeOf<readonly number[]>();
expectTypeOf<Delivery['route']>().toEqualTypeOf<Route | null>();
expectTypeOf<RecipientDecision['maxAttempts']>().toEqualTypeOf<1 | null>();
expectTypeOf<RecipientDecision['onViolation']>().toEqualTypeOf<'bounce' | 'reject'>();
expectTypeOf<RecipientDecision['violations']>().toEqualTypeOf<readonly Violation[]>();
expectTypeOf<RecipientDecision['determinedBy'][number]['constraints']>().toEqualTypeOf<TransportConstraints>();
expectTypeOf<RecipientDecision['testing'][number]['wouldBe']>().toEqualTypeOf<Outcome>();
expectTypeOf<Diagnostic['severity']>().toEqualTypeOf<'error' | 'warning'>();
expectTypeOf<Diagnostic>().toExtend<{ code: string; path: (string | number)[]; message: string }>();
expectTypeOf<{ kind: 'mx'; domain: string }>().toExtend<Route>();
expectTypeOf<{ kind: 'host'; host: string; port: number; mxLookup: boolean }>().toExtend<Route>();
expectTypeOf<{ known: false; reason: 'missing' | 'malformed' }>().toExtend<AuthorReading>();

// ---- what goes in
expectTypeOf<{ envelope: { mailFrom: null; rcptTo: readonly string[] } }>().toExtend<Message>();
expectTypeOf<{ envelope: { mailFrom: string; rcptTo: string[] }; from: readonly string[]; headers: string; secureTransport: true }>().toExtend<Message>();
expectTypeOf<{ tls: false }>().toExtend<Session>();
expectTypeOf<{ tls: true; version: string; certificate: null }>().toExtend<Session>();
expectTypeOf<{ spf: { result: 'pass' }; dkim: { result: 'fail'; domain: string }[]; dmarc: { result: 'none'; domain: string } }>().toExtend<Authentication>();
// @ts-expect-error a message without an envelope is none
({ from: 'user@partner.example' }) satisfies Message;
// @ts-expect-error the settings stand in an org unit, not at the top
({ settings: [] }) satisfies PolicyInput;
// @ts-expect-error `required` is no requirement; `require: { tls: true }` is
({ orgUnits: [{ path: '/', settings: [{ id: 'a', appliesTo: ['outbound'], required: true }] }] }) satisfies PolicyInput;

// ---- functions
expectTypeOf(library.compilePolicy).parameter(0).toEqualTypeOf<PolicyInput | Policy>();
expectTypeOf(library.compilePolicy).returns.toEqualTypeOf<PolicyEngine>();
expectTypeOf(library.parsePolicy).parameters.toEqualTypeOf<[input: unknown]>();
expectTypeOf(library.parsePolicy).returns.toExtend<{ ok: true; policy: Policy; warnings: Diagnostic[] } | { ok: false; issues: Diagnostic[] }>();
expectTypeOf(library.policyDocument).toEqualTypeOf<(policy: Policy) => PolicyInput>();
expectTypeOf<PolicyEngine['evaluate']>().toEqualTypeOf<(message: Message, direction: Direction) => Decision>();
expectTypeOf<PolicyEngine['explain']>().toEqualTypeOf<(message: Message, direction: Direction) => Explanation>();
expectTypeOf<PolicyEngine['effectiveSettings']>().toEqualTypeOf<(orgUnit: string) => EffectiveSetting[]>();
expectTypeOf<PolicyEngine['matching']>().toEqualTypeOf<(address: string) => { addressList: string; entry: AddressListEntry }[]>();
expectTypeOf(library.enforce).toEqualTypeOf<(decision: Decision, session: Session, options?: { delivery?: number }) => Decision>();
expectTypeOf(library.join).toEqualTypeOf<(a: TransportConstraints, b: TransportConstraints) => TransportConstraints>();
expectTypeOf(library.opportunistic).toEqualTypeOf<TransportConstraints>();
expectTypeOf(library.violationsOf).toEqualTypeOf<(constraints: TransportConstraints, session: Session, direction?: Direction) => Violation[]>();
expectTypeOf(library.toReply).toEqualTypeOf<(violation: Violation, direction: Direction, options?: { profile?: ReplyProfile; setting?: string }) => SmtpReply>();
expectTypeOf(library.canonicalDomain).toEqualTypeOf<(text: string) => string | null>();
expectTypeOf(library.canonicalAddress).toExtend<(text: string, options?: { caseSensitiveLocalParts?: boolean }) => string | null>();
expectTypeOf(library.readFrom).toExtend<(fields: string | readonly string[], options?: { caseSensitiveLocalParts?: boolean }) => AuthorReading>();
expectTypeOf(library.fromFields).toEqualTypeOf<(headers: string) => string[]>();
expectTypeOf(library.authenticationFrom).toEqualTypeOf<(headers: string, options: { authservId: string | readonly string[] }) => Authentication>();
expectTypeOf(library.recipientIndicator).returns.toEqualTypeOf<'smime' | 'required-tls' | 'tls' | 'insecure' | 'unknown'>();
expectTypeOf(library.renderExplanation).toEqualTypeOf<(explanation: Explanation) => string>();
expectTypeOf(library.PolicyError).instance.toExtend<Error & { readonly issues: readonly Diagnostic[] }>();

// ---- a policy is made by parsePolicy alone
// @ts-expect-error plain data is no Policy
({}) satisfies Policy;
// @ts-expect-error and its document is none either
library.policyDocument({} satisfies PolicyInput);
