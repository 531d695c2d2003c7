// A TLS handshake that accepts whatever the server has, so that its certificate can be looked at.

import type { Socket } from 'node:net';
import tls from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { readProperty } from '../model/property.js';
import type { TlsVersion } from '../model/transport.js';
import type { HostIdentity } from '../node-tls/host-identity.js';
import { anyTls, onlyThese } from '../node-tls/tls-options.js';
import { pemCertificates } from '../node-tls/trust-anchors.js';
import { errorText, failedBy, gaveUp } from './host-failure.js';
import type { ProbeSettings } from './probe-options.js';
import type { HostFailure } from './report.js';
import { waitFor } from './time-limit.js';

/** What a server is offered. */
export interface Offer {
  /** `anonymous`: ciphers without a certificate alone, for a server that has no other. TLS 1.3 has none of them. */
  readonly ciphers: 'with-certificate' | 'anonymous';
  /** Null: every one. */
  readonly version: TlsVersion | null;
}

export type Handshake = { readonly ok: true; readonly socket: TLSSocket } | { readonly ok: false; readonly failure: HostFailure };

/** Never rejects. The given socket is the caller's to close. */
export async function shakeHands(plain: Socket, identity: HostIdentity, offer: Offer, settings: ProbeSettings): Promise<Handshake> {
  const socket = tls.connect({ ...offered(offer), ...credentials(settings), ...serverName(identity), socket: plain });
  // Whatever happens to it later, its error must find a listener.
  socket.on('error', () => undefined);
  const secured = new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the connection was closed')));
  });
  const waited = await waitFor(secured, settings.timeouts.handshake, settings.stop);
  if (waited.kind === 'value') return { ok: true, socket };
  socket.destroy();
  return { ok: false, failure: waited.kind === 'failed' ? failedBy('handshake', waited.error) : gaveUp('handshake', waited.kind) };
}

type Credentials = Pick<ProbeSettings, 'ca' | 'clientCertificate'>;

/**
 * @throws TypeError for CA certificates without any, and for a client certificate or key that cannot be used; Error of Node for CA certificates that
 * it cannot use
 */
export function checkCredentials(given: Credentials): void {
  // Node takes empty text for no word about CAs, and trusts its own; an empty list trusts nobody.
  const trustsNobody = Array.isArray(given.ca) && given.ca.length === 0;
  if (given.ca !== undefined && !trustsNobody && pemCertificates(given.ca).length === 0) throw new TypeError('`ca` has no certificate in PEM in it');
  tls.createSecureContext(credentials({ ca: given.ca, clientCertificate: undefined }));
  const { clientCertificate } = given;
  if (clientCertificate === undefined) return;
  // Node takes none given for no certificate, and would present nothing.
  if (!isText(readProperty(clientCertificate, 'cert')) || !isText(readProperty(clientCertificate, 'key'))) throw unusable('one of them is not there');
  try {
    tls.createSecureContext(credentials(given));
  } catch (error) {
    throw unusable(errorText(error), error);
  }
}

function isText(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || Buffer.isBuffer(value);
}

function unusable(why: string, cause?: unknown): TypeError {
  return new TypeError(`\`clientCertificate\` must be a certificate and its private key, both in PEM: ${why}`, { cause });
}

function offered({ ciphers, version }: Offer): ConnectionOptions {
  const versions = version === null ? {} : { minVersion: version, maxVersion: version };
  if (ciphers === 'with-certificate' || version === 'TLSv1.3') return { ...anyTls(true), ...versions };
  return { ...anyTls(false), maxVersion: 'TLSv1.2', ciphers: 'aNULL:!eNULL:@SECLEVEL=0', ...versions };
}

/** The name is judged on its own, so that the verdict of Node is about the chain. */
function credentials({ ca, clientCertificate }: Credentials): ConnectionOptions {
  return {
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...(ca === undefined ? {} : { ca: onlyThese(ca) }),
    ...(clientCertificate === undefined ? {} : { cert: clientCertificate.cert, key: clientCertificate.key }),
  };
}

function serverName(identity: HostIdentity): ConnectionOptions {
  return identity.kind === 'name' ? { servername: identity.text } : {};
}
