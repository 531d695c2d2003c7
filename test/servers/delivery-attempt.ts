// What an MTA does with a server of the table up to MAIL FROM: STARTTLS by hand, the options, the check, and EHLO over TLS.
import net from 'node:net';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { sessionOf } from '../../src/node-tls/session.js';
import { tlsOptionsFor } from '../../src/node-tls/tls-options.js';
import type { TlsServer } from '../../src/node-tls/tls-options.js';
import type { Session } from '../../src/model/message.js';
import type { Violation } from '../../src/model/decision.js';
import type { TransportConstraints } from '../../src/model/transport.js';

export interface Attempt {
  readonly session: Session;
  /** Of `verify`; null where the attempt ended before there was anything to check. */
  readonly violations: readonly Violation[] | null;
  /** Null: nothing went wrong but what is in `violations`. */
  readonly error: unknown;
  /** All that an MTA knows of the time of the error: it came while the handshake was under way. */
  readonly duringHandshake: boolean;
}

export interface Destination extends TlsServer {
  readonly port: number;
  readonly implicitTls: boolean;
  /** Milliseconds for each answer in plaintext, and for the handshake and the answer after it. */
  readonly patience: { readonly plaintext: number; readonly tls: number };
}

export async function attempt(constraints: TransportConstraints, { port, implicitTls, patience, ...server }: Destination): Promise<Attempt> {
  const { options, verify } = tlsOptionsFor(constraints, server);
  const plain = net.connect(port, '127.0.0.1').on('error', () => undefined);
  let socket: Socket = plain;
  let violations: readonly Violation[] | null = null;
  let duringHandshake = false;
  // The session of a socket that is destroyed is no TLS.
  let session = sessionOf(plain, server);
  let error: unknown = null;
  try {
    if (implicitTls || (await starttls(plain, patience.plaintext))) {
      duringHandshake = true;
      socket = await secure(plain, options, patience.tls);
      duringHandshake = false;
      session = sessionOf(socket, server);
    }
    violations = verify(socket);
    if (socket !== plain) await ask(socket, 'EHLO test.example', patience.tls);
  } catch (thrown) {
    error = thrown;
  } finally {
    socket.destroy();
    plain.destroy();
  }
  return { session, violations, error, duringHandshake };
}

/** @returns false where the server does not offer it, or refuses */
async function starttls(plain: Socket, patience: number): Promise<boolean> {
  const greeting = await ask(plain, null, patience);
  if (!greeting.startsWith('220')) throw unexpected(greeting);
  const capabilities = await ask(plain, 'EHLO test.example', patience);
  if (!capabilities.includes('STARTTLS')) return false;
  const answer = await ask(plain, 'STARTTLS', patience);
  // A server that goes away refuses nothing (RFC 5321 section 3.8).
  if (answer.startsWith('421')) throw unexpected(answer);
  return answer.startsWith('220');
}

/** An error in the manner of nodemailer. */
function unexpected(response: string): Error {
  const code = Number(/^\d{3}/.exec(response)?.[0]);
  return Object.assign(new Error(`Unexpected reply: ${response}`), { code: 'EPROTOCOL', response, ...(Number.isNaN(code) ? {} : { responseCode: code }) });
}

function secure(plain: Socket, options: ConnectionOptions, patience: number): Promise<TLSSocket> {
  const socket = tls.connect({ ...options, socket: plain });
  // An error that comes later is for whoever asks next.
  socket.on('error', () => undefined);
  return within(patience, socket, (resolve) => socket.once('secureConnect', () => resolve(socket)));
}

/** The answer to a command, or to nothing: the greeting. */
function ask(socket: Socket, command: string | null, patience: number): Promise<string> {
  if (command !== null) socket.write(`${command}\r\n`);
  let answer = '';
  return within(patience, socket, (resolve) => {
    const read = (bytes: Buffer): void => {
      answer += bytes.toString('latin1');
      // The last line of a reply, or of something else.
      if (!/^(?!\d{3}-)[^\n]*\n/m.test(answer)) return;
      socket.off('data', read);
      resolve(answer);
    };
    socket.on('data', read);
  });
}

/** Ends when it is done, when the connection is lost, or when the time is up, with an error such as an MTA makes. */
async function within<T>(patience: number, socket: Socket, start: (resolve: (value: T) => void) => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let lost = (): void => undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      timer = setTimeout(() => reject(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })), patience);
      lost = () => reject(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }));
      socket.once('error', reject).once('close', lost);
      start(resolve);
    });
  } finally {
    clearTimeout(timer);
    socket.off('close', lost);
  }
}
