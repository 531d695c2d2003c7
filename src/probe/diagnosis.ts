// Why a violation is one, in a sentence for the administrator, and what helps.

import type { Violation } from '../model/decision.js';
import type { Session } from '../model/message.js';
import type { Route } from '../model/route.js';
import type { TransportConstraints } from '../model/transport.js';
import { EXPIRED, NOT_YET_VALID } from '../node-tls/verification-error.js';
import { inQuotes, namesOn } from './certificate-description.js';
import { replyText } from './host-failure.js';
import { remediesFor } from './remedy.js';
import type { Cause, CertificateDescription, Diagnosis, HostReport, TlsDescription } from './report.js';

export function diagnose(violation: Violation, host: HostReport, route: Route, constraints: TransportConstraints): Diagnosis {
  const cause = causeOf(violation, host);
  return { type: violation.type, cause, sentence: sentenceOf(cause, host, constraints), remedies: remediesFor(violation.type, cause, host, route) };
}

function causeOf({ type, found }: Violation, { tls, session, starttls, failure }: HostReport): Cause {
  switch (type) {
    case 'starttls-not-supported':
      return starttls === 'refused' ? 'starttls-refused' : 'starttls-not-offered';
    case 'validation-failure':
      // A session of too low a version may fail later for another reason.
      if (found !== failure?.message) return 'version-too-low';
      return failure.code?.includes('CERTIFICATE_REQUIRED') === true ? 'client-certificate-demanded' : 'handshake-failed';
    case 'certificate-expired':
      return 'expired';
    case 'certificate-not-trusted':
      return tls === null ? 'handshake-failed' : chainCause(tls, session);
    case 'certificate-host-mismatch':
      return tls?.chain.length === 0 ? withoutChain(session) : 'wrong-name';
  }
}

/** Dates hide what else is wrong with a chain, so what can be seen of the chain itself comes first. */
function chainCause({ chain, verificationError: code }: TlsDescription, session: Session | null): Cause {
  const [leaf] = chain;
  if (leaf === undefined) return withoutChain(session);
  // A certificate that is trusted for what it is may be signed by itself; its date is what OpenSSL looks at last.
  if (leaf.selfIssued && code !== NOT_YET_VALID) return 'self-signed';
  if (!leaf.forServers) return 'wrong-purpose';
  if (code === NOT_YET_VALID) return 'not-yet-valid';
  // Whether the CA is trusted could not be told either.
  if (code === EXPIRED && session?.tls === true && session.certificate?.trusted === undefined) return 'other-chain-fault';
  if (code === 'SELF_SIGNED_CERT_IN_CHAIN' || (code === EXPIRED && chain.at(-1)?.selfIssued === true)) return 'private-authority';
  if (code === EXPIRED || INCOMPLETE.has(code ?? '')) return 'incomplete-chain';
  return 'other-chain-fault';
}

/** A server that presents nothing, or what cannot be read. */
function withoutChain(session: Session | null): Cause {
  return session?.tls === true && (session.certificate ?? null) !== null ? 'unreadable-certificate' : 'no-certificate';
}

const INCOMPLETE: ReadonlySet<string> = new Set(['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY']);

