// Connections that do not come as far as MAIL FROM, or only without TLS.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { once } from 'node:events';
import net from 'node:net';
import type { PolicyEngine, Violation } from '../../../src/index.js';
import type { SendOptions, SendResult } from '../../../src/nodemailer/index.js';
import { issue } from '../../servers/authority.js';
import type { Issued, Wanted } from '../../servers/authority.js';
import { startScriptedServer } from './scripted-server.js';
import type { ScriptedServer, ServerScript } from './scripted-server.js';
import { anyTls, free, requiring, sending } from './sending.js';

let root: Issued;
let leaf: Issued;
let server: ScriptedServer;

beforeAll(async () => {
  root = await issue(null, { commonName: 'Root', authority: true });
  leaf = await issue(root, { commonName: 'mx.partner.example', names: [{ type: 'dns', value: 'mx.partner.example' }] });
});
afterEach(() => server.close());

const bob = ['bob@partner.example'];

async function sent(engine: PolicyEngine, script: ServerScript, more: Partial<SendOptions> = {}): Promise<SendResult> {
  server = await startScriptedServer(script);
  return sending(engine, server.port, bob, { ca: root.pem, ...more });
}

const named = (name: string): Wanted => ({ commonName: name, names: [{ type: 'dns', value: name }] });
const presenting = ({ pem, key }: Issued): ServerScript => ({ tls: { cert: pem, key } });
const withTls = (): ServerScript => ({ tls: { cert: leaf.pem, key: leaf.key } });
const heardMail = (): string[] => server.commands.filter((command) => command.includes('MAIL'));

describe('with TLS required', () => {
  it('a session that meets the constraints is used, and told', async () => {
    const { recipients, decision } = await sent(requiring({ minTlsVersion: 'TLSv1.2' }), withTls());
    expect(recipients[0]).toMatchObject({ outcome: 'delivered', session: { tls: true, version: 'TLSv1.3', certificate: { trusted: true, hostnameMatches: true, expired: false } } });
    expect(decision.recipients[0]!.outcome).toBe('deliver');
    expect(server.commands).toEqual(['EHLO mx.here.example', 'STARTTLS', 'tls EHLO mx.here.example', `tls MAIL FROM:<me@here.example>`, 'tls RCPT TO:<bob@partner.example>', 'tls DATA', 'tls QUIT']);
  });

  it.each<[string, () => ServerScript, string]>([
    ['STARTTLS is not offered', () => ({}), 'starttls-not-supported'],
    ['STARTTLS is refused for good', () => ({ ...withTls(), answers: { STARTTLS: ['502 no'] } }), 'starttls-not-supported'],
    ['STARTTLS is refused for now', () => ({ ...withTls(), answers: { STARTTLS: ['454 4.7.0 TLS not available'] } }), 'starttls-not-supported'],
    ['only HELO is known', () => ({ answers: { EHLO: ['502 what?'] } }), 'starttls-not-supported'],
    ['the connection is lost in the handshake', () => ({ ...withTls(), dropHandshake: true }), 'validation-failure'],
    ['there is no version in common', () => ({ tls: { cert: leaf.pem, key: leaf.key, maxVersion: 'TLSv1.2', ciphers: 'PSK' } }), 'validation-failure'],
  ])('where %s the mail bounces', async (_name, script, type) => {
    const { recipients, decision, report } = await sent(anyTls, script());
    expect(recipients[0]).toMatchObject({ outcome: 'bounced', cause: 'violation', violations: [{ type }], host: 'mx.partner.example' });
    expect(recipients[0]).toHaveProperty('reply.text', expect.stringMatching(/\(setting all\)$/));
    // Of OpenSSL's words the few that are for people.
    expect(recipients[0]).toHaveProperty('reply.text', expect.not.stringMatching(/error:|\\x\{A\}|openssl/));
    expect(decision).toMatchObject({ outcome: 'bounce', recipients: [{ outcome: 'bounce' }] });
    expect(report).not.toBeNull();
    expect(heardMail()).toEqual([]);
    expect(server.connections).toBe(1);
  });

  it.each<[string, Parameters<typeof requiring>[0], () => Promise<ServerScript>, Partial<Violation>[]]>([
    ['a version that is too low', { minTlsVersion: 'TLSv1.3' }, () => Promise.resolve({ tls: { ...withTls().tls, maxVersion: 'TLSv1.2' } }), [{ type: 'validation-failure', required: 'TLSv1.3 or later', found: 'TLSv1.2' }]],
    ['a certificate of nobody', { validateHostname: false }, async () => presenting(await issue(null, named('mx.partner.example'))), [{ type: 'certificate-not-trusted' }]],
    ['another name', { caSignedCertificate: false }, async () => presenting(await issue(null, named('mx.other.example'))), [{ type: 'certificate-host-mismatch' }]],
    [
      'everything that can be',
      { minTlsVersion: 'TLSv1.3' },
      async () => ({ tls: { ...presenting(await issue(root, { ...named('mx.other.example'), days: [-9, -1] })).tls, maxVersion: 'TLSv1.2' } }),
      [{ type: 'validation-failure' }, { type: 'certificate-expired' }, { type: 'certificate-host-mismatch' }],
    ],
  ])('where the session has %s the mail bounces, and all that is wrong is told', async (_name, require, script, violations) => {
    const { recipients } = await sent(requiring(require), await script());
    expect(recipients[0]).toMatchObject({ outcome: 'bounced', cause: 'violation', violations });
    expect(heardMail()).toEqual([]);
  });

  it('a handshake that does not end in its time has failed', async () => {
    const { recipients } = await sent(anyTls, { ...withTls(), silentHandshake: true }, { timeouts: { setUp: 300 } });
    expect(recipients[0]).toMatchObject({ outcome: 'bounced', violations: [{ type: 'validation-failure', found: 'the server took too long' }] });
  });

  it.each<[string, ServerScript['answers']]>([
    ['the greeting is temporary', { greeting: ['421 4.3.2 later'] }],
    ['the server leaves before its greeting', { greeting: 'drop' }],
    ['the server leaves before its answer to EHLO', { EHLO: 'drop' }],
    ['the server says nothing', { greeting: 'silence' }],
    ['the server does not speak SMTP', { greeting: ['SSH-2.0-OpenSSH'] }],
    ['EHLO fails for now', { EHLO: ['451 4.3.0 later'] }],
    ['the server is going away at STARTTLS', { STARTTLS: ['421 4.3.2 bye'] }],
  ])('where %s the mail waits', async (_name, answers) => {
    const { recipients, report } = await sent(anyTls, { ...withTls(), answers: answers! }, { timeouts: { setUp: 300 } });
    expect(recipients[0]).toMatchObject({ outcome: 'retry', host: 'mx.partner.example', mayBeDelivered: false });
    expect(report).toBeNull();
    expect(heardMail()).toEqual([]);
  });

  it.each(['greeting', 'EHLO', 'STARTTLS', 'tls EHLO'])('what is left of a reply at %s as the connection breaks refuses nothing', async (command) => {
    const { recipients } = await sent(anyTls, { ...withTls(), answers: { [command]: 'half' } });
    expect(recipients[0]).toMatchObject({ outcome: 'retry', reply: null });
    expect(heardMail()).toEqual([]);
  });

  it('a host that refuses EHLO under TLS refuses the mail, and has TLS', async () => {
    const { recipients } = await sent(anyTls, { ...withTls(), answers: { 'tls EHLO': ['550 5.7.1 not you'] } });
    expect(recipients[0]).toMatchObject({ outcome: 'bounced', cause: 'refusal', reply: { code: 550, enhancedCode: '5.7.1' }, violations: [] });
  });

  it('a host that wants no mail at all refuses it, TLS or not', async () => {
    const { recipients } = await sent(anyTls, { answers: { greeting: ['554 5.3.2 no mail here'] } });
    expect(recipients[0]).toMatchObject({ outcome: 'bounced', cause: 'refusal', reply: { code: 554, enhancedCode: '5.3.2' }, violations: [] });
  });
});

