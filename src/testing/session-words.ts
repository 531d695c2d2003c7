// What a connection was, in words: `good` or what is wrong with it, alone or several, as `TLSv1.1, expired` (S-18.3). RFC 8460 has a word for each fault.

import type { CertificateFacts, Session } from '../model/message.js';
import type { ResultType } from '../model/decision.js';
import { TLS_VERSIONS } from '../model/transport.js';
import { quote } from '../model/quotation.js';

/** What everything that can be required is met by. */
export const GOOD_VERSION = 'TLSv1.3';
export const GOOD_CERTIFICATE: Required<CertificateFacts> = Object.freeze({ trusted: true, hostnameMatches: true, expired: false });

export type SessionWords =
  /** Undefined: the session is not known yet. */
  | { readonly ok: true; readonly session: Session | undefined }
  /** `word`: one that nobody knows. */
  | { readonly ok: false; readonly problem: string; readonly word: string | null };

/** @param text - words apart by commas or blanks */
export function readSessionWords(text: string): SessionWords {
  const words = text.split(/[,\s]+/).filter((word) => word !== '');
  const unknown = words.find((word) => !SESSION_WORDS.includes(word));
  if (unknown !== undefined) return { ok: false, problem: `${quote(unknown)} is no word for a session`, word: unknown };
  if (words.length === 0) return failed('say what the session was: `none`, `good` or what is wrong with it');
  const [first = ''] = words;
  const lonely = words.find((word) => ALONE.has(word));
  if (lonely !== undefined && words.length > 1) return failed(`${quote(lonely)} stands alone; remove the other words`);
  const alone = ALONE.get(first);
  if (alone !== undefined) return { ok: true, session: alone() };
  return withFaults(words);
}

function withFaults(words: readonly string[]): SessionWords {
  const versions = words.filter((word) => VERSIONS.includes(word));
  if (versions.length > 1) return failed('a session has one TLS version; keep one');
  const [version = GOOD_VERSION] = versions;
  const faults = words.filter((word) => !VERSIONS.includes(word));
  const whole = faults.find((word) => WITHOUT_FACTS.has(word));
  if (whole !== undefined && faults.length > 1) return failed(`${quote(whole)} leaves nothing else to say of the certificate; remove the other words`);
  if (whole === 'no-certificate') return { ok: true, session: { tls: true, version, certificate: null } };
  if (whole !== undefined) return { ok: true, session: { tls: true, version, certificate: {} } };
  const facts = faults.map((word) => FAULTS.get(word) ?? {});
  return { ok: true, session: { tls: true, version, certificate: Object.assign({ ...GOOD_CERTIFICATE }, ...facts) as CertificateFacts } };
}

function failed(problem: string): SessionWords {
  return { ok: false, problem, word: null };
}

/** RFC 8460 section 4.3, in the order of S-9.2. */
export const RESULT_TYPES: readonly ResultType[] = ['starttls-not-supported', 'validation-failure', 'certificate-not-trusted', 'certificate-expired', 'certificate-host-mismatch'];

/** Every version that a session can have had. */
export const VERSIONS: readonly string[] = ['SSLv2', 'SSLv3', ...TLS_VERSIONS];
const ALONE: ReadonlyMap<string, () => Session | undefined> = new Map<string, () => Session | undefined>([
  ['good', () => ({ tls: true, version: GOOD_VERSION, certificate: { ...GOOD_CERTIFICATE } })],
  ['none', () => ({ tls: false })],
  ['starttls-not-supported', () => ({ tls: false })],
  // No version of TLS at all, and below every minimum (S-9.1).
  ['validation-failure', () => ({ tls: true, version: 'SSLv3', certificate: { ...GOOD_CERTIFICATE } })],
  ['unknown', () => undefined],
]);
/** Of the certificate nothing is known, or there is none. */
const WITHOUT_FACTS: ReadonlySet<string> = new Set(['no-certificate', 'unverified']);
const FAULTS: ReadonlyMap<string, CertificateFacts> = new Map<string, CertificateFacts>([
  ['self-signed', { trusted: false }],
  ['untrusted', { trusted: false }],
  ['certificate-not-trusted', { trusted: false }],
  ['expired', { expired: true }],
  ['certificate-expired', { expired: true }],
  ['wrong-name', { hostnameMatches: false }],
  ['wrong-hostname', { hostnameMatches: false }],
  ['certificate-host-mismatch', { hostnameMatches: false }],
]);

/** Every word, for who meant another. */
export const SESSION_WORDS: readonly string[] = [...ALONE.keys(), ...VERSIONS, ...FAULTS.keys(), ...WITHOUT_FACTS];
