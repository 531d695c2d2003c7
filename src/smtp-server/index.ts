// The face of smtp-tls-policy/smtp-server: the policy at the door of a server made with the package smtp-server.

export { handleConnectionErrors } from './connection-errors.js';
export { secureTransport } from './secure-transport.js';

export type { Authentication, AuthResult, Session } from '../model/message.js';
export type { Decision, SmtpReply } from '../model/decision.js';
export type { EngineSource } from '../snapshot/engine-source.js';
export type { Authenticate, AuthenticationSource, OwnAuthentication, SecureTransportOptions, WrittenAuthentication } from './options.js';
