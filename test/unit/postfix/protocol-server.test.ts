import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Dialogue, Turn } from '../../../src/postfix/dialogue.js';
import { farewell, violation } from '../../../src/postfix/dialogue.js';
import { ProtocolServer } from '../../../src/postfix/protocol-server.js';
import type { ProtocolServerOptions } from '../../../src/postfix/protocol-server.js';

/** Answers each line in capitals; `bye` is a farewell, `bad` a violation, and `huge` has a long answer. */
class Shouting implements Dialogue {
  private text = '';
  get isIdle(): boolean {
    return this.text === '';
  }
  receive(bytes: Uint8Array): Turn {
    const lines = (this.text + Buffer.from(bytes).toString()).split('\n');
    this.text = lines.pop()!;
    const end = lines.includes('bye') ? farewell : lines.includes('bad') ? violation('a bad line') : null;
    return { output: Buffer.from(lines.map((line) => (line === 'huge' ? `${'x'.repeat(4_000_000)}\n` : `${line.toUpperCase()}\n`)).join('')), end };
  }
}

const servers: ProtocolServer[] = [];
const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close(0)));
  rmSync(folder, { recursive: true, force: true });
});

async function serve(more: Partial<ProtocolServerOptions> = {}): Promise<{ server: ProtocolServer; events: string[] }> {
  const events: string[] = [];
  const listener = { opened: () => events.push('opened'), refused: () => events.push('refused'), violated: (reason: string) => events.push(reason), idle: () => events.push('idle') };
  const server = await ProtocolServer.listen({ address: { kind: 'tcp', host: '127.0.0.1', port: 0 }, socketMode: 0o600, maxConnections: 10, idleMs: 60_000, newDialogue: () => new Shouting(), listener, ...more });
  servers.push(server);
  return { server, events };
}

interface Client {
  readonly socket: Socket;
  readonly closed: Promise<string>;
}

function client({ address }: ProtocolServer): Client {
  const socket = address.startsWith('unix:') ? connect(address.slice(5)) : connect(Number(address.split(':').pop()), '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  socket.on('error', () => undefined);
  return { socket, closed: new Promise((resolve) => socket.on('close', () => resolve(text))) };
}

const heard = (socket: Socket): Promise<string> => new Promise((resolve) => socket.once('data', (text: string) => resolve(text)));

describe('ProtocolServer', () => {
  it('talks on each connection apart, over TCP', async () => {
    const { server } = await serve();
    const [one, two] = [client(server), client(server)];
    one.socket.write('a');
    two.socket.write('b\n');
    expect(await heard(two.socket)).toBe('B\n');
    one.socket.write('c\nbye\n');
    expect(await one.closed).toBe('AC\nBYE\n');
    expect(server.size).toBe(1);
    two.socket.end();
    await two.closed;
  });

  it('talks over a Unix socket with the permissions that were named', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'smtp-tls-policy-')), 'a.sock');
    const { server } = await serve({ address: { kind: 'unix', path }, socketMode: 0o620 });
    expect([server.address, statSync(path).mode & 0o777]).toEqual([`unix:${path}`, 0o620]);
    const { socket, closed } = client(server);
    socket.write('a\nbye\n');
    expect(await closed).toBe('A\nBYE\n');
  });

  it('closes a connection on which something else is spoken, and says why', async () => {
    const { server, events } = await serve();
    const { socket, closed } = client(server);
    socket.write('a\nbad\n');
    expect([await closed, events]).toEqual(['A\nBAD\n', ['opened', 'a bad line']]);
  });

  it('has no more connections than it may, and no idle ones', async () => {
    const { server, events } = await serve({ maxConnections: 1, idleMs: 200 });
    const one = client(server);
    one.socket.write('a\n');
    await heard(one.socket);
    expect(await client(server).closed).toBe('');
    expect(await one.closed).toBe('A\n');
    expect(events).toEqual(['opened', 'refused', 'idle']);
  });

  it('reads on once a slow reader has taken the answers', async () => {
    const { server } = await serve();
    const { socket, closed } = client(server);
    socket.pause();
    socket.write('huge\nhuge\n');
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.write('a\nbye\n');
    socket.resume();
    expect((await closed).slice(-8)).toBe('xx\nA\nBYE\n'.slice(-8));
  });

  it('survives a client that goes away in the middle', async () => {
    const { server } = await serve();
    const one = client(server);
    one.socket.write('huge\n', () => one.socket.resetAndDestroy());
    await one.closed;
    const two = client(server);
    two.socket.write('a\nbye\n');
    expect(await two.closed).toBe('A\nBYE\n');
  });

  it('closes what is idle when it ends, and answers what has begun', async () => {
    const { server } = await serve();
    const [idle, busy] = [client(server), client(server)];
    idle.socket.write('a\n');
    busy.socket.write('b\nbe');
    await Promise.all([heard(idle.socket), heard(busy.socket)]);
    const closed = server.close(60_000);
    expect(await idle.closed).toBe('A\n');
    busy.socket.write('gun\n');
    expect(await busy.closed).toBe('B\nBEGUN\n');
    await closed;
    expect(server.address).toBe('');
  });

  it('does not wait for ever', async () => {
    const { server } = await serve();
    const { socket, closed } = client(server);
    socket.write('a\nbegun');
    await heard(socket);
    await server.close(50);
    expect(await closed).toBe('A\n');
  });

  it('cannot listen where somebody does', async () => {
    const { server } = await serve();
    const port = Number(server.address.split(':').pop());
    await expect(serve({ address: { kind: 'tcp', host: '127.0.0.1', port } })).rejects.toThrow(/EADDRINUSE/);
  });
});
