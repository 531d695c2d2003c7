// The dialogue with one address of a mail host, as far as EHLO under TLS (RFC 5321, RFC 3207; RFC 8314 for implicit TLS).

import { isIP } from 'node:net';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { HostIdentity } from '../node-tls/host-identity.js';
import { openChannel } from './channel.js';
import type { Answer, Channel } from './channel.js';
import { shakeHands } from './handshake.js';
import type { Offer } from './handshake.js';
import { failedBy, gaveUp, NOT_TRIED, refused } from './host-failure.js';
import type { ProbeSettings } from './probe-options.js';
import type { HostFailure, HostReport, ProbeStep, ServerReply, StepName } from './report.js';
import { waitFor } from './time-limit.js';

export interface Endpoint {
  readonly host: string;
  readonly identity: HostIdentity;
  readonly address: string;
  readonly port: number;
  readonly implicitTls: boolean;
}

/** What a dialogue came to. */
export interface Dialogue {
  readonly steps: readonly ProbeStep[];
  readonly failure: HostFailure | null;
  readonly starttls: HostReport['starttls'];
  /** Bytes that came in plaintext behind the reply to STARTTLS, and were dropped. */
  readonly injected: number;
}

/** Runs a dialogue and hangs up. `look` sees the socket right after the handshake. Rejects only if `look` or `onProgress` throws. */
export async function converse(endpoint: Endpoint, offer: Offer, settings: ProbeSettings, look: (socket: TLSSocket) => void): Promise<Dialogue> {
  const running = new RunningDialogue(endpoint, offer, settings, look);
  try {
    await running.run();
  } finally {
    await running.hangUp();
  }
  return running;
}

/** How long a server may take to say goodbye. */
const FAREWELL = 300;

type StepResult<T> =
  | { readonly ok: true; readonly value: T; readonly reply?: ServerReply }
  | { readonly ok: false; readonly failure: HostFailure; readonly reply?: ServerReply };

class RunningDialogue implements Dialogue {
  readonly steps: ProbeStep[] = [];
  failure: HostFailure | null = null;
  starttls: HostReport['starttls'] = null;
  injected: number = 0;
  readonly #endpoint: Endpoint;
  readonly #offer: Offer;
  readonly #settings: ProbeSettings;
  readonly #look: (socket: TLSSocket) => void;
  readonly #sockets: Socket[] = [];

  constructor(endpoint: Endpoint, offer: Offer, settings: ProbeSettings, look: (socket: TLSSocket) => void) {
    this.#endpoint = endpoint;
    this.#offer = offer;
    this.#settings = settings;
    this.#look = look;
  }

