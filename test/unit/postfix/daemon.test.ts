import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { startPostfixDaemon } from '../../../src/postfix/daemon.js';
import type { PostfixDaemon } from '../../../src/postfix/daemon.js';
import type { PostfixDaemonOptions, Protocol } from '../../../src/postfix/daemon-options.js';
import type { ListenAddress } from '../../../src/postfix/listen-address.js';
import { milterBytes, netstringOf, netstringsIn, NEGOTIATION_V6, packetsIn } from './protocol-bytes.js';

const ANYWHERE: ListenAddress = { kind: 'tcp', host: '127.0.0.1', port: 0 };
const EVERYTHING: PostfixDaemonOptions['listen'] = { socketmap: ANYWHERE, 'policy-service': ANYWHERE, milter: ANYWHERE, http: ANYWHERE };
const requiring = (domain: string): string =>
  JSON.stringify({ addressLists: { partners: [domain] }, orgUnits: [{ path: '/', settings: [{ id: 'partners', appliesTo: ['inbound', 'outbound'], addressLists: ['partners'] }] }] });

const folder = mkdtempSync(join(tmpdir(), 'smtp-tls-policy-'));
const policy = join(folder, 'policy.json');
afterAll(() => rmSync(folder, { recursive: true }));
const daemons: PostfixDaemon[] = [];
afterEach(async () => {
  await Promise.all(daemons.splice(0).map((daemon) => daemon.close()));
  rmSync(policy, { force: true });
});

interface Running {
  readonly daemon: PostfixDaemon;
  readonly events: [level: string, event: string, fields: Record<string, unknown>][];
  readonly send: (protocol: Protocol, bytes: Buffer | string, least: number) => Promise<Buffer>;
  readonly happened: (event: string) => Promise<Record<string, unknown>>;
}

async function run(text = requiring('partner.example'), more: Partial<PostfixDaemonOptions> = {}): Promise<Running> {
  writeFileSync(policy, text, { flag: 'w' });
  const events: Running['events'] = [];
  const daemon = await startPostfixDaemon({ policy, listen: EVERYTHING, log: { log: (level, event, fields = {}) => void events.push([level, event, fields]) }, ...more });
  daemons.push(daemon);
  return { daemon, events, send: (protocol, bytes, least) => ask(daemon.addresses.get(protocol)!, bytes, least), happened: (event) => until(() => events.find(([, name]) => name === event)?.[2]) };
}

/** What comes back, at the least so many bytes of it. */
function ask(address: string, bytes: Buffer | string, least: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(address.split(':').pop()), '127.0.0.1', () => socket.write(bytes));
    let heard = Buffer.alloc(0);
    const end = (): void => {
      socket.destroy();
      resolve(heard);
    };
    socket.on('data', (piece: Buffer) => {
      heard = Buffer.concat([heard, piece]);
      if (heard.length >= least) end();
    });
    socket.on('close', end).on('error', reject);
  });
}

async function until<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const lookUp = async ({ send }: Running, domain: string): Promise<string> => netstringsIn(await send('socketmap', netstringOf(`tls-policy/tls-root ${domain}`), 10))[0]!;
const http = async ({ send }: Running, path: string): Promise<string> => (await send('http', `GET ${path} HTTP/1.0\r\n\r\n`, Infinity)).toString();

