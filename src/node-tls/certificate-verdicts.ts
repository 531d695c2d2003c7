// What is to be said of a peer's certificate, each verdict on its own: Node checks the chain first and hides the verdict on the name of a certificate
// that is not trusted, and of several failures of the chain it names one.

import { X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';
import type { CertificateFacts } from '../model/message.js';
import { leadsToAnchor } from './chain-of-trust.js';
import { bearsName } from './host-identity.js';
import type { HostIdentity } from './host-identity.js';
import { clientChainVerdict, isResumed, isServerSide, PASSED, UNKNOWN } from './openssl-verdict.js';
import type { ChainVerdict } from './openssl-verdict.js';
import { trustAnchors } from './trust-anchors.js';
import type { CaCertificates } from './trust-anchors.js';
import { EXPIRED, isNameError, resultTypeOfVerification } from './verification-error.js';

export interface Surroundings {
  /** Null where nobody asked for a name, as on the server side. */
  readonly identity: HostIdentity | null;
  readonly ca: CaCertificates | undefined;
  readonly now: Date;
}

/** The peer's certificate and those above it, the peer's own first; empty if it presented none. */
export function peerChain(socket: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = [];
  const seen = new Set<string>();
  // A socket without a certificate gives an object without properties; a root is its own issuer.
  let certificate: Partial<DetailedPeerCertificate> | undefined = socket.getPeerCertificate(true);
  while (certificate?.raw !== undefined) {
    const parsed = new X509Certificate(certificate.raw);
    if (seen.has(parsed.fingerprint256)) break;
    seen.add(parsed.fingerprint256);
    chain.push(parsed);
    certificate = certificate.issuerCertificate;
  }
  return chain;
}

/** What Node found wrong with the chain or, if nothing, with the name; null where it found nothing or did not look. */
export function verificationError(socket: TLSSocket): string | null {
  // A text, whatever the types of Node say; an error of the caller's own check can be anything.
  const error: unknown = socket.authorizationError;
  if (typeof error === 'string') return error;
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}

/**
 * @param chain - of {@link peerChain}; an unknown verdict is left out
 * @returns null where the peer presented no certificate
 */
export function certificateVerdicts(socket: TLSSocket, chain: readonly X509Certificate[], { identity, ca, now }: Surroundings): CertificateFacts | null {
  const [leaf] = chain;
  // Node keeps no certificate of a session that a client resumes, so that it is not known whether there was one.
  if (leaf === undefined) return !isServerSide(socket) && isResumed(socket) ? {} : null;
  const verdict = chainVerdict(socket);
  const purpose = isServerSide(socket) ? 'client' : 'server';
  const trusted = isTrusted(verdict, ca, () => leadsToAnchor(leaf, chain, trustAnchors(ca), purpose));
  // OpenSSL's word counts as well: a certificate of the chain above may be the one that expired.
  const expired = isExpiry(verdict) ? true : hasExpired(leaf, now);
  return {
    ...(trusted === undefined ? {} : { trusted }),
    ...(identity === null ? {} : { hostnameMatches: bearsName(socket.getPeerCertificate(), identity) }),
    ...(expired === undefined ? {} : { expired }),
  };
}

/** `taken-over`: it passed in the connection that began the session, whose CA certificates may have been those of another server. */
type Verdict = ChainVerdict | { readonly kind: 'taken-over' };

function chainVerdict(socket: TLSSocket): Verdict {
  if (socket.authorized) return isServerSide(socket) && isResumed(socket) ? { kind: 'taken-over' } : PASSED;
  const error: unknown = socket.authorizationError;
  if (error === null || error === undefined) return clientChainVerdict(socket);
  const code = verificationError(socket);
  if (code === null) return UNKNOWN;
  if (isNameError(code)) return PASSED;
  // The caller's own check of the name speaks only after the chain passed, but what it says cannot be told from what is not known.
  return resultTypeOfVerification(code) === null ? UNKNOWN : { kind: 'failed', code };
}

/** @param dateless - the verdict that leaves dates out: expiry is checked last, so that it hides what failed before it */
function isTrusted(verdict: Verdict, ca: CaCertificates | undefined, dateless: () => boolean | undefined): boolean | undefined {
  switch (verdict.kind) {
    case 'unknown':
      return undefined;
    case 'passed':
      return true;
    case 'failed':
      return isExpiry(verdict) ? dateless() : false;
    case 'taken-over':
      // No path need not mean that there is none: a ticket holds the certificate of the client alone, without those above it.
      return ca !== undefined && dateless() === true ? true : undefined;
  }
}

function isExpiry(verdict: Verdict): boolean {
  return verdict.kind === 'failed' && verdict.code === EXPIRED;
}

/** Undefined for a date that cannot be read. */
function hasExpired({ validTo }: X509Certificate, now: Date): boolean | undefined {
  const end = Date.parse(validTo);
  return Number.isNaN(end) ? undefined : end < now.getTime();
}
