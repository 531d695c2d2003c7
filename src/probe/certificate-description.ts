// A certificate in words that people can compare with what they expect.

import type { KeyObject, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { safeText } from '../model/safe-text.js';
import { isSelfIssued } from '../node-tls/chain-of-trust.js';
import type { CertificateDescription } from './report.js';

export function describeCertificate(certificate: X509Certificate, now: Date): CertificateDescription {
  const validTo = new Date(certificate.validTo);
  return {
    subject: distinguishedName(certificate.subject),
    commonName: commonNameOf(certificate.subject),
    names: alternativeNames(certificate).slice(0, MAX_NAMES),
    issuer: distinguishedName(certificate.issuer),
    validFrom: isoDate(new Date(certificate.validFrom)),
    validTo: isoDate(validTo),
    daysLeft: daysBetween(now, validTo),
    fingerprint: certificate.fingerprint256,
    key: keyWords(certificate),
    selfIssued: isSelfIssued(certificate),
    forServers: isForServers(certificate),
  };
}

/** The names that count: the common name only where there is no DNS name; an empty name is none. */
export function namesOn(certificate: CertificateDescription | undefined): readonly string[] {
  if (certificate === undefined) return [];
  const { names, commonName } = certificate;
  const counting = commonName === null || hasDnsName(names) ? names : [...names, commonName];
  return counting.filter((name) => name !== '');
}

/** A name in a sentence, all of it: it is safe, and may be any words. */
export function inQuotes(name: string): string {
  return `\`${name}\``;
}

/** Whether subject alternative names are more than IP addresses. */
export function hasDnsName(names: readonly string[]): boolean {
  return names.some((name) => isIP(name) === 0);
}

/** DNS names and IP addresses, all of them, made safe. */
export function alternativeNames(certificate: X509Certificate): string[] {
  return namesOf(certificate.subjectAltName);
}

/** Bits of an RSA or DSA key; null for other keys, and for one that Node cannot read. */
export function modulusLength(certificate: X509Certificate): number | null {
  return keyOf(certificate)?.bits ?? null;
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
  const name = /^CN=(.*)$/m.exec(subject ?? '')?.[1] ?? '';
  return name.trim() === '' ? null : safeText(name, MAX_TEXT);
}

/** `DNS:a.example, IP Address:192.0.2.1`; a name with special characters is a string of JSON. */
function namesOf(text: string | undefined): string[] {
  const names: string[] = [];
  for (const [, name = ''] of (text ?? '').matchAll(/(?:^|, )(?:DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g)) names.push(safeText(name, MAX_TEXT));
  return names;
}

/** Null where the date cannot be read. */
function daysBetween(from: Date, to: Date): number | null {
  const days = Math.floor((to.getTime() - from.getTime()) / DAY);
  return Number.isNaN(days) ? null : days;
}

const SERVER_USAGES: readonly string[] = ['1.3.6.1.5.5.7.3.1', '2.5.29.37.0'];

/** By its extended key usage, which Node calls `keyUsage` and which need not be there. */
function isForServers(certificate: X509Certificate): boolean {
  const usages = certificate.keyUsage as readonly string[] | undefined;
  return usages === undefined || usages.some((usage) => SERVER_USAGES.includes(usage));
}

function isoDate(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

function keyWords(certificate: X509Certificate): string {
  const key = keyOf(certificate);
  if (key === null) return 'a key that Node cannot read';
  const { kind, bits, curve } = key;
  return bits === undefined ? [kind, curve].filter((word) => word !== undefined).join(' ') : `${kind} ${bits} bits`;
}

interface KeyFacts {
  readonly kind: string;
  readonly bits: number | undefined;
  readonly curve: string | undefined;
}

/** Node may fail on the key as well as on its details. */
function keyOf(certificate: X509Certificate): KeyFacts | null {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails = {} }: KeyObject = certificate.publicKey;
    return { kind: (asymmetricKeyType ?? '').toUpperCase(), bits: asymmetricKeyDetails.modulusLength, curve: asymmetricKeyDetails.namedCurve };
  } catch {
    return null;
  }
}