describe('with nothing required', () => {
  it('TLS is tried, and any will do', async () => {
    const self = await issue(null, { commonName: 'nobody' });
    const { recipients } = await sent(free, { tls: { cert: self.pem, key: self.key, maxVersion: 'TLSv1.2' } });
    expect(recipients[0]).toMatchObject({ outcome: 'delivered', session: { tls: true, version: 'TLSv1.2', certificate: { trusted: false } } });
    expect(heardMail()).toEqual(['tls MAIL FROM:<me@here.example>']);
  });

  it.each<[string, () => ServerScript, number]>([
    ['is not offered', () => ({}), 1],
    ['is refused', () => ({ ...withTls(), answers: { STARTTLS: ['454 4.7.0 TLS not available'] } }), 1],
    ['fails in the handshake', () => ({ ...withTls(), dropHandshake: true }), 2],
    ['does not end in its time', () => ({ ...withTls(), silentHandshake: true }), 2],
    ['is unknown to a server that knows HELO alone', () => ({ answers: { EHLO: ['502 what?'] } }), 1],
  ])('TLS that %s gives way to plaintext', async (_name, script, connections) => {
    const { recipients, decision } = await sent(free, script(), { timeouts: { setUp: 300 } });
    expect(recipients[0]).toMatchObject({ outcome: 'delivered', session: { tls: false } });
    expect(decision.outcome).toBe('deliver');
    expect(heardMail()).toEqual(['MAIL FROM:<me@here.example>']);
    expect(server.connections).toBe(connections);
  });
});

