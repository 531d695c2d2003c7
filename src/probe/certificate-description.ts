// A certificate in words that people can compare with what they expect.

import type { KeyObject, X509Certificate } from 'node:crypto';
import { safeText } from '../model/safe-text.js';
import { isSelfIssued } from '../node-tls/chain-of-trust.js';
import type { CertificateDescription } from './report.js';

export function describeCertificate(certificate: X509Certificate, now: Date): CertificateDescription {
  const validTo = new Date(certificate.validTo);
  return {
    subject: distinguishedName(certificate.subject),
    commonName: commonNameOf(certificate.subject),
    names: namesOf(certificate.subjectAltName).slice(0, MAX_NAMES),
    issuer: distinguishedName(certificate.issuer),
    validFrom: isoDate(new Date(certificate.validFrom)),
    validTo: isoDate(validTo),
    daysLeft: Math.floor((validTo.getTime() - now.getTime()) / DAY),
    fingerprint: certificate.fingerprint256,
    key: keyWords(certificate),
    selfIssued: isSelfIssued(certificate),
  };
}

/** The names that count: the common name only where there are no others. */
export function namesOn(certificate: CertificateDescription | undefined): readonly string[] {
  if (certificate === undefined) return [];
  return certificate.names.length > 0 || certificate.commonName === null ? certificate.names : [certificate.commonName];
}

/** Bits of an RSA or DSA key; null for other keys, and for one that Node cannot read. */
export function modulusLength(certificate: X509Certificate): number | null {
  return keyOf(certificate)?.asymmetricKeyDetails?.modulusLength ?? null;
}

const DAY = 86_400_000;
/** Certificates of large providers have a hundred names. */
const MAX_NAMES = 150;
const MAX_TEXT = 300;

/** Node writes one attribute a line, or nothing at all. */
function distinguishedName(name: string | undefined): string {
  return safeText((name ?? '').split('\n').join(', '), MAX_TEXT);
}

function commonNameOf(subject: string | undefined): string | null {
  const name = /^CN=(.*)$/m.exec(subject ?? '')?.[1];
  return name === undefined ? null : safeText(name, MAX_TEXT);
}

/** `DNS:a.example, IP Address:192.0.2.1`; a name with special characters is a string of JSON. */
function namesOf(text: string | undefined): string[] {
  const names: string[] = [];
  for (const [, name = ''] of (text ?? '').matchAll(/(?:^|, )(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g)) names.push(safeText(name, MAX_TEXT));
  return names;
}

function isoDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

function keyWords(certificate: X509Certificate): string {
  const key = keyOf(certificate);
  if (key === null) return 'a key that Node cannot read';
  const { modulusLength: bits, namedCurve } = key.asymmetricKeyDetails ?? {};
  const kind = (key.asymmetricKeyType ?? '').toUpperCase();
  return bits === undefined ? [kind, namedCurve].filter((word) => word !== undefined).join(' ') : `${kind} ${bits} bits`;
}

function keyOf(certificate: X509Certificate): KeyObject | null {
  try {
    return certificate.publicKey;
  } catch {
    return null;
  }
}
