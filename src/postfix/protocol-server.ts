// A server for one protocol: sockets in, a dialogue each, and limits on how many there are and how long they may be idle.

import { chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { Dialogue } from './dialogue.js';
import { listenAddressText } from './listen-address.js';
import type { ListenAddress } from './listen-address.js';
import { makeWay } from './unix-socket.js';

export interface ProtocolServerOptions {
  readonly address: ListenAddress;
  /** Permissions of a Unix socket. */
  readonly socketMode: number;
  /** More are closed at once: Postfix then tries again later. */
  readonly maxConnections: number;
  /** A connection without a byte for so long is closed. */
  readonly idleMs: number;
  readonly newDialogue: () => Dialogue;
  readonly listener: ConnectionListener;
}

/** Is told what happens to connections. */
export interface ConnectionListener {
  opened(): void;
  refused(): void;
  /** What came is not the protocol, or more than its limits. */
  violated(reason: string): void;
  idle(): void;
}

export class ProtocolServer {
  private readonly options: ProtocolServerOptions;
  private readonly server: Server;
  private readonly connections = new Set<Connection>();
  private isClosing = false;

  private constructor(options: ProtocolServerOptions) {
    this.options = options;
    this.server = createServer((socket) => this.accept(socket));
    this.server.maxConnections = options.maxConnections;
    this.server.on('drop', () => options.listener.refused());
  }

  /** @throws Error if it cannot listen there */
  static async listen(options: ProtocolServerOptions): Promise<ProtocolServer> {
    const protocolServer = new ProtocolServer(options);
    await listenAt(protocolServer.server, options.address, options.socketMode);
    return protocolServer;
  }

  get address(): string {
    return boundAddress(this.server);
  }

  get size(): number {
    return this.connections.size;
  }

  /** Accepts no more, closes what is idle, and waits for what has begun until it is answered or the time is over. */
  async close(graceMs: number): Promise<void> {
    this.isClosing = true;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    // What had come already is read first.
    await new Promise((resolve) => setImmediate(resolve));
    for (const connection of this.connections) connection.endIfIdle();
    const timer = setTimeout(() => {
      for (const connection of this.connections) connection.destroy();
    }, graceMs);
    await closed;
    clearTimeout(timer);
  }

  private accept(socket: Socket): void {
    this.options.listener.opened();
    const connection = new Connection(socket, this.options, () => this.isClosing);
    this.connections.add(connection);
    socket.once('close', () => this.connections.delete(connection));
  }
}

class Connection {
  private readonly socket: Socket;
  private readonly dialogue: Dialogue;
  private readonly options: ProtocolServerOptions;
  private readonly isClosing: () => boolean;

  constructor(socket: Socket, options: ProtocolServerOptions, isClosing: () => boolean) {
    this.socket = socket;
    this.dialogue = options.newDialogue();
    this.options = options;
    this.isClosing = isClosing;
    socket.setNoDelay(true);
    socket.setTimeout(options.idleMs, () => this.timeOut());
    socket.on('data', (bytes: Buffer) => this.receive(bytes));
    socket.on('drain', () => socket.resume());
    // A client that is gone is nobody to answer; the socket closes itself.
    socket.on('error', () => socket.destroy());
  }

  endIfIdle(): void {
    if (this.dialogue.isIdle) this.socket.end();
  }

  destroy(): void {
    this.socket.destroy();
  }

  private receive(bytes: Buffer): void {
    const { output, end } = this.dialogue.receive(bytes);
    // Who sends requests and takes no answers is not read from any more.
    if (output.length > 0 && !this.socket.write(output)) this.socket.pause();
    if (end === null) {
      if (this.isClosing()) this.endIfIdle();
      return;
    }
    if (end.kind === 'violation') this.options.listener.violated(end.reason);
    this.socket.removeAllListeners('data');
    this.socket.destroySoon();
  }

  private timeOut(): void {
    this.options.listener.idle();
    this.socket.destroy();
  }
}

/** Listens, where a daemon that was killed has left its socket too. @throws Error if it cannot listen there */
export async function listenAt(server: Server, address: ListenAddress, socketMode: number): Promise<void> {
  if (address.kind === 'unix') await makeWay(address.path);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.kind === 'unix' ? { path: address.path } : { host: address.host, port: address.port }, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  if (address.kind === 'unix') await chmod(address.path, socketMode);
}

export function boundAddress(server: Server): string {
  const address = server.address();
  return address === null ? '' : listenAddressText(address);
}