describe('the daemon', () => {
  it('serves the policy in every protocol, and says where', async () => {
    const running = await run();
    expect(running.events.filter(([, event]) => event === 'listening').map(([level, , fields]) => [level, fields])).toEqual(
      (['socketmap', 'policy-service', 'milter', 'http'] as const).map((protocol) => ['info', { protocol, address: running.daemon.addresses.get(protocol) }]),
    );
    expect(await lookUp(running, 'partner.example')).toBe('OK verify match=hostname servername=hostname');
    expect((await running.send('policy-service', 'protocol_state=RCPT\nrecipient=bob@here.example\n\n', 14)).toString()).toBe('action=DUNNO\n\n');
    const milter = milterBytes({ negotiation: NEGOTIATION_V6, mailFrom: 'ann@partner.example', rcptTo: ['bob@here.example'], fields: [['From', ' ann@partner.example']], tls: {} });
    expect(packetsIn(await running.send('milter', milter, 100)).map(({ command }) => command)).toEqual(['O', 'y']);
    expect(await http(running, '/metrics')).toMatch(/^smtp_tls_policy_requests_total\{protocol="milter",answer="reply"\} 1$/m);
    expect(await http(running, '/healthz')).toMatch(/"status":"ok"/);
  });

  it('follows the policy file; one that is not valid changes nothing, and the log and the health tell', async () => {
    const running = await run();
    writeFileSync(policy, requiring('other.example'));
    await until(() => (running.events.filter(([, event]) => event === 'policy-loaded').length > 1 ? true : undefined));
    expect([await lookUp(running, 'partner.example'), await lookUp(running, 'other.example')]).toEqual(['NOTFOUND ', 'OK verify match=hostname servername=hostname']);
    writeFileSync(policy, '{ "orgUnits": 1, "settings": 2 }');
    expect(await running.happened('policy-not-loaded')).toMatchObject({ policy, problem: expect.stringMatching(/settings[\s\S]*orgUnits|orgUnits[\s\S]*settings/) as unknown });
    expect(await lookUp(running, 'other.example')).toBe('OK verify match=hostname servername=hostname');
    expect(await http(running, '/healthz')).toMatch(/^HTTP\/1.1 200 [\s\S]*"status":"stale"/);
    expect(await http(running, '/metrics')).toMatch(/^smtp_tls_policy_policy_current 0$/m);
    writeFileSync(policy, requiring('partner.example'));
    await running.daemon.reload();
    expect(await http(running, '/healthz')).toMatch(/"status":"ok".*"problem":null/);
  });

  it('tells the warnings of a policy', async () => {
    const { events } = await run(JSON.stringify({ addressLists: { nobody: ['partner.example'] } }));
    expect(events.slice(0, 2)).toEqual([
      ['info', 'policy-loaded', { policy, warnings: 1 }],
      ['warning', 'policy-finding', expect.objectContaining({ file: policy, line: 1, code: 'unused-list' })],
    ]);
  });

  it('tells of connections that it closes, and counts them', async () => {
    const running = await run(undefined, { limits: { connections: 1, request: 20, packet: 50, idleMs: 100 } });
    expect((await running.send('socketmap', '99:', Infinity)).length).toBe(0);
    expect(await running.happened('protocol-violation')).toEqual({ protocol: 'socketmap', reason: 'a netstring has more than 20 bytes' });
    const [one, two] = [running.send('milter', '', Infinity), running.send('milter', '', Infinity)];
    await Promise.all([one, two]);
    expect(await running.happened('connection-refused')).toEqual({ protocol: 'milter', reason: 'there are as many connections as there may be' });
    const metrics = await http(running, '/metrics');
    for (const line of ['protocol_violations_total{protocol="socketmap"} 1', 'connections_refused_total{protocol="milter"} 1', 'connections_idle_total{protocol="milter"} 1', 'connections{protocol="milter"} 0']) expect(metrics).toContain(`smtp_tls_policy_${line}\n`);
  });

  it('serves what is named alone, and ends once', async () => {
    const running = await run(undefined, { listen: { socketmap: ANYWHERE } });
    expect([...running.daemon.addresses.keys()]).toEqual(['socketmap']);
    const { daemon } = running;
    await Promise.all([daemon.close(), daemon.close()]);
    expect(running.events.slice(-2).map(([, event]) => event)).toEqual(['stopping', 'stopped']);
    await expect(lookUp(running, 'partner.example')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('answers, while it stops, what has begun', async () => {
    const running = await run();
    const address = running.daemon.addresses.get('socketmap')!;
    const request = netstringOf('tls-policy/tls-root partner.example');
    const socket = connect(Number(address.split(':').pop()), '127.0.0.1');
    socket.write(request.subarray(0, 10));
    await until(() => (running.daemon.addresses.size > 0 ? true : undefined));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = running.daemon.close();
    expect(await http(running, '/healthz')).toMatch(/^HTTP\/1.1 503 [\s\S]*"status":"stopping"/);
    let heard = '';
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
    socket.write(request.subarray(10));
    await new Promise((resolve) => socket.on('close', resolve));
    await closed;
    expect(netstringsIn(Buffer.from(heard))).toEqual(['OK verify match=hostname servername=hostname']);
  });
});

describe('a daemon that cannot start', () => {
  it('says what is wrong with the policy', async () => {
    await expect(run('{ "setings": [] }')).rejects.toMatchObject({ name: 'PolicyFileError', findings: [expect.objectContaining({ code: 'unknown-key' })] });
  });

  it('leaves nothing listening', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    const events: string[][] = [];
    writeFileSync(policy, '{}');
    const log = { log: (...[, event, fields = {}]: [unknown, string, Record<string, unknown>?]) => void events.push([event, String(fields['address'])]) };
    await expect(startPostfixDaemon({ policy, listen: { socketmap: ANYWHERE, milter: { kind: 'tcp', host: '127.0.0.1', port } }, log })).rejects.toThrow(/EADDRINUSE/);
    const [, address] = events.find(([event]) => event === 'listening')!;
    await expect(ask(address!, '', 1)).rejects.toThrow(/ECONNREFUSED/);
    await new Promise((resolve) => taken.close(resolve));
  });
});
