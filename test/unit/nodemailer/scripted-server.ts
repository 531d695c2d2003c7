// A mail server on loopback that answers as a test says, command by command, in plaintext and under TLS.
import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import tls from 'node:tls';
import type { TLSSocketOptions } from 'node:tls';

/** Lines without line ends; `drop`: the connection is closed; `silence`: nothing is said; `trickle`: a reply without an end, line by line; `half`: the connection is closed in a refusal, before the line end. */
export type Answer = readonly string[] | 'drop' | 'silence' | 'trickle' | 'half';

export interface ScriptedServer {
  readonly port: number;
  /** `tls ` before those that came under TLS. */
  readonly commands: readonly string[];
  readonly messages: readonly string[];
  readonly connections: number;
  close(): Promise<void>;
}

export interface ServerScript {
  /** By the first word of a command, or the command itself; `greeting`, and `.` for the end of a message. What is left out is answered with 250, or the like. */
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly tls?: TLSSocketOptions;
  readonly implicitTls?: boolean;
  /** The connection is dropped in the handshake, every time. */
  readonly dropHandshake?: boolean;
  /** Nothing is said in the handshake. */
  readonly silentHandshake?: boolean;
  /** Extensions beside STARTTLS, which is offered where there is `tls`. */
  readonly offers?: readonly string[];
  readonly onCommand?: (command: string) => void;
}

/** A line every 20 milliseconds, as long as somebody listens. */
function trickle(socket: Socket): void {
  const timer = setInterval(() => socket.write('250-and\r\n'), 20);
  socket.once('close', () => clearInterval(timer));
}

export async function startScriptedServer(script: ServerScript = {}): Promise<ScriptedServer> {
  const commands: string[] = [];
  const messages: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = net.createServer((socket) => {
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (script.implicitTls === true) secure(socket, true);
    else converse(socket, '', true);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    commands,
    messages,
    get connections() {
      return connections;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };

  function secure(plain: Socket, greets: boolean): void {
    if (script.silentHandshake === true) return;
    if (script.dropHandshake === true) {
      plain.once('data', () => plain.destroy());
      return;
    }
    const secured = new tls.TLSSocket(plain, { isServer: true, ...script.tls });
    secured.on('error', () => plain.destroy());
    secured.once('secure', () => converse(secured, 'tls ', greets));
  }

  function converse(socket: Socket, prefix: string, greets: boolean): void {
    let pending = '';
    let inData = false;
    const say = (answer: Answer): void => {
      if (answer === 'drop') socket.destroy();
      else if (answer === 'trickle') trickle(socket);
      else if (answer === 'half') socket.end('550 5.7.1 not');
      else if (answer !== 'silence') socket.write(answer.map((line) => `${line}\r\n`).join(''));
    };
    if (greets) say(script.answers?.['greeting'] ?? ['220 mx ESMTP']);
    const read = (chunk: Buffer): void => {
      pending += chunk.toString('latin1');
      for (;;) {
        const mark = inData ? '\r\n.\r\n' : '\r\n';
        const end = pending.indexOf(mark);
        if (end === -1) return;
        const line = pending.slice(0, end);
        pending = pending.slice(end + mark.length);
        if (inData) {
          inData = false;
          // The line end of DATA stands before it, so that an empty message ends too.
          if (line !== '') messages.push(`${line.slice(2)}\r\n`);
          say(script.answers?.['.'] ?? ['250 2.0.0 taken']);
          continue;
        }
        commands.push(`${prefix}${line}`);
        script.onCommand?.(line);
        const verb = /^[a-z]*/i.exec(line)![0].toUpperCase();
        const answer = script.answers?.[`${prefix}${line}`] ?? script.answers?.[line] ?? script.answers?.[`${prefix}${verb}`] ?? script.answers?.[verb];
        if (answer !== undefined) {
          say(answer);
        } else if (verb === 'EHLO') {
          const offers = ['mx', ...(script.offers ?? []), ...(script.tls !== undefined && prefix === '' ? ['STARTTLS'] : [])];
          say(offers.map((offer, at) => `250${at === offers.length - 1 ? ' ' : '-'}${offer}`));
        } else if (verb === 'STARTTLS' && script.tls !== undefined) {
          socket.off('data', read);
          say(['220 ready']);
          secure(socket, false);
        } else if (verb === 'STARTTLS') say(['502 5.5.1 none']);
        else if (verb === 'DATA') {
          say(['354 go']);
          inData = true;
          pending = `\r\n${pending}`;
        } else if (verb === 'QUIT') socket.end('221 bye\r\n');
        else say(['250 ok']);
      }
    };
    socket.on('data', read);
  }
}
