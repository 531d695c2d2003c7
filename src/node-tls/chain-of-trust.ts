// Whether a path of signatures leads from a certificate to a trust anchor, whatever the dates say. Node cannot be asked: OpenSSL names one failure
// alone, and expiry, which it checks last, hides whatever failed before it.

import type { X509Certificate } from 'node:crypto';
import type { TrustAnchors } from './trust-anchors.js';

/** The side that a certificate speaks for, which its extended key usage has to name where it has one (RFC 5280 section 4.2.1.12). */
export type Purpose = 'server' | 'client';

/** Longer paths are refused, as by OpenSSL, whose limit is 100. */
const MAX_PATH = 20;

/**
 * True: a path of valid signatures by CA certificates ends at an anchor. False: there is none. Undefined: none was found, but Node may know more anchors.
 * Name constraints, path lengths, key usage and revocation are not looked at: whoever asks knows already that the chain is not valid as it stands.
 */
export function leadsToAnchor(leaf: X509Certificate, presented: readonly X509Certificate[], anchors: TrustAnchors, purpose: Purpose): boolean | undefined {
  if (!servesPurpose(leaf, purpose)) return false;
  const roots = new Set(anchors.certificates.filter(isSelfIssued).map(({ fingerprint256 }) => fingerprint256));
  // What a CA may sign for binds what is below it.
  const issuers = [...anchors.certificates, ...presented].filter((issuer) => servesPurpose(issuer, purpose));
  if (hasPath(leaf, issuers, roots, new Set())) return true;
  return anchors.complete ? false : undefined;
}

export function isSelfIssued(certificate: X509Certificate): boolean {
  return certificate.subject === certificate.issuer;
}

function hasPath(certificate: X509Certificate, issuers: readonly X509Certificate[], roots: ReadonlySet<string>, seen: Set<string>): boolean {
  if (roots.has(certificate.fingerprint256)) return true;
  if (seen.size >= MAX_PATH || seen.has(certificate.fingerprint256)) return false;
  seen.add(certificate.fingerprint256);
  return issuers.some((issuer) => isSignedBy(certificate, issuer) && hasPath(issuer, issuers, roots, seen));
}

function isSignedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  if (!issuer.ca || !certificate.checkIssued(issuer)) return false;
  try {
    return certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

/** OpenSSL does not take `anyExtendedKeyUsage` for either. */
const USAGES: Readonly<Record<Purpose, string>> = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' };

function servesPurpose(certificate: X509Certificate, purpose: Purpose): boolean {
  // Node calls the extended key usage `keyUsage`; it is undefined where the certificate has none.
  const usages = certificate.keyUsage as readonly string[] | undefined;
  return usages === undefined || usages.includes(USAGES[purpose]);
}