it('a host that insists on TLS, and fails in the handshake, has failed for now', async () => {
  const { recipients } = await sent(free, { ...withTls(), dropHandshake: true, answers: { MAIL: ['530 5.7.0 Must issue a STARTTLS command first'] } });
  expect(recipients[0]).toMatchObject({ outcome: 'retry', reply: { code: 530 }, mayBeDelivered: false });
  await server.close();
  expect((await sent(free, { answers: { MAIL: ['530 5.7.0 Must issue a STARTTLS command first'] } })).recipients[0]!.outcome).toBe('bounced');
});

it('a host that insists on TLS, and refuses STARTTLS for now, has failed for now', async () => {
  const insisting = { MAIL: ['530 5.7.0 Must issue a STARTTLS command first'] };
  const { recipients } = await sent(free, { ...withTls(), answers: { ...insisting, STARTTLS: ['454 4.7.0 TLS not available due to temporary reason'] } });
  expect(recipients[0]).toMatchObject({ outcome: 'retry', reply: { code: 530 }, reason: expect.stringContaining('454 4.7.0'), mayBeDelivered: false });
  await server.close();
  expect((await sent(free, { ...withTls(), answers: { ...insisting, STARTTLS: ['502 5.5.1 no'] } })).recipients[0]!.outcome).toBe('bounced');
});

describe('on the port of submissions', () => {
  /** The route has port 465; whoever connects to it comes to the server of the test. */
  const redirected = (): Partial<SendOptions> => ({ port: 465, connect: () => net.connect(server.port, '127.0.0.1') });

  it('there is TLS from the start', async () => {
    const { recipients } = await sent(anyTls, { ...withTls(), implicitTls: true }, redirected());
    expect(recipients[0]).toMatchObject({ outcome: 'delivered', session: { tls: true } });
    expect(server.commands[0]).toBe('tls EHLO mx.here.example');
  });

  it('no plaintext takes its place', async () => {
    const { recipients } = await sent(free, { ...withTls(), implicitTls: true, dropHandshake: true }, redirected());
    expect(recipients[0]).toMatchObject({ outcome: 'retry' });
    expect(server.connections).toBe(1);
  });
});

describe('a connection', () => {
  it('that does not come about is for a retry', async () => {
    server = await startScriptedServer();
    await server.close();
    expect((await sending(anyTls, server.port)).recipients[0]).toMatchObject({ outcome: 'retry', host: 'mx.partner.example', reason: expect.stringContaining('ECONNREFUSED') });
  });

  it('that does not come about in time is for a retry', async () => {
    const { recipients } = await sent(anyTls, {}, { connect: () => new net.Socket().connect({ host: 'nowhere.example', port: 1, lookup: () => undefined, autoSelectFamily: false }), timeouts: { connect: 50 } });
    expect(recipients[0]).toMatchObject({ outcome: 'retry', reason: 'mx.partner.example: no connection came about in time' });
  });

  it('that cannot even be begun is for a retry', async () => {
    const throwing = (): never => {
      throw new Error('no network');
    };
    expect((await sent(anyTls, {}, { connect: throwing })).recipients[0]).toMatchObject({ outcome: 'retry', reason: 'mx.partner.example: no network' });
  });

  it('may be there already', async () => {
    server = await startScriptedServer();
    const socket = net.connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    expect((await sending(free, server.port, bob, { connect: () => socket })).recipients[0]!.outcome).toBe('delivered');
  });

  it('is made from the address that is given', async () => {
    const targets: net.TcpNetConnectOpts[] = [];
    const connect = (target: net.TcpNetConnectOpts): net.Socket => {
      targets.push(target);
      return net.connect(target);
    };
    await sent(free, {}, { localAddress: '127.0.0.9', connect });
    expect(targets).toEqual([{ host: '127.0.0.1', port: server.port, localAddress: '127.0.0.9' }]);
  });

  it('presents a client certificate where it is asked for one', async () => {
    const client = await issue(root, { commonName: 'client' });
    const tls = { cert: leaf.pem, key: leaf.key, ca: root.pem, requestCert: true, rejectUnauthorized: true };
    expect((await sent(anyTls, { tls }, { clientCertificate: { cert: client.pem, key: client.key } })).recipients[0]!.outcome).toBe('delivered');
    await server.close();
    expect((await sent(anyTls, { tls })).recipients[0]!.outcome).toBe('bounced');
  });
});

describe('REQUIRETLS', () => {
  it('is said to a server that offers it, under TLS', async () => {
    const { recipients, decision } = await sent(free, { ...withTls(), offers: ['REQUIRETLS'] }, { requireTls: true });
    expect(recipients[0]!.outcome).toBe('delivered');
    expect(decision.recipients[0]).toMatchObject({ secureTransport: true, constraints: { tls: 'required' } });
    expect(heardMail()).toEqual(['tls MAIL FROM:<me@here.example> REQUIRETLS']);
  });

  it('bounces where no server offers it', async () => {
    const { recipients } = await sent(free, withTls(), { requireTls: true });
    expect(recipients[0]).toMatchObject({ outcome: 'bounced', cause: 'refusal', reply: { enhancedCode: '5.7.30' } });
    expect(heardMail()).toEqual([]);
  });
});

