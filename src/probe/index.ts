// The face of smtp-tls-policy/probe: testing the TLS connection to a partner before requiring it.

export { judgeProbe } from './judgement.js';
export { probe } from './probe.js';

export type { ResultType, Violation } from '../model/decision.js';
export type { CertificateFacts, Session } from '../model/message.js';
export type { HostRoute, MxRoute, Route } from '../model/route.js';
export type { TlsVersion, TransportConstraints } from '../model/transport.js';
export type { CaCertificates } from '../node-tls/trust-anchors.js';
export type { DnsResolver, ProbeOptions, ProbeProgress, StepTimeouts } from './probe-options.js';
export type {
  Cause,
  CertificateDescription,
  Diagnosis,
  HostFailure,
  HostJudgement,
  HostReport,
  MailHost,
  MailHostLookup,
  ProbeJudgement,
  ProbeOutcome,
  ProbeReport,
  ProbeStep,
  ProbeWarning,
  Remedy,
  ServerReply,
  StepName,
  TlsDescription,
  VersionAnswer,
} from './report.js';
