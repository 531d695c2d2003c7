// One connection of nodemailer to one address of a mail host, as far as MAIL FROM.

import type { Socket } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import { readProperty } from '../model/property.js';
import { safeText } from '../model/safe-text.js';
import type { TransportConstraints } from '../model/transport.js';
import { classifyTlsError } from '../node-tls/tls-error.js';
import { tlsOptionsFor } from '../node-tls/tls-options.js';
import { errorText } from '../probe/host-failure.js';
import { waitFor } from '../probe/time-limit.js';
import type { SendSettings } from './send-options.js';

export type Connection = SMTPConnection;

export interface Endpoint {
  readonly host: string;
  readonly address: string;
  readonly port: number;
}

/** `plaintext`: TLS was tried, and failed, on a connection before this one (S-9.6). */
export type Security = { readonly kind: 'tls'; readonly constraints: TransportConstraints } | { readonly kind: 'plaintext' };

export type Opening =
  /** `socket`: what is said on it is encrypted if anything is. */
  | {
      readonly kind: 'open';
      readonly connection: Connection;
      readonly socket: Socket;
      /** The server has STARTTLS, refused it for now (4xx), and TLS is not required. */
      readonly starttlsRefusal: string | null;
    }
  | { readonly kind: 'out-of-reach'; readonly reason: string }
  /** `starttls`: the server has none, or refused it. `handshake`: it failed. */
  | { readonly kind: 'no-tls'; readonly step: 'starttls' | 'handshake'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly response: string | null };

/** TLS from the start, by its registered port (RFC 8314 section 7.3). */
export function isImplicitTls({ port }: Endpoint): boolean {
  return port === 465;
}

/** @throws TypeError for constraints that are none, before anything is opened. A connection that is open is the caller's to hang up. */
export async function openConnection(endpoint: Endpoint, security: Security, settings: SendSettings): Promise<Opening> {
  const secured = securityOptions(endpoint, security, settings);
  const connected = await connect(endpoint, settings);
  if (connected.kind !== 'connected') return connected;
  const { socket } = connected;
  const connection = new SMTPConnection({
    connection: socket,
    host: endpoint.host,
    port: endpoint.port,
    name: settings.name,
    ...secured,
    // The time is kept here: nodemailer has more than one clock, and not the same in every version.
    ...NEVER,
  });
  const waited = await waitFor(setUp(connection), settings.timeouts.setUp, settings.stop);
  const failure = waited.kind === 'value' ? waited.value : gaveUp(waited.kind, connection);
  // Whatever is there is asked what it is (S-9.1): nodemailer does not promise that it will stay there.
  if (failure === null) return { kind: 'open', connection, socket: connection._socket as Socket, starttlsRefusal: starttlsRefusal(connection) };
  connection.close();
  socket.destroy();
  return failure;
}

/** The longest that timers of Node can do. */
const NEVER = { greetingTimeout: 2_147_483_647, connectionTimeout: 2_147_483_647, socketTimeout: 2_147_483_647 };

/** Says QUIT where the server still listens, and closes the connection. */
export async function hangUp(connection: Connection, socket: Socket): Promise<void> {
  if (socket.writable) {
    const gone = new Promise((resolve) => socket.once('close', resolve));
    connection.quit();
    await waitFor(gone, FAREWELL, new AbortController().signal);
  }
  connection.close();
  socket.destroy();
}

/** Milliseconds that a server may take to say goodbye. */
const FAREWELL = 300;

type Connected = { readonly kind: 'connected'; readonly socket: Socket } | Extract<Opening, { kind: 'out-of-reach' | 'failed' }>;

async function connect({ address, port }: Endpoint, settings: SendSettings): Promise<Connected> {
  const { localAddress, timeouts, stop } = settings;
  try {
    const socket = settings.connect({ host: address, port, ...(localAddress === undefined ? {} : { localAddress }) });
    // Whatever happens to it later, its error must find a listener.
    socket.on('error', () => undefined);
    const arrival = new Promise<void>((resolve, reject) => {
      if (socket.connecting) socket.once('connect', resolve).once('error', reject);
      else resolve();
    });
    const waited = await waitFor(arrival, timeouts.connect, stop);
    if (waited.kind === 'value') return { kind: 'connected', socket };
    socket.destroy();
    // Nobody knows whether it would have been reached.
    if (waited.kind === 'ended') return { kind: 'failed', reason: ENDED, response: null };
    return { kind: 'out-of-reach', reason: waited.kind === 'failed' ? wordsOf(waited.error) : 'no connection came about in time' };
  } catch (error) {
    return { kind: 'out-of-reach', reason: wordsOf(error) };
  }
}

