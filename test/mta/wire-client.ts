// A client that says what a test tells it to, byte by byte, and hears what a server answers, reply by reply.
import { once } from 'node:events';
import net from 'node:net';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import type { ConnectionOptions } from 'node:tls';

export interface WireReply {
  readonly code: number;
  /** The lines without their code. */
  readonly lines: readonly string[];
}

/** What a test waits for and never comes fails that test, not all of them. */
const PATIENCE = 20_000;

export class WireClient {
  private socket: Socket;
  private received = '';
  private ended = false;
  private wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    this.listen(socket);
  }

  /** Connects and takes the greeting. */
  static async connect(port: number, host = '127.0.0.1'): Promise<WireClient> {
    const socket = net.connect(port, host);
    await once(socket, 'connect');
    const client = new WireClient(socket);
    await client.reply();
    return client;
  }

  /** Connects, with TLS from the start, and takes the greeting. */
  static async connectSecurely(port: number, options: ConnectionOptions = {}): Promise<WireClient> {
    const socket = tls.connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...options });
    const client = new WireClient(socket);
    await client.reply();
    return client;
  }

  /** The server has closed the connection, and everything that it said has been taken. */
  get closed(): boolean {
    return this.ended && this.received === '';
  }

  write(bytes: string | Uint8Array): void {
    this.socket.write(bytes);
  }

  /** The next reply, all its lines; null: the server has closed the connection. */
  async reply(): Promise<WireReply | null> {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const reply = this.takeReply();
      if (reply !== null) return reply;
      if (this.ended) return null;
      if (Date.now() > deadline) throw new Error(`no reply came within ${PATIENCE} ms; so far: ${JSON.stringify(this.received)}`);
      await this.news();
    }
  }

  /** @returns the reply in one line, as it was sent; a reply of several lines has `\n` between them */
  async command(line: string): Promise<string> {
    this.write(`${line}\r\n`);
    return words(await this.reply());
  }

  /** EHLO, MAIL, RCPT for each, DATA; the message must have its dots doubled. @returns the answer to the message, or to what was refused before it */
  async transaction(mailFrom: string, rcptTo: readonly string[], data: string | Uint8Array): Promise<string> {
    for (const line of [`MAIL FROM:<${mailFrom}>`, ...rcptTo.map((recipient) => `RCPT TO:<${recipient}>`), 'DATA']) {
      const answer = await this.command(line);
      if (!/^[23]/.test(answer)) return answer;
    }
    this.write(data);
    this.write('.\r\n');
    return words(await this.reply());
  }

  async startTls(options: ConnectionOptions = {}): Promise<tls.TLSSocket> {
    const answer = await this.command('STARTTLS');
    if (!answer.startsWith('220')) throw new Error(`STARTTLS: ${answer}`);
    this.socket.removeAllListeners('data');
    const secured = tls.connect({ socket: this.socket, rejectUnauthorized: false, ...options });
    this.listen(secured);
    this.socket = secured;
    await once(secured, 'secureConnect');
    return secured;
  }

  /** Goes away without a word. */
  destroy(): void {
    this.socket.destroy();
  }

  /** Goes away with a reset. */
  reset(): void {
    this.socket.resetAndDestroy();
  }

  async quit(): Promise<void> {
    if (!this.ended) this.socket.end('QUIT\r\n');
    while (!this.ended) await this.news();
    this.socket.destroy();
  }

  private listen(socket: Socket): void {
    socket.on('data', (bytes: Buffer) => {
      this.received += bytes.toString('latin1');
      this.wake();
    });
    const end = (): void => {
      this.ended = true;
      this.wake();
    };
    socket.on('end', end).on('close', end).on('error', end);
  }

  private news(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 1000);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private takeReply(): WireReply | null {
    const match = /^(?:\d{3}-[^\r\n]*\r\n)*(\d{3})(?: [^\r\n]*)?\r\n/.exec(this.received);
    if (match === null) return null;
    this.received = this.received.slice(match[0].length);
    const lines = match[0].trimEnd().split('\r\n');
    return { code: Number(match[1]), lines: lines.map((line) => line.slice(4)) };
  }
}

export function words(reply: WireReply | null): string {
  return reply === null ? 'closed' : reply.lines.map((line) => `${reply.code} ${line}`).join('\n');
}
