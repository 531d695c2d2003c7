// The daemon beside Postfix as a process: `npm run build` comes first. Signals, changes of the policy file, limits, sockets that were left behind, and an end
// in the middle of requests (S-23.1, S-23.2).
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { builtFile } from '../package/built-package.js';
import { milterBytes, netstringOf, netstringsIn, NEGOTIATION_V6, packetsIn } from '../unit/postfix/protocol-bytes.js';

const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
const policy = join(folder, 'policy.json');
const children: ChildProcess[] = [];
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));
afterAll(() => rmSync(folder, { recursive: true }));

const requiring = (domain: string): string =>
  JSON.stringify({ addressLists: { partners: [domain] }, orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['inbound', 'outbound'], addressLists: ['partners'] }] }] });
const ENFORCED = 'OK verify match=hostname servername=hostname';
const question = (domain: string): Buffer => netstringOf(`tls-policy/tls-root ${domain}`);

interface Daemon {
  readonly child: ChildProcess;
  readonly ended: Promise<number | NodeJS.Signals | null>;
  /** The first event of this name that has not been waited for. */
  readonly event: (name: string) => Promise<Record<string, unknown>>;
  readonly address: (protocol: string) => Promise<string>;
  readonly errors: () => string;
}

function start(...words: readonly string[]): Daemon {
  const child = spawn(process.execPath, [builtFile('cli.js'), 'postfix', '--policy', policy, ...words]);
  children.push(child);
  const events: Record<string, unknown>[] = [];
  let [pending, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (pending + text).split('\n');
    pending = lines.pop()!;
    events.push(...lines.map((line) => JSON.parse(line) as Record<string, unknown>));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const take = (isIt: (event: Record<string, unknown>) => boolean): Promise<Record<string, unknown>> => until(() => (events.some(isIt) ? events.splice(events.findIndex(isIt), 1)[0] : undefined));
  return {
    child,
    ended: new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal))),
    event: (name) => take(({ event }) => event === name),
    address: async (protocol) => String((await take((event) => event['event'] === 'listening' && event['protocol'] === protocol))['address']),
    errors: () => errors,
  };
}

async function until<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

class Client {
  readonly socket: Socket;
  readonly closed: Promise<void>;
  heard = Buffer.alloc(0);

  constructor(address: string) {
    this.socket = address.startsWith('unix:') ? connect(address.slice('unix:'.length)) : connect(Number(address.split(':').pop()), '127.0.0.1');
    this.socket.on('data', (bytes: Buffer) => (this.heard = Buffer.concat([this.heard, bytes])));
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => this.socket.on('close', () => resolve()));
  }

  /** The answers to this and to what was sent before. */
  async answers(bytes: Buffer, count: number): Promise<string[]> {
    this.socket.write(bytes);
    return until(() => {
      const answers = wholeNetstrings(this.heard);
      return answers.length >= count || this.socket.closed ? answers : undefined;
    });
  }
}

function wholeNetstrings(bytes: Buffer): string[] {
  try {
    return netstringsIn(bytes);
  } catch {
    return [];
  }
}

async function lookUp(address: string, domain: string): Promise<string | undefined> {
  const client = new Client(address);
  const [answer] = await client.answers(question(domain), 1);
  client.socket.destroy();
  return answer;
}