/**
 * Any handshake is completed, so that the session shows all that is wrong with the server: of a certificate Node names one fault, and of a version that
 * is too low none (S-9.2). Nothing but EHLO is said before the session is judged.
 */
function securityOptions(endpoint: Endpoint, security: Security, settings: SendSettings): SMTPConnection.Options {
  if (security.kind === 'plaintext') return { secure: false, ignoreTLS: true };
  const { host } = endpoint;
  const { ca, clientCertificate } = settings;
  const { options } = tlsOptionsFor(security.constraints, { host, ...(ca === undefined ? {} : { ca }) });
  const tls = { ...options, ...clientCertificate, minVersion: 'TLSv1' as const, rejectUnauthorized: false };
  const required = security.constraints.tls === 'required';
  return { secure: isImplicitTls(endpoint), requireTLS: required, opportunisticTLS: !required, tls };
}

/** Null: the connection is ready for MAIL FROM. */
function setUp(connection: Connection): Promise<Opening | null> {
  return new Promise((resolve) => {
    connection.on('error', (error) => resolve(failureOf(error, connection)));
    // Some versions end without an error where the server leaves before its greeting; where there is an error it comes first.
    connection.once('end', () => resolve(failureOf(new Error('the server closed the connection'), connection)));
    connection.connect((error) => resolve(error === undefined ? null : failureOf(error, connection)));
  });
}

/** In plaintext the last thing that was said is the answer to EHLO or HELO, or a refusal of STARTTLS. */
function starttlsRefusal({ secure, lastServerResponse }: Connection): string | null {
  if (secure || lastServerResponse === false || !lastServerResponse.startsWith('4')) return null;
  return safeText(`STARTTLS was refused: ${lastServerResponse}`, MAX_WORDS);
}

/** Of older versions the types do not have it. What is not said is no handshake. */
function isUpgrading(connection: Connection): boolean {
  return readProperty(connection, 'upgrading') === true;
}

/** A handshake that does not end in its time has failed (S-9.4); one that was ended says nothing. */
function gaveUp(waited: 'failed' | 'timeout' | 'ended', connection: Connection): Opening {
  return waited === 'timeout' ? failureOf(new Error(TOO_LONG), connection) : { kind: 'failed', reason: ENDED, response: null };
}

function failureOf(error: unknown, connection: Connection): Opening {
  const duringHandshake = isUpgrading(connection);
  const type = classifyTlsError(error, { duringHandshake }) ?? (duringHandshake ? 'validation-failure' : null);
  const reason = wordsOf(error);
  const step = type === 'starttls-not-supported' ? 'starttls' : 'handshake';
  // Of EHLO that is refused under TLS nodemailer says the same as of a server without STARTTLS.
  if (type !== null && !(step === 'starttls' && connection.secure)) return { kind: 'no-tls', step, reason };
  const response = readProperty(error, 'response');
  return { kind: 'failed', reason, response: typeof response === 'string' && isWhole(error) ? response : null };
}

/** Of a reply that the end of the connection cut off nobody knows what it would have been. */
function isWhole(error: unknown): boolean {
  return readProperty(error, 'code') === 'EPROTOCOL' || readProperty(error, 'command') !== 'CONN';
}

/** The caller's signal. */
export const ENDED = 'sending was ended';

export const TOO_LONG = 'the server took too long';

export function wordsOf(error: unknown): string {
  // OpenSSL has a few words for it; its message is full of its own file names.
  const reason = readProperty(error, 'reason');
  return safeText((typeof reason === 'string' ? reason : errorText(error)).trim(), MAX_WORDS);
}

const MAX_WORDS = 300;
