// The facts about a connection that the engine reads, from a socket of Node.

import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { CertificateFacts, Session } from '../model/message.js';
import { describeValue } from '../model/quotation.js';
import { certificateVerdicts, peerChain } from './certificate-verdicts.js';
import type { Surroundings } from './certificate-verdicts.js';
import { hostIdentity } from './host-identity.js';
import { checkCaCertificates } from './trust-anchors.js';
import type { CaCertificates } from './trust-anchors.js';

/** What a socket does not know of itself. */
export interface SessionOptions {
  /**
   * The host that was asked for: the MX host or the host of the route, not the domain of the recipient. A name, an IP address or an address
   * literal. Left out (on the server side, where nobody asks a client for a name): the verdict on the name is unknown.
   */
  readonly host?: string;
  /**
   * The CA certificates that the socket was given, if it was given any. Only an expired certificate needs them, and a resumed session of a `tls.Server`,
   * which holds the client's own certificate alone: name the intermediate certificates too.
   */
  readonly ca?: CaCertificates;
  /** When expiry is judged. Default: now. */
  readonly now?: Date;
}

/**
 * The session of a socket: the negotiated version, and of the peer's certificate whether the chain is trusted, the name matches and the time has run
 * out, each on its own. What cannot be told is left out, which the engine takes as not met.
 *
 * On the server side the certificate is the client's, if it was asked for one (`requestCert`). Of a socket that the server makes itself after STARTTLS
 * (`new TLSSocket(plain, { isServer: true, requestCert: true, ca })`) trust is known too, unless it resumes a session. Of a resumed session of a
 * `tls.Server` it is known only by `ca`: OpenSSL looked at the chain when the session began, which may have been at another server.
 *
 * @param socket - of `tls.connect`, of a TLS server, or made of a plain one, client or server side, after the handshake; any other socket, and one
 * whose handshake has not ended or that is closed, is no TLS
 * @param options - what it does not know of itself; without `host` the verdict on the name is unknown
 * @throws TypeError for a `host` that is none, a `ca` that is neither left out nor PEM, and a `now` that is no valid date
 * @example
 * const socket = tls.connect({ socket: plain, servername: 'mx.partner.example', rejectUnauthorized: false }, () => {
 *   sessionOf(socket, { host: 'mx.partner.example' });
 *   // { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true, expired: false } }
 * });
 * @see clauses S-9.1 and S-9.2
 */
export function sessionOf(socket: Socket, options: SessionOptions = {}): Session {
  const identity = options.host === undefined ? null : hostIdentity(options.host);
  return sessionIn(socket, { identity, ca: checkCaCertificates(options.ca), now: checkTime(options.now ?? new Date()) });
}

/**
 * By a time that is none nothing would have expired.
 *
 * @throws TypeError (S-12.4)
 */
export function checkTime(now: unknown): Date {
  if (now instanceof Date && !Number.isNaN(now.getTime())) return now;
  throw new TypeError(`\`now\` must be a valid Date, not ${now instanceof Date ? 'an invalid one' : describeValue(now)}`);
}

/** It never throws, whatever the socket and the certificates are: what cannot be asked has no TLS. */
export function sessionIn(socket: Socket, surroundings: Surroundings): Session {
  try {
    const version = isSecured(socket) ? socket.getProtocol() : null;
    if (!isSecured(socket) || version === null) return { tls: false };
    return { tls: true, version, certificate: certificateOf(socket, surroundings) };
  } catch {
    return { tls: false };
  }
}

/** Both sides have sent the message that ends a handshake (RFC 8446 section 4.4.4). */
function isSecured(socket: Socket | TLSSocket): socket is TLSSocket {
  return 'encrypted' in socket && socket.getFinished() !== undefined && socket.getPeerFinished() !== undefined;
}

/** Of a certificate that Node cannot read nothing is known, which counts as not met (S-9.1). */
function certificateOf(socket: TLSSocket, surroundings: Surroundings): CertificateFacts | null {
  try {
    return certificateVerdicts(socket, peerChain(socket), surroundings);
  } catch {
    return {};
  }
}
