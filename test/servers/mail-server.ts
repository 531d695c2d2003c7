// A mail server on loopback that does what a script says, well or badly. It knows just enough SMTP to be probed.
import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import tls from 'node:tls';
import type { TLSSocketOptions } from 'node:tls';

export interface Script {
  /** Sent when the connection opens; null: nothing, ever. */
  readonly greeting?: string | Buffer | null;
  readonly ehlo?: string;
  readonly helo?: string;
  /** The answer to STARTTLS, with whatever is injected behind it; null: none. */
  readonly starttls?: string | null;
  readonly handshake?: 'complete' | 'drop' | 'reset' | 'silent';
  readonly tls?: TLSSocketOptions;
  /** Called with the socket after each handshake. */
  readonly onSecure?: (socket: tls.TLSSocket) => void;
  readonly implicitTls?: boolean;
  /** The answer to EHLO once there is TLS; null: the connection is closed instead. */
  readonly secureEhlo?: string | null;
  /** Milliseconds between the single bytes of every answer. */
  readonly drip?: number;
}

export interface MailServer {
  readonly port: number;
  /** Commands as they came, in plaintext and under TLS. */
  readonly commands: readonly string[];
  readonly connections: number;
  close(): Promise<void>;
}

const CAPABILITIES = '250-mx.partner.example greets you\r\n250-PIPELINING\r\n250 STARTTLS\r\n';

export async function startMailServer(script: Script, host = '127.0.0.1'): Promise<MailServer> {
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = net.createServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (script.implicitTls === true) secure(socket, script, commands, true);
    else converse(socket, script, commands);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    commands,
    get connections() {
      return connections;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function converse(socket: Socket, script: Script, commands: string[]): void {
  const { greeting = '220 mx.partner.example ESMTP\r\n' } = script;
  if (greeting !== null) say(socket, greeting, script);
  const stop = onCommand(socket, (command) => {
    commands.push(command);
    const verb = command.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') say(socket, script.ehlo ?? CAPABILITIES, script);
    else if (verb === 'HELO') say(socket, script.helo ?? '250 mx.partner.example\r\n', script);
    else if (verb === 'QUIT') socket.end('221 bye\r\n');
    else if (verb !== 'STAR') say(socket, '502 no\r\n', script);
    else {
      const { starttls = '220 go ahead\r\n' } = script;
      if (starttls !== null) say(socket, starttls, script);
      if (starttls?.startsWith('220') !== true) return;
      stop();
      secure(socket, script, commands, false);
    }
  });
}

function secure(socket: Socket, script: Script, commands: string[], greets: boolean): void {
  const { handshake = 'complete', secureEhlo = '250 mx.partner.example\r\n' } = script;
  if (handshake === 'drop') socket.once('data', () => socket.end());
  if (handshake === 'reset') socket.once('data', () => socket.resetAndDestroy());
  if (handshake !== 'complete') return;
  const secured = new tls.TLSSocket(socket, { isServer: true, ...script.tls });
  secured.on('error', () => socket.destroy());
  secured.on('close', () => socket.destroy());
  secured.on('secure', () => {
    script.onSecure?.(secured);
    if (greets) say(secured, script.greeting ?? '220 mx.partner.example ESMTP\r\n', script);
    onCommand(secured, (command) => {
      commands.push(`tls ${command}`);
      if (command.startsWith('QUIT')) secured.end('221 bye\r\n');
      else if (secureEhlo === null) socket.destroy();
      else say(secured, secureEhlo, script);
    });
  });
}

function onCommand(socket: Socket, take: (command: string) => void): () => void {
  let pending = '';
  const read = (chunk: Buffer): void => {
    pending += chunk.toString('latin1');
    for (let end = pending.indexOf('\r\n'); end !== -1; end = pending.indexOf('\r\n')) {
      const command = pending.slice(0, end);
      pending = pending.slice(end + 2);
      take(command);
    }
  };
  socket.on('data', read);
  return () => socket.off('data', read);
}

function say(socket: Socket, text: string | Buffer, { drip }: Script): void {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
  if (drip === undefined) {
    socket.write(bytes);
    return;
  }
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || at >= bytes.length) clearInterval(timer);
    else socket.write(bytes.subarray(at, ++at));
  }, drip);
}
