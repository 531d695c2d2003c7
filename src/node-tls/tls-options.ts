// What Node has to be told, and what has to be checked after the handshake, so that a connection meets exactly the constraints of a delivery.

import { constants } from 'node:crypto';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import type { ConnectionOptions, PeerCertificate } from 'node:tls';
import type { Violation } from '../model/decision.js';
import { checkTransportConstraints, join, opportunistic } from '../model/transport.js';
import type { TransportConstraints } from '../model/transport.js';
import { violationsOf } from '../evaluate/violations.js';
import { hostIdentity } from './host-identity.js';
import type { HostIdentity } from './host-identity.js';
import { sessionIn } from './session.js';
import { checkCaCertificates } from './trust-anchors.js';
import type { CaCertificates } from './trust-anchors.js';

/** The server that is connected to, and which CAs are trusted. */
export interface TlsServer {
  /** The host that is connected to: the MX host or the host of the route, not the domain of the recipient. A name, an IP address or an address literal. */
  readonly host: string;
  /** CA certificates in PEM that are trusted instead of Node's own. */
  readonly ca?: CaCertificates;
}

/** Options for a connection, and the check once it stands. */
export interface TlsRequirements {
  /**
   * For `tls.connect`, or the `tls` of nodemailer. Add no `session` where a certificate is wanted: Node keeps no certificate of a resumed session, so that
   * `verify` knows nothing of it.
   */
  readonly options: ConnectionOptions;
  /** What of the constraints the connection does not meet; only if it is empty may MAIL FROM be sent. It never throws. */
  readonly verify: (socket: Socket) => Violation[];
}

/**
 * Options for `tls.connect` or nodemailer, and the check that must pass before MAIL FROM, which together enforce the constraints: never less, and
 * never more. Without a minimum version TLS 1.0 is accepted, and without a certificate check a certificate of any key, or none, which Node by itself
 * would refuse. Hostname without CA-signed is for `verify` alone, as Node does not look at the name of a certificate that it does not trust.
 *
 * Under opportunistic constraints the options accept any TLS, and `verify` plaintext as well. Whether STARTTLS is demanded is for the caller, who finds
 * it in `constraints.tls` (`requireTLS` of nodemailer).
 *
 * @param constraints - of `Decision.deliveries`
 * @param options - the host whose name the certificate is to bear where that is required, and the CAs that are trusted
 * @throws TypeError for constraints with a word that is none of theirs, a `host` that is none, and a `ca` that is neither left out nor PEM
 * @example
 * const { options, verify } = tlsOptionsFor(delivery.constraints, { host: 'mx.partner.example' });
 * const socket = tls.connect({ ...options, socket: plain }, () => {
 *   const [violation] = verify(socket); // undefined: go on with MAIL FROM; else bounce, or try the next MX host
 * });
 * @see clauses S-8.1, S-9.2 and S-9.4; RFC 3207
 */
export function tlsOptionsFor(constraints: TransportConstraints, { host, ca }: TlsServer): TlsRequirements {
  const joined = join(checkTransportConstraints(constraints), opportunistic);
  const identity = hostIdentity(host);
  const trusted = checkCaCertificates(ca);
  return {
    options: {
      ...anyTls(joined.caSigned || joined.hostname),
      ...(joined.minVersion === null ? {} : { minVersion: joined.minVersion }),
      // No server name for an address (RFC 6066 section 3).
      ...(identity.kind === 'name' ? { servername: identity.text } : {}),
      rejectUnauthorized: joined.caSigned,
      checkServerIdentity: nameCheck(joined.hostname, identity),
      ...(trusted === undefined ? {} : { ca: onlyThese(trusted) }),
    },
    verify: (socket) => violationsOf(joined, sessionIn(socket, { identity, ca: trusted, now: new Date() })),
  };
}

/**
 * For the `ca` of Node, which takes an empty text for none given, and would trust its own certificates.
 *
 * @throws TypeError for what is no CA certificates (S-12.4)
 */
export function onlyThese(ca: CaCertificates): NonNullable<ConnectionOptions['ca']> {
  const checked = checkCaCertificates(ca) ?? [];
  return checked === '' ? [] : (checked as NonNullable<ConnectionOptions['ca']>);
}

/**
 * Every version and cipher of TLS. Each is said, as the command line of Node can change its defaults. Versions before TLS 1.2 sign with SHA-1, which
 * OpenSSL has at its lowest security level only, and servers of their time may not know RFC 5746, which OpenSSL insists on. Ciphers without a
 * certificate encrypt too, and are left out where a certificate is wanted.
 */
export function anyTls(certificateWanted: boolean): ConnectionOptions {
  const ciphers = certificateWanted ? 'ALL:!aNULL:!eNULL:@SECLEVEL=0' : 'ALL:!eNULL:@SECLEVEL=0';
  return {
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.3',
    ciphers: `${TLS13_CIPHERS}:${ciphers}`,
    minDHSize: 1,
    secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
  };
}

/** Node takes TLS 1.3 ciphers out of the list and leaves that version without any if there are none. */
const TLS13_CIPHERS = 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256';

/** Bound to the host, whatever name or address the connection is made by. */
function nameCheck(required: boolean, identity: HostIdentity): (host: string, certificate: PeerCertificate) => Error | undefined {
  return required ? (_host, certificate) => nameError(identity, certificate) : () => undefined;
}

/** Node does not catch what its own check throws at names that cannot be read. */
function nameError(identity: HostIdentity, certificate: PeerCertificate): Error | undefined {
  try {
    return tls.checkServerIdentity(identity.text, certificate);
  } catch (error) {
    return error instanceof Error ? error : new Error('the names on the certificate cannot be read');
  }
}