function sentenceOf(cause: Cause, host: HostReport, { minVersion }: TransportConstraints): string {
  const { chain, protocol, verificationError } = host.tls ?? WITHOUT_TLS;
  const [leaf] = chain;
  const top = chain.at(-1) ?? NO_CERTIFICATE;
  switch (cause) {
    case 'starttls-not-offered':
      return `${host.host} does not offer STARTTLS, so that mail could only be sent in plaintext.`;
    case 'starttls-refused':
      return `${host.host} offers STARTTLS and then refuses it: ${starttlsReply(host)}.`;
    case 'handshake-failed':
      return `With ${host.host} ${host.failure?.message ?? 'the TLS handshake failed'}.`;
    case 'client-certificate-demanded':
      return `${host.host} takes no connection without a client certificate.`;
    case 'version-too-low':
      return `${host.host} negotiates ${protocol}, and ${minVersion === null ? 'TLS' : `${minVersion} or later`} is required.`;
    case 'no-certificate':
      return `${host.host} encrypts without presenting a certificate, so that nobody can tell who it is.`;
    case 'unreadable-certificate':
      return `The certificate of ${host.host} cannot be read: ${verificationError ?? 'the reason is not known'}.`;
    case 'self-signed':
      return `The certificate of ${host.host} is signed by itself, not by a CA.`;
    case 'private-authority':
      return `The certificate of ${host.host} comes from a CA that is not trusted: ${top.subject === '' ? 'one without a name' : top.subject}.`;
    case 'incomplete-chain':
      return `${host.host} does not send the certificate of ${top.issuer === '' ? 'an issuer without a name' : top.issuer}, which should link its own to a trusted CA; or that CA is not trusted.`;
    case 'not-yet-valid':
      return notYetSentence(host.host, chain);
    case 'expired':
      return expirySentence(host.host, chain);
    case 'wrong-purpose':
      return `The certificate of ${host.host} was not made for servers.`;
    case 'other-chain-fault':
      return `The chain of certificates of ${host.host} does not hold: ${verificationError ?? 'the reason is not known'}.`;
    case 'wrong-name':
      return `The certificate of ${host.host} does not bear that name; it is for ${namesWords(leaf)}.`;
  }
}

/** A report may come from elsewhere, and say less. */
const WITHOUT_TLS: Pick<TlsDescription, 'chain' | 'protocol' | 'verificationError'> = { chain: [], protocol: 'an unknown version', verificationError: null };
const NO_CERTIFICATE: Pick<CertificateDescription, 'subject' | 'issuer'> = { subject: 'unknown', issuer: 'an unknown issuer' };

function starttlsReply({ steps }: HostReport): string {
  const reply = steps.find(({ name }) => name === 'starttls')?.reply ?? null;
  return reply === null ? 'without a word' : replyText(reply);
}

/** If any certificate has yet to begin, the one that begins last has. */
function notYetSentence(host: string, chain: readonly CertificateDescription[]): string {
  const last = outermost(chain, ({ validFrom }) => Date.parse(validFrom));
  const bySelf = chain[0]?.selfIssued === true ? ' It is signed by itself, so that nobody trusts it who was not given it.' : '';
  return `A certificate of ${host} is not valid yet${last === null ? '' : `: ${last.subject} begins on ${last.validFrom}`}.${bySelf}`;
}

/**
 * The server's own, where that has ended: it alone is in every path. Else, if any certificate has ended, the one that ended first has; it may be one that
 * the server sends for nothing, such as a root that an older one has signed.
 */
function expirySentence(host: string, chain: readonly CertificateDescription[]): string {
  const [leaf] = chain;
  const first = leaf !== undefined && (leaf.daysLeft ?? 0) < 0 ? leaf : outermost(chain, ({ validTo }) => -Date.parse(validTo));
  return `A certificate of ${host} has expired${first === null ? '' : `: ${first.subject} ended on ${first.validTo}`}.`;
}

/** The certificate of the greatest value; null where none can be told. */
function outermost(chain: readonly CertificateDescription[], valueOf: (certificate: CertificateDescription) => number): CertificateDescription | null {
  const [first] = chain.filter((certificate) => !Number.isNaN(valueOf(certificate))).sort((a, b) => valueOf(b) - valueOf(a));
  return first ?? null;
}

const MAX_NAMES = 5;

function namesWords(leaf: CertificateDescription | undefined): string {
  const names = namesOn(leaf).map(inQuotes);
  if (names.length === 0) return 'no host at all';
  return names.length <= MAX_NAMES ? names.join(', ') : `${names.slice(0, MAX_NAMES).join(', ')} and ${names.length - MAX_NAMES} more`;
}
