// A TLS handshake that accepts whatever the server has, so that its certificate can be looked at.

import type { Socket } from 'node:net';
import tls from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import type { TlsVersion } from '../model/transport.js';
import type { HostIdentity } from '../node-tls/host-identity.js';
import { anyTls, onlyThese } from '../node-tls/tls-options.js';
import { failedBy, timedOut } from './host-failure.js';
import type { ProbeSettings } from './probe-options.js';
import type { HostFailure } from './report.js';
import { waitFor } from './time-limit.js';

/** `anonymous`: ciphers without a certificate alone, for a server that has no other. */
export type Offer = 'everything' | 'anonymous' | TlsVersion;

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
  return { ok: false, failure: waited.kind === 'timeout' ? timedOut('handshake') : failedBy('handshake', waited.error) };
}

/** @throws Error of Node, if CA certificates, client certificate or key cannot be used */
export function checkCredentials(settings: ProbeSettings): void {
  tls.createSecureContext(credentials(settings));
}

function offered(offer: Offer): ConnectionOptions {
  switch (offer) {
    case 'everything':
      return anyTls(true);
    case 'anonymous':
      return { ...anyTls(false), maxVersion: 'TLSv1.2', ciphers: 'aNULL:!eNULL:@SECLEVEL=0' };
    case 'TLSv1':
    case 'TLSv1.1':
    case 'TLSv1.2':
    case 'TLSv1.3':
      return { ...anyTls(true), minVersion: offer, maxVersion: offer };
  }
}

/** The name is judged on its own, so that the verdict of Node is about the chain. */
function credentials({ ca, clientCertificate }: ProbeSettings): ConnectionOptions {
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