describe('the daemon as a process', () => {
  it('answers over TCP and over a Unix socket, and ends with 0 on SIGTERM', async () => {
    writeFileSync(policy, requiring('partner.example'));
    const path = join(folder, 'maps.sock');
    const daemon = start('--socketmap', `unix:${path}`, '--socket-mode', '0600', '--milter', '127.0.0.1:0');
    expect(await lookUp(await daemon.address('socketmap'), 'partner.example')).toBe(ENFORCED);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const milter = new Client(await daemon.address('milter'));
    milter.socket.write(milterBytes({ negotiation: NEGOTIATION_V6, mailFrom: 'ann@partner.example', rcptTo: ['bob@here.example'], fields: [['From', ' ann@partner.example']], tls: {} }));
    await until(() => (milter.heard.includes('550') ? true : undefined));
    expect(packetsIn(milter.heard).map(({ command }) => command)).toEqual(['O', 'y']);
    daemon.child.kill('SIGTERM');
    expect([await daemon.ended, daemon.errors(), existsSync(path)]).toEqual([0, '', false]);
  });

  it('takes up a changed policy by itself and on SIGHUP, and keeps the old one where the new one is broken', async () => {
    writeFileSync(policy, requiring('partner.example'));
    const daemon = start('--socketmap', '127.0.0.1:0');
    const address = await daemon.address('socketmap');
    await daemon.event('policy-loaded');
    const client = new Client(address);
    expect(await client.answers(question('other.example'), 1)).toEqual(['NOTFOUND ']);
    writeFileSync(policy, requiring('other.example'));
    await daemon.event('policy-loaded');
    expect((await client.answers(question('other.example'), 2))[1]).toBe(ENFORCED);
    writeFileSync(policy, '{ "orgUnits": [');
    expect(await daemon.event('policy-not-loaded')).toMatchObject({ level: 'error', policy });
    daemon.child.kill('SIGHUP');
    await daemon.event('policy-not-loaded');
    expect((await client.answers(question('other.example'), 3))[2]).toBe(ENFORCED);
    writeFileSync(policy, requiring('third.example'));
    daemon.child.kill('SIGHUP');
    await daemon.event('policy-loaded');
    expect((await client.answers(question('third.example'), 4))[3]).toBe(ENFORCED);
  });

  it('answers, when it is told to end, what has come and what has begun', async () => {
    writeFileSync(policy, requiring('partner.example'));
    const daemon = start('--socketmap', '127.0.0.1:0');
    const address = await daemon.address('socketmap');
    const [idle, many, begun] = [new Client(address), new Client(address), new Client(address)];
    await Promise.all([idle, many, begun].map((client) => client.answers(question('partner.example'), 1)));
    const rest = question('partner.example');
    begun.socket.write(rest.subarray(0, 5));
    many.socket.write(Buffer.concat(Array.from({ length: 5000 }, () => question('partner.example'))));
    await until(() => (many.heard.length > 100 ? true : undefined));
    daemon.child.kill('SIGTERM');
    await daemon.event('stopping');
    await idle.closed;
    begun.socket.write(rest.subarray(5));
    await Promise.all([many.closed, begun.closed]);
    expect([wholeNetstrings(begun.heard), wholeNetstrings(many.heard).length, wholeNetstrings(idle.heard).length]).toEqual([[ENFORCED, ENFORCED], 5001, 1]);
    expect(await daemon.ended).toBe(0);
  });

  it('does not wait for one who never finishes, nor at a second signal', async () => {
    writeFileSync(policy, requiring('partner.example'));
    for (const [words, signals, end] of [[['--stop-timeout', '1'], 1, 0], [[], 2, 'SIGTERM']] as const) {
      const daemon = start('--socketmap', '127.0.0.1:0', ...words);
      const client = new Client(await daemon.address('socketmap'));
      await client.answers(question('partner.example'), 1);
      client.socket.write('5:a');
      await new Promise((resolve) => setTimeout(resolve, 50));
      daemon.child.kill('SIGTERM');
      await daemon.event('stopping');
      if (signals === 2) daemon.child.kill('SIGTERM');
      expect(await daemon.ended).toBe(end);
    }
  });

  it('listens again where one was killed, and not where one runs', async () => {
    writeFileSync(policy, requiring('partner.example'));
    const path = join(folder, 'again.sock');
    const killed = start('--socketmap', `unix:${path}`);
    await killed.address('socketmap');
    const second = start('--socketmap', `unix:${path}`);
    expect(await second.ended).toBe(2);
    expect(second.errors()).toMatch(/somebody listens at .*again\.sock already/);
    killed.child.kill('SIGKILL');
    expect([await killed.ended, existsSync(path)]).toEqual(['SIGKILL', true]);
    const daemon = start('--socketmap', `unix:${path}`);
    expect(await lookUp(await daemon.address('socketmap'), 'partner.example')).toBe(ENFORCED);
  });

  it('keeps to its limits, and goes on with others', async () => {
    writeFileSync(policy, requiring('partner.example'));
    const daemon = start('--socketmap', '127.0.0.1:0', '--max-connections', '2', '--max-request', '100', '--idle-timeout', '1');
    const address = await daemon.address('socketmap');
    const [one, two] = [new Client(address), new Client(address)];
    await Promise.all([one, two].map((client) => client.answers(question('partner.example'), 1)));
    await new Client(address).closed;
    expect(await daemon.event('connection-refused')).toMatchObject({ protocol: 'socketmap' });
    one.socket.write('101:');
    await one.closed;
    expect(await daemon.event('protocol-violation')).toMatchObject({ reason: 'a netstring has more than 100 bytes' });
    await two.closed;
    expect(await lookUp(address, 'partner.example')).toBe(ENFORCED);
  });

  it('survives any bytes on every listener', async () => {
    writeFileSync(policy, requiring('partner.example'));
    const daemon = start('--socketmap', '127.0.0.1:0', '--policy-service', '127.0.0.1:0', '--milter', '127.0.0.1:0', '--http', '127.0.0.1:0');
    const addresses = await Promise.all(['socketmap', 'policy-service', 'milter', 'http'].map((protocol) => daemon.address(protocol)));
    let state = 12345;
    const next = (): number => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16;
    for (let round = 0; round < 60; round++) {
      const client = new Client(addresses[round % 4]!);
      client.socket.write(Buffer.from(Array.from({ length: 1 + (next() % 2000) }, () => next() & 0xff)));
      client.socket.end();
      await client.closed;
    }
    expect(await lookUp(addresses[0]!, 'partner.example')).toBe(ENFORCED);
    expect([daemon.child.exitCode, daemon.errors()]).toEqual([null, '']);
  });
});
