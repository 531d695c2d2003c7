// One address of a mail host: what it says, what it encrypts with, and what its certificate is worth.

import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { Session } from '../model/message.js';
import { safeText } from '../model/safe-text.js';
import { TLS_VERSIONS } from '../model/transport.js';
import type { TlsVersion } from '../model/transport.js';
import { peerChain, verificationError } from '../node-tls/certificate-verdicts.js';
import { sessionOf } from '../node-tls/session.js';
import { describeCertificate } from './certificate-description.js';
import { converse } from './dialogue.js';
import type { Dialogue, Endpoint } from './dialogue.js';
import type { Offer } from './handshake.js';
import { errorText } from './host-failure.js';
import type { ProbeSettings } from './probe-options.js';
import type { HostReport, TlsDescription, VersionAnswer } from './report.js';
import { warningsOf } from './warnings.js';

/** Never rejects on account of the server; see {@link converse}. */
export async function probeHost(endpoint: Endpoint, preference: number | null, settings: ProbeSettings): Promise<HostReport> {
  const { host, address, port, implicitTls, identity } = endpoint;
  const meeting = await meet(endpoint, settings);
  const { dialogue, sight } = meeting;
  const session = sight?.session ?? (isPlaintext(dialogue) ? ({ tls: false } as const) : null);
  const { chain = [], tls = null } = sight ?? {};
  const { steps, starttls, failure, injected } = dialogue;
  const versions = settings.versions && (implicitTls || starttls === 'accepted') ? await scanVersions(endpoint, meeting.offer, settings) : null;
  const warnings = warningsOf({ session, identity, chain, descriptions: tls?.chain ?? [], injected, expiryWarningDays: settings.expiryWarningDays });
  return { host, preference, address, port, implicitTls, steps, starttls, session, tls, failure, warnings, versions };
}

/** What the socket showed right after the handshake: it may not last. */
interface Sight {
  readonly session: Session;
  readonly chain: readonly X509Certificate[];
  readonly tls: TlsDescription;
}

interface Meeting {
  readonly offer: Offer;
  readonly dialogue: Dialogue;
  readonly sight: Sight | null;
}

/** A server without a certificate shakes hands with those alone who want none. */
async function meet(endpoint: Endpoint, settings: ProbeSettings): Promise<Meeting> {
  const meeting = await meetWith({ ciphers: 'with-certificate', version: null }, endpoint, settings);
  const { failure } = meeting.dialogue;
  if (failure?.step !== 'handshake' || failure.code?.includes('ALERT_HANDSHAKE_FAILURE') !== true) return meeting;
  const anonymous = await meetWith({ ciphers: 'anonymous', version: null }, endpoint, settings);
  // An attempt that failed without a word about TLS leaves open what the server has.
  const isRefusedToo = anonymous.sight === null && (anonymous.dialogue.failure?.resultType ?? null) !== null;
  return isRefusedToo ? meeting : anonymous;
}

async function meetWith(offer: Offer, endpoint: Endpoint, settings: ProbeSettings): Promise<Meeting> {
  const sights: Sight[] = [];
  const dialogue = await converse(endpoint, offer, settings, (socket) => sights.push(look(socket, endpoint, settings)));
  return { offer, dialogue, sight: sights[0] ?? null };
}

/** A certificate that cannot be read is one whose verdicts are unknown, which violates what asks for them (S-9.2). */
function look(socket: TLSSocket, endpoint: Endpoint, settings: ProbeSettings): Sight {
  try {
    return read(socket, endpoint, settings);
  } catch (error) {
    const version = socket.getProtocol() ?? '';
    const tls = { protocol: version, cipher: socket.getCipher().name, chain: [], verificationError: safeText(errorText(error), MAX_WORDS) };
    return { session: { tls: true, version, certificate: {} }, chain: [], tls };
  }
}

const MAX_WORDS = 200;

function read(socket: TLSSocket, { identity }: Endpoint, { ca, now }: ProbeSettings): Sight {
  const chain = peerChain(socket);
  const session = sessionOf(socket, { host: identity.text, now, ...(ca === undefined ? {} : { ca }) });
  const tls = {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    chain: chain.map((certificate) => describeCertificate(certificate, now)),
    verificationError: chain.length === 0 ? null : verificationError(socket),
  };
  return { session, chain, tls };
}

/** The dialogue came to its end, and there was no TLS in it. */
function isPlaintext({ failure, starttls }: Dialogue): boolean {
  return failure === null && (starttls === 'not-offered' || starttls === 'refused');
}

/** By the ciphers that the server has shown to have. */
async function scanVersions(endpoint: Endpoint, { ciphers }: Offer, settings: ProbeSettings): Promise<Record<TlsVersion, VersionAnswer>> {
  const quiet = { ...settings, onProgress: () => undefined };
  const answers: Record<TlsVersion, VersionAnswer> = { TLSv1: 'unknown', 'TLSv1.1': 'unknown', 'TLSv1.2': 'unknown', 'TLSv1.3': 'unknown' };
  // One after the other: servers count connections from one address.
  for (const version of TLS_VERSIONS) answers[version] = await tryVersion({ ciphers, version }, endpoint, quiet);
  return answers;
}

async function tryVersion(offer: Offer, endpoint: Endpoint, settings: ProbeSettings): Promise<VersionAnswer> {
  const { dialogue, sight } = await meetWith(offer, endpoint, settings);
  if (sight !== null) return 'accepted';
  return dialogue.failure?.step === 'handshake' && NOT_THIS_VERSION.has(dialogue.failure.code ?? '') ? 'refused' : 'unknown';
}

/** The server's alert (RFC 8446 section 6.2), and its answer in a version that it was not offered. A handshake that fails otherwise can have any reason. */
const NOT_THIS_VERSION: ReadonlySet<string> = new Set(['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'ERR_SSL_UNSUPPORTED_PROTOCOL']);
