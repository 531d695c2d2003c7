// The value of --session: what the connection was.

import type { CertificateFacts, Session } from '../model/message.js';
import { TLS_VERSIONS } from '../model/transport.js';
import { UsageError } from './failure.js';

const VERSIONS: readonly string[] = ['SSLv2', 'SSLv3', ...TLS_VERSIONS];
const FORM = `write none, or a version and what is known of the certificate, as in TLSv1.3,trusted,hostname`;

/** @throws UsageError for a word that is not known, or two that contradict each other */
export function parseSession(text: string): Session {
  const [version = '', ...words] = text.split(',').map((word) => word.trim());
  if (version === 'none') return withoutTls(words);
  if (!VERSIONS.includes(version)) throw new UsageError(`--session ${text}: \`${version}\` is neither none nor a version (${VERSIONS.join(', ')}); ${FORM}`);
  if (words.length === 0) return { tls: true, version };
  if (words.includes('no-certificate')) return withoutCertificate(version, words);
  const certificate: CertificateFacts = {};
  for (const word of words) addFact(certificate, word);
  return { tls: true, version, certificate };
}

function withoutTls(words: readonly string[]): Session {
  if (words.length > 0) throw new UsageError('--session none stands alone: without TLS there is no certificate');
  return { tls: false };
}

function withoutCertificate(version: string, words: readonly string[]): Session {
  if (words.length > 1) throw new UsageError('--session: no-certificate leaves nothing to say of the certificate; remove the other words');
  return { tls: true, version, certificate: null };
}

function addFact(certificate: CertificateFacts, word: string): void {
  const fact = FACTS.get(word);
  if (fact === undefined) throw new UsageError(`--session: \`${word}\` is not known; words: ${[...FACTS.keys(), 'no-certificate'].join(', ')}`);
  const [name, verdict] = fact;
  if (certificate[name] !== undefined && certificate[name] !== verdict) throw new UsageError(`--session: \`${word}\` contradicts another word; keep one of them`);
  certificate[name] = verdict;
}

const FACTS: ReadonlyMap<string, readonly [keyof CertificateFacts, boolean]> = new Map([
  ['trusted', ['trusted', true]],
  ['untrusted', ['trusted', false]],
  ['hostname', ['hostnameMatches', true]],
  ['wrong-hostname', ['hostnameMatches', false]],
  ['expired', ['expired', true]],
]);
