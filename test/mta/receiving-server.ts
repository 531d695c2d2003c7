// A receiving mail server on loopback that takes every message whole and keeps a log of the wire: each command, and whether it came under TLS.
import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import tls from 'node:tls';
import type { TLSSocketOptions } from 'node:tls';

export interface ReceivingOptions {
  readonly address: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly name: string;
  /** Null: STARTTLS is not offered. */
  readonly tls: TLSSocketOptions | null;
  /** Every recipient is answered with 451 when it is named for the first time. */
  readonly greylisting?: boolean;
}

export interface WireCommand {
  readonly line: string;
  /** The version that the command came under; null: in plaintext. */
  readonly tls: string | null;
}

export interface ReceivedMessage {
  readonly mailFrom: string;
  readonly rcptTo: readonly string[];
  /** As they were sent, without the dots of RFC 5321 section 4.5.2. */
  readonly bytes: Buffer;
  readonly tls: string | null;
}

export interface ReceivingServer {
  readonly address: string;
  readonly port: number;
  readonly connections: number;
  readonly commands: readonly WireCommand[];
  readonly messages: readonly ReceivedMessage[];
  /** Empties the logs, and what greylisting knows. */
  forget(): void;
  close(): Promise<void>;
}

interface Log {
  connections: number;
  commands: WireCommand[];
  messages: ReceivedMessage[];
  seen: Set<string>;
}

export async function startReceivingServer(options: ReceivingOptions): Promise<ReceivingServer> {
  const log: Log = { connections: 0, commands: [], messages: [], seen: new Set() };
  const sockets = new Set<Socket>();
  const server = net.createServer((socket) => {
    log.connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new Conversation(socket, options, log).greet();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.address, resolve);
  });
  return {
    address: options.address,
    port: (server.address() as AddressInfo).port,
    get connections() {
      return log.connections;
    },
    get commands() {
      return log.commands;
    },
    get messages() {
      return log.messages;
    },
    forget: () => Object.assign(log, { connections: 0, commands: [], messages: [], seen: new Set() }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

const END_OF_DATA = Buffer.from('\r\n.\r\n');
const LINE_END = Buffer.from('\r\n');

class Conversation {
  private readonly options: ReceivingOptions;
  private readonly log: Log;
  private socket: Socket;
  private version: string | null = null;
  /** What was received and not yet taken. Data begins with the line end of the DATA command, so that an empty message ends, too. */
  private pending: Buffer = Buffer.alloc(0);
  private inData = false;
  private mailFrom: string | null = null;
  private rcptTo: string[] = [];

  constructor(socket: Socket, options: ReceivingOptions, log: Log) {
    this.socket = socket;
    this.options = options;
    this.log = log;
    this.listen(socket);
  }

  greet(): void {
    this.say(`220 ${this.options.name} ESMTP`);
  }

  private listen(socket: Socket): void {
    this.socket = socket;
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes: Buffer) => {
      this.pending = Buffer.concat([this.pending, bytes]);
      this.read();
    });
  }

  private say(...lines: readonly string[]): void {
    if (this.socket.writable) this.socket.write(`${lines.join('\r\n')}\r\n`);
  }

  private read(): void {
    for (;;) {
      const end = this.pending.indexOf(this.inData ? END_OF_DATA : LINE_END);
      if (end === -1) return;
      const taken = this.pending.subarray(0, end);
      // The line end that ends the DATA command begins the data.
      const isData = !this.inData && /^DATA$/i.test(taken.toString('latin1'));
      this.pending = this.pending.subarray(isData ? end : end + (this.inData ? END_OF_DATA : LINE_END).length);
      if (this.inData) this.take(taken);
      else this.command(taken.toString('utf8'));
    }
  }

  private take(data: Buffer): void {
    this.inData = false;
    // Back to bytes: latin1 keeps each as it is.
    const text = data.length === 0 ? '' : `${data.subarray(LINE_END.length).toString('latin1')}\r\n`;
    const bytes = Buffer.from(text.replace(/^\./gm, ''), 'latin1');
    this.log.messages.push({ mailFrom: this.mailFrom ?? '', rcptTo: this.rcptTo, bytes, tls: this.version });
    this.reset();
    this.say('250 2.0.0 taken');
  }

  private reset(): void {
    this.mailFrom = null;
    this.rcptTo = [];
  }

  private command(line: string): void {
    this.log.commands.push({ line, tls: this.version });
    const verb = /^[a-z]*/i.exec(line)![0].toUpperCase();
    const path = /<([^>]*)>/.exec(line)?.[1] ?? '';
    switch (verb) {
      case 'EHLO':
        this.reset();
        this.say(`250-${this.options.name}`, '250-PIPELINING', '250-8BITMIME', ...(this.offersTls() ? ['250-STARTTLS'] : []), '250 SMTPUTF8');
        return;
      case 'HELO':
        this.reset();
        this.say(`250 ${this.options.name}`);
        return;
      case 'STARTTLS':
        if (this.offersTls()) this.secure(this.options.tls!);
        else this.say('502 5.5.1 no STARTTLS here');
        return;
      case 'MAIL':
        this.mailFrom = path;
        this.say('250 2.1.0 ok');
        return;
      case 'RCPT':
        this.say(this.answerTo(path));
        return;
      case 'DATA':
        this.inData = this.rcptTo.length > 0;
        this.say(this.inData ? '354 go ahead' : '503 5.5.1 no recipients');
        if (!this.inData) this.pending = this.pending.subarray(LINE_END.length);
        return;
      case 'RSET':
        this.reset();
        this.say('250 2.0.0 ok');
        return;
      case 'NOOP':
        this.say('250 2.0.0 ok');
        return;
      case 'QUIT':
        this.say('221 2.0.0 bye');
        this.socket.end();
        return;
      default:
        this.say('500 5.5.2 what?');
    }
  }

  private offersTls(): boolean {
    return this.options.tls !== null && this.version === null;
  }

  private answerTo(recipient: string): string {
    if (this.mailFrom === null) return '503 5.5.1 MAIL first';
    const isNew = !this.log.seen.has(recipient);
    this.log.seen.add(recipient);
    if (this.options.greylisting === true && isNew) return '451 4.7.1 come back later';
    this.rcptTo.push(recipient);
    return '250 2.1.5 ok';
  }

  private secure(options: TLSSocketOptions): void {
    const plain = this.socket;
    plain.removeAllListeners('data');
    this.pending = Buffer.alloc(0); // RFC 3207 section 4.2: what was sent before counts for nothing.
    this.say('220 2.0.0 ready');
    const secured = new tls.TLSSocket(plain, { isServer: true, ...options });
    secured.on('secure', () => (this.version = secured.getProtocol()));
    this.listen(secured);
    this.reset();
  }
}
