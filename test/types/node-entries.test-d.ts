// The public types of the entries for Node, pinned. Checked by `npm run typecheck`; nothing here runs.
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { SendMailOptions } from 'nodemailer';
import { expectTypeOf } from 'vitest';
import type { AttemptOutcome } from '../../src/attempt/attempt-outcome.js';
import type * as core from '../../src/index.js';
import * as haraka from '../../src/haraka/index.js';
import type { HarakaPlugin } from '../../src/haraka/index.js';
import * as nodeTls from '../../src/node-tls/index.js';
import * as sender from '../../src/nodemailer/index.js';
import * as postfix from '../../src/postfix/index.js';
import type { ConstraintTransport, OrgUnitTransport, PostfixConfiguration, PostfixConfigurationOptions, PostfixDaemon, PostfixDaemonOptions, Protocol } from '../../src/postfix/index.js';
import * as prober from '../../src/probe/index.js';
import type { HostReport, ProbeJudgement, ProbeOptions, ProbeOutcome, ProbeReport, ProbeWarning, StepName, VersionAnswer } from '../../src/probe/index.js';
import type { EngineHolder } from '../../src/snapshot/index.js';

// ---- node-tls
expectTypeOf(nodeTls.sessionOf).parameter(0).toEqualTypeOf<Socket>();
expectTypeOf<TLSSocket>().toExtend<Parameters<typeof nodeTls.sessionOf>[0]>();
expectTypeOf(nodeTls.sessionOf).returns.toEqualTypeOf<core.Session>();
expectTypeOf(nodeTls.tlsOptionsFor).parameter(0).toEqualTypeOf<core.TransportConstraints>();
expectTypeOf(nodeTls.tlsOptionsFor).parameter(1).toHaveProperty('host').toEqualTypeOf<string>();
expectTypeOf(nodeTls.tlsOptionsFor).returns.toHaveProperty('verify').toEqualTypeOf<(socket: Socket) => core.Violation[]>();
expectTypeOf(nodeTls.classifyTlsError).parameter(0).toBeUnknown();
expectTypeOf(nodeTls.classifyTlsError).returns.toEqualTypeOf<core.ResultType | null>();

// ---- probe
expectTypeOf(prober.probe).toEqualTypeOf<(route: core.Route, options?: ProbeOptions) => Promise<ProbeReport>>();
// Written out, so that the reference shows it: it is the outcome of an attempt, no more and no less.
expectTypeOf<ProbeOutcome>().toEqualTypeOf<AttemptOutcome>();
expectTypeOf(prober.judgeProbe).toEqualTypeOf<(report: ProbeReport, constraints: core.TransportConstraints) => ProbeJudgement>();
expectTypeOf<ProbeOutcome>().toEqualTypeOf<'deliver' | 'bounce' | 'defer' | 'undeliverable'>();
expectTypeOf<VersionAnswer>().toEqualTypeOf<'accepted' | 'refused' | 'unknown'>();
expectTypeOf<StepName>().toEqualTypeOf<'connect' | 'greeting' | 'ehlo' | 'helo' | 'starttls' | 'handshake' | 'ehlo-over-tls'>();
expectTypeOf<HostReport['session']>().toEqualTypeOf<core.Session | null>();
expectTypeOf<HostReport['versions']>().toEqualTypeOf<Readonly<Record<core.TlsVersion, VersionAnswer>> | null>();
expectTypeOf<ProbeReport['judgement']>().toEqualTypeOf<ProbeJudgement | null>();
expectTypeOf<ProbeWarning['code']>().toEqualTypeOf<'addresses-unknown' | 'plaintext-injection' | 'expires-soon' | 'common-name-only' | 'partial-wildcard' | 'weak-key' | 'deprecated-version'>();

// ---- nodemailer
expectTypeOf(sender.sendWithPolicy).toEqualTypeOf<(source: sender.EngineSource, message: sender.OutboundMessage, options: sender.SendOptions) => Promise<sender.SendResult>>();
expectTypeOf<core.PolicyEngine>().toExtend<sender.EngineSource>();
expectTypeOf<EngineHolder>().toExtend<sender.EngineSource>();
expectTypeOf<Readable>().toExtend<Extract<sender.OutboundMessage, { raw: unknown }>['raw']>();
expectTypeOf<{ mail: SendMailOptions }>().toExtend<sender.OutboundMessage>();
expectTypeOf<sender.RecipientResult['outcome']>().toEqualTypeOf<'delivered' | 'bounced' | 'retry'>();
expectTypeOf<sender.BouncedRecipient['cause']>().toEqualTypeOf<'violation' | 'refusal' | 'no-route'>();
expectTypeOf<sender.NonDeliveryReport>().toExtend<{ envelope: sender.Envelope; message: Uint8Array }>();

// ---- postfix
expectTypeOf(postfix.startPostfixDaemon).toEqualTypeOf<(options: PostfixDaemonOptions) => Promise<PostfixDaemon>>();
expectTypeOf(postfix.postfixConfiguration).toEqualTypeOf<(policy: core.Policy, options: PostfixConfigurationOptions) => PostfixConfiguration>();
expectTypeOf(postfix.orgUnitTransports).toEqualTypeOf<(policy: core.Policy) => readonly OrgUnitTransport[]>();
expectTypeOf(postfix.constraintTransports).toEqualTypeOf<readonly ConstraintTransport[]>();
expectTypeOf(postfix.constraintTransportFor).toEqualTypeOf<(constraints: core.TransportConstraints) => string>();
expectTypeOf<Protocol>().toEqualTypeOf<'socketmap' | 'policy-service' | 'milter' | 'http'>();
expectTypeOf<PostfixDaemon['addresses']>().toEqualTypeOf<ReadonlyMap<Protocol, string>>();
// @ts-expect-error a log is needed, if only one that says nothing
void postfix.startPostfixDaemon({ policy: 'policy.yaml', listen: {} });

// ---- what a decision has is what a probe takes
declare const delivery: core.Delivery & { readonly route: core.Route };
void prober.probe(delivery.route, { constraints: delivery.constraints });
// @ts-expect-error a host is needed
nodeTls.tlsOptionsFor(delivery.constraints, {});
// @ts-expect-error an unknown partner has no route
void prober.probe({ route: null }.route);

// ---- haraka
expectTypeOf(haraka.register).thisParameter.toEqualTypeOf<HarakaPlugin>();
expectTypeOf(haraka.register).returns.toBeVoid();
expectTypeOf(haraka.shutdown).toEqualTypeOf<(this: HarakaPlugin) => void>();
