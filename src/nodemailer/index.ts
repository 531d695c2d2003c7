// The face of smtp-tls-policy/nodemailer: mail that is sent with nodemailer, as a policy decides.

export { sendWithPolicy } from './send-with-policy.js';

export type { PolicyEngine } from '../engine.js';
export type { Decision, ResultType, SmtpReply, Violation } from '../model/decision.js';
export type { CertificateFacts, Session } from '../model/message.js';
export type { DsnFields } from '../evaluate/dsn-fields.js';
export type { CaCertificates } from '../node-tls/trust-anchors.js';
export type { DnsResolver } from '../probe/probe-options.js';
export type { NonDeliveryReport } from '../report/non-delivery-report.js';
export type { EngineSource } from '../snapshot/engine-source.js';
export type { Envelope, OutboundMessage } from './outbound-message.js';
export type { SenderReportOptions, SendOptions, SendTimeouts } from './send-options.js';
export type { BouncedRecipient, DeliveredRecipient, RecipientResult, RecipientToRetry, SendResult } from './send-result.js';