  async run(): Promise<void> {
    if (this.#settings.stop.aborted) {
      this.failure = NOT_TRIED;
      return;
    }
    // The function that connects may be the caller's own, and may throw.
    const plain = await this.#step('connect', () => this.#connect().catch((error: unknown): StepResult<Socket> => ({ ok: false, failure: failedBy('connect', error) })));
    if (plain === null) return;
    const secured = this.#endpoint.implicitTls ? await this.#secure(plain) : await this.#upgrade(plain);
    if (secured === null) return;
    const channel = openChannel(secured, this.#settings.stop);
    if (this.#endpoint.implicitTls && (await this.#greeting(channel)) === null) return;
    // Only now does a server show that it took the handshake: in TLS 1.3 it may refuse the client after the client is done.
    await this.#ask(channel, this.#ehlo(secured), 'ehlo-over-tls', isCompletion);
  }

  /** Closes whatever is open, with QUIT where the server still listens. */
  async hangUp(): Promise<void> {
    const socket = this.#sockets.at(-1);
    if (socket?.writable === true && this.failure === null) {
      const gone = new Promise((resolve) => socket.once('close', resolve));
      socket.end('QUIT\r\n');
      await waitFor(gone, FAREWELL, this.#settings.stop);
    }
    for (const open of this.#sockets) open.destroy();
  }

  async #connect(): Promise<StepResult<Socket>> {
    const { address, port } = this.#endpoint;
    const socket = this.#settings.connect({ host: address, port });
    // Whatever happens to it later, its error must find a listener.
    socket.on('error', () => undefined);
    this.#sockets.push(socket);
    if (!socket.connecting) return { ok: true, value: socket };
    const connected = new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    const waited = await waitFor(connected, this.#settings.timeouts.connect, this.#settings.stop);
    if (waited.kind === 'value') return { ok: true, value: socket };
    return { ok: false, failure: waited.kind === 'failed' ? failedBy('connect', waited.error) : gaveUp('connect', waited.kind) };
  }

  /** From the greeting to the handshake; null where there is none to be had. */
  async #upgrade(plain: Socket): Promise<TLSSocket | null> {
    const channel = openChannel(plain, this.#settings.stop);
    if ((await this.#greeting(channel)) === null) return null;
    const keywords = await this.#keywords(channel);
    if (keywords === null) return null;
    if (!keywords.has('STARTTLS')) {
      this.starttls = 'not-offered';
      return null;
    }
    // 421 is no answer to STARTTLS: the server is going away (RFC 5321 section 3.8).
    const reply = await this.#ask(channel, 'STARTTLS', 'starttls', ({ code }) => code !== 421);
    if (reply === null) return null;
    this.starttls = reply.code === 220 ? 'accepted' : 'refused';
    if (reply.code !== 220) return null;
    const { dropped, failure } = await channel.detach('handshake');
    this.injected = dropped;
    return this.#secure(plain, failure);
  }

  async #greeting(channel: Channel): Promise<ServerReply | null> {
    return this.#reply('greeting', () => channel.read('greeting', this.#settings.timeouts.greeting), ({ code }) => code === 220);
  }

  /** What the server can do, by EHLO; a server that knows HELO alone can do nothing (RFC 5321 section 4.1.4). */
  async #keywords(channel: Channel): Promise<ReadonlySet<string> | null> {
    const ehlo = await this.#ask(channel, this.#ehlo(channel.socket), 'ehlo', (reply) => isCompletion(reply) || reply.code >= 500);
    if (ehlo === null) return null;
    if (isCompletion(ehlo)) return new Set(ehlo.lines.slice(1).map((line) => line.split(' ', 1)[0]?.toUpperCase() ?? ''));
    const helo = await this.#ask(channel, this.#ehlo(channel.socket).replace('EHLO', 'HELO'), 'helo', isCompletion);
    return helo === null ? null : new Set();
  }

  /** @param failure - of the connection, before there is any handshake */
  async #secure(plain: Socket, failure: HostFailure | null = null): Promise<TLSSocket | null> {
    const socket = await this.#step('handshake', async (): Promise<StepResult<TLSSocket>> => {
      if (failure !== null) return { ok: false, failure };
      const handshake = await shakeHands(plain, this.#endpoint.identity, this.#offer, this.#settings);
      return handshake.ok ? { ok: true, value: handshake.socket } : handshake;
    });
    if (socket === null) return null;
    this.#sockets.push(socket);
    this.#look(socket);
    return socket;
  }

  #ask(channel: Channel, command: string, step: StepName, isWanted: (reply: ServerReply) => boolean): Promise<ServerReply | null> {
    return this.#reply(step, () => channel.ask(command, step, this.#settings.timeouts.command), isWanted);
  }

  #reply(step: StepName, read: () => Promise<Answer>, isWanted: (reply: ServerReply) => boolean): Promise<ServerReply | null> {
    return this.#step(step, async (): Promise<StepResult<ServerReply>> => {
      const answer = await read();
      if (!answer.ok) return answer;
      const { reply } = answer;
      return isWanted(reply) ? { ok: true, value: reply, reply } : { ok: false, failure: refused(step, reply), reply };
    });
  }

  /** Null: it failed, and the dialogue is over. */
  async #step<T>(name: StepName, work: () => Promise<StepResult<T>>): Promise<T | null> {
    const { host, address } = this.#endpoint;
    this.#settings.onProgress({ host, address, step: name, ended: null });
    const start = performance.now();
    const result = await work();
    const ended: ProbeStep = { name, ok: result.ok, durationMs: Math.round(performance.now() - start), reply: result.reply ?? null };
    this.steps.push(ended);
    if (!result.ok) this.failure = result.failure;
    this.#settings.onProgress({ host, address, step: name, ended });
    return result.ok ? result.value : null;
  }

  #ehlo(socket: Socket): string {
    return `EHLO ${this.#settings.clientName ?? literalOf(socket.localAddress)}`;
  }
}

function isCompletion({ code }: ServerReply): boolean {
  return code === 250;
}

/** This side's address literal (RFC 5321 section 4.1.3); a socket of the caller's own may not have an address. */
function literalOf(address: string = '127.0.0.1'): string {
  return isIP(address) === 6 ? `[IPv6:${address}]` : `[${address}]`;
}
