// Connections that several examples have: a good one, and what most mail servers that are not looked after come with.
import type { Session } from '../../../src/index.js';

export const goodSession: Session = { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true, expired: false } };

export const selfSignedSession: Session = { tls: true, version: 'TLSv1.3', certificate: { trusted: false, hostnameMatches: true, expired: false } };

/** Inbound: TLS from a client that presents no certificate, as most clients do. */
export const clientSession: Session = { tls: true, version: 'TLSv1.3', certificate: null };

export const plaintextSession: Session = { tls: false };
