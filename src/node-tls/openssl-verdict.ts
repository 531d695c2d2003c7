// What OpenSSL found of a client's certificate, where Node keeps it to itself: a server that makes the socket itself, as mail servers do after
// STARTTLS, has `authorized` false and no `authorizationError`, whatever the certificate is worth. Only Node's own `tls.Server` sets them.

import type { TLSSocket } from 'node:tls';
import { readProperty } from '../model/property.js';

/** Of a chain: it passed, it failed for what a code of Node names, or nobody can tell. */
export type ChainVerdict = { readonly kind: 'passed' } | { readonly kind: 'failed'; readonly code: string } | { readonly kind: 'unknown' };

export const PASSED: ChainVerdict = { kind: 'passed' };
export const UNKNOWN: ChainVerdict = { kind: 'unknown' };

/**
 * The verdict of OpenSSL on the certificate that a client presented: its chain, its purpose and its dates. It is read from the handle of the socket,
 * where `tls.Server` reads it too, as Node documents no other way. What cannot be read is unknown, which counts as not met (S-9.1, S-9.2).
 *
 * A resumed session brings the verdict of the connection that began it, which may have had other CA certificates; and a socket that asked for no
 * certificate has one all the same. So what passed there is unknown here. On the client side Node says all there is, and this is unknown.
 */
export function clientChainVerdict(socket: TLSSocket): ChainVerdict {
  if (!isServerSide(socket)) return UNKNOWN;
  const error = call(readProperty(socket, '_handle'), 'verifyError');
  if (error === null) return isResumed(socket) ? UNKNOWN : PASSED;
  const code = readProperty(error, 'code');
  return typeof code === 'string' ? { kind: 'failed', code } : UNKNOWN;
}

/** The key that a server used for this connection alone is told to its client; Node gives null to the server. */
export function isServerSide(socket: TLSSocket): boolean {
  return call(socket, 'getEphemeralKeyInfo') === null;
}

/** Whoever does not say is taken to have resumed a session. */
export function isResumed(socket: TLSSocket): boolean {
  return call(socket, 'isSessionReused') !== false;
}

/** Undefined where there is no such method, or it throws. */
function call(object: unknown, name: string): unknown {
  const method = readProperty(object, name);
  if (typeof method !== 'function') return undefined;
  try {
    return Reflect.apply(method, object, []);
  } catch {
    return undefined;
  }
}
