// The face of smtp-tls-policy/node-tls: between Node's TLS and the engine. It opens no connection of its own.

export { classifyTlsError } from './tls-error.js';
export { sessionOf } from './session.js';
export { tlsOptionsFor } from './tls-options.js';

export type { CertificateFacts, Session } from '../model/message.js';
export type { ResultType, Violation } from '../model/decision.js';
export type { TlsVersion, TransportConstraints } from '../model/transport.js';
export type { CaCertificates } from './trust-anchors.js';
export type { SessionOptions } from './session.js';
export type { TlsErrorContext } from './tls-error.js';
export type { TlsRequirements, TlsServer } from './tls-options.js';
