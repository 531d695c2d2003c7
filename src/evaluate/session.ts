// What the connection really was, read from what an adapter says of it (S-9.1).

import { readProperty } from '../model/property.js';

export type SessionReading =
  | { readonly kind: 'not-known' }
  | { readonly kind: 'no-tls' }
  /** No adapter can say so in a session, but in the same attempt it knows (S-9.4). `found`: what went wrong. */
  | { readonly kind: 'handshake-failed'; readonly found: string }
  | { readonly kind: 'tls'; readonly version: string | null; readonly certificate: CertificateReading };

export interface CertificateReading {
  readonly presented: boolean;
  readonly trusted: Verdict;
  readonly hostnameMatches: Verdict;
  readonly expired: Verdict;
}

/** Each verdict is true, false or unknown. */
export type Verdict = true | false | 'unknown';

/** Total: a missing or null session is not known, and anything else whose `tls` is not exactly `true` is no TLS. */
export function readSession(session: unknown): SessionReading {
  if (session === undefined || session === null) return { kind: 'not-known' };
  if (readProperty(session, 'tls') !== true) return { kind: 'no-tls' };
  const version = readProperty(session, 'version');
  return {
    kind: 'tls',
    version: typeof version === 'string' ? version : null,
    certificate: readCertificate(readProperty(session, 'certificate')),
  };
}

function readCertificate(certificate: unknown): CertificateReading {
  return {
    presented: certificate !== null,
    trusted: verdict(readProperty(certificate, 'trusted')),
    hostnameMatches: verdict(readProperty(certificate, 'hostnameMatches')),
    expired: verdict(readProperty(certificate, 'expired')),
  };
}

function verdict(value: unknown): Verdict {
  return typeof value === 'boolean' ? value : 'unknown';
}
