// The session of real sockets, client and server side, with every verdict on its own.
import { randomBytes } from 'node:crypto';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import type { TLSSocket, TlsOptions } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sessionOf } from '../../../src/node-tls/session.js';
import { FOR_CLIENTS, HOST, issue, testAuthorities } from '../../servers/authority.js';
import type { TestAuthorities } from '../../servers/authority.js';

let authorities: TestAuthorities;
beforeAll(async () => {
  authorities = await testAuthorities();
});

const open: { destroy?: () => unknown; close?: () => unknown }[] = [];
afterEach(() => {
  for (const item of open.splice(0)) (item.destroy ?? item.close)?.call(item);
});

interface Sides {
  readonly client: TLSSocket;
  readonly server: TLSSocket;
  /** To resume the session by. */
  readonly tickets: readonly Buffer[];
}

/** Both sides of a connection after the handshake. */
async function connect(server: TlsOptions, client: tls.ConnectionOptions): Promise<Sides> {
  return dial(await listen(server), client);
}

async function listen(options: TlsOptions): Promise<tls.Server> {
  const listener = tls.createServer({ ...authorities.credentials.good, ...options });
  open.push(listener);
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return listener;
}

async function dial(listener: tls.Server, options: tls.ConnectionOptions): Promise<Sides> {
  const accepted = new Promise<TLSSocket>((resolve) => listener.once('secureConnection', resolve));
  const socket = tls.connect({ host: '127.0.0.1', port: (listener.address() as AddressInfo).port, servername: HOST, rejectUnauthorized: false, ...options });
  open.push(socket);
  const tickets: Buffer[] = [];
  socket.on('session', (ticket: Buffer) => tickets.push(ticket));
  await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
  const other = await accepted;
  open.push(other);
  return { client: socket, server: other, tickets };
}

/** The second connection of a client, by the session of its first; to another server, if there is one. */
async function resume(server: TlsOptions, options: tls.ConnectionOptions, other?: TlsOptions): Promise<Sides> {
  const listener = await listen(server);
  const first = await dial(listener, options);
  // A ticket of TLS 1.3 comes before the first byte.
  first.server.write('220 mx.partner.example\r\n');
  await new Promise((resolve) => first.client.once('data', resolve));
  // Node resumes no session of TLS 1.3 while it is still at that byte.
  await new Promise((resolve) => setImmediate(resolve));
  const second = await dial(other === undefined ? listener : await listen(other), { ...options, session: first.tickets.at(-1)! });
  expect([second.client.isSessionReused(), second.server.isSessionReused()]).toEqual([true, true]);
  return second;
}

function certificateOf(socket: TLSSocket, options: Parameters<typeof sessionOf>[1] = {}): unknown {
  const session = sessionOf(socket, options);
  return session.tls ? session.certificate : 'no TLS';
}

describe('on the client side', () => {
  it('has the version and three verdicts', async () => {
    const { client } = await connect({ maxVersion: 'TLSv1.2' }, { ca: authorities.ca });
    expect(sessionOf(client, { host: HOST })).toEqual({ tls: true, version: 'TLSv1.2', certificate: { trusted: true, hostnameMatches: true, expired: false } });
  });

  it('tells the name of a certificate that is not trusted', async () => {
    const { client } = await connect(authorities.credentials.selfSigned, { ca: authorities.ca });
    expect(certificateOf(client, { host: HOST })).toEqual({ trusted: false, hostnameMatches: true, expired: false });
    expect(certificateOf(client, { host: 'other.example' })).toMatchObject({ trusted: false, hostnameMatches: false });
  });

  it('leaves the name out where no host was asked for', async () => {
    const { client } = await connect({}, { ca: authorities.ca });
    expect(certificateOf(client)).toEqual({ trusted: true, expired: false });
  });

  it('takes the verdict of Node on another name than the one that is asked for here', async () => {
    const { client } = await connect({}, { ca: authorities.ca, servername: 'other.example' });
    expect(client.authorized).toBe(false);
    expect(certificateOf(client, { host: HOST })).toEqual({ trusted: true, hostnameMatches: true, expired: false });
  });

  it('does not guess what a check of the caller\'s own means', async () => {
    const { client } = await connect({}, { ca: authorities.ca, checkServerIdentity: () => new Error('not today') });
    expect(certificateOf(client, { host: HOST })).toEqual({ hostnameMatches: true, expired: false });
  });

  it('judges expiry by the time it is given', async () => {
    const { client } = await connect({}, { ca: authorities.ca });
    const now = new Date(Date.now() + 200 * 86_400_000);
    expect(certificateOf(client, { host: HOST, now })).toEqual({ trusted: true, hostnameMatches: true, expired: true });
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('knows nothing of the certificate of a resumed session, of which Node keeps none (%s)', async (maxVersion) => {
    const { client } = await resume({ maxVersion }, { ca: authorities.ca });
    expect([client.authorized, client.getPeerX509Certificate()]).toEqual([true, undefined]);
    expect(sessionOf(client, { host: HOST })).toEqual({ tls: true, version: maxVersion, certificate: {} });
  });
});

describe('of an expired certificate', () => {
  it('tells whether the chain is trusted but for that', async () => {
    const { client } = await connect(authorities.credentials.expired, { ca: authorities.ca });
    expect(client.authorizationError).toBe('CERT_HAS_EXPIRED');
    expect(certificateOf(client, { host: HOST, ca: authorities.ca })).toEqual({ trusted: true, hostnameMatches: true, expired: true });
    expect(certificateOf(client, { host: HOST, ca: [Buffer.from(authorities.ca)] })).toMatchObject({ trusted: true });
  });

  it('is not fooled where Node names the date alone', async () => {
    const { client } = await connect(authorities.credentials.expiredSelfSigned, { ca: authorities.ca });
    expect(client.authorizationError).toBe('CERT_HAS_EXPIRED');
    expect(certificateOf(client, { host: HOST, ca: authorities.ca })).toEqual({ trusted: false, hostnameMatches: true, expired: true });
  });

  it('is not fooled by one that was made for clients', async () => {
    const { ExtendedKeyUsage } = await import('@peculiar/x509');
    const late = await issue(authorities.root, { commonName: HOST, days: [-10, -1], usages: [ExtendedKeyUsage.clientAuth] });
    const { client } = await connect({ cert: late.pem, key: late.key }, { ca: authorities.ca });
    expect(certificateOf(client, { host: HOST, ca: authorities.ca })).toMatchObject({ trusted: false, expired: true });
  });

  it.each(['2.5.29.37.0', '1.3.6.1.5.5.7.3.2'])('is not fooled by what OpenSSL does not take for a server, on the certificate or above it: %s', async (usage) => {
    const usages = [usage as never];
    const leaf = { commonName: HOST, names: [{ type: 'dns', value: HOST }] } as const;
    for (const days of [[-1, 90], [-10, -1]] as const) {
      const issuer = await issue(authorities.root, { commonName: 'For Others', authority: true, usages });
      const above = await issue(issuer, { ...leaf, days });
      const itself = await issue(authorities.root, { ...leaf, days, usages });
      for (const { pem: cert, key } of [{ ...above, pem: above.pem + issuer.pem }, itself]) {
        const { client } = await connect({ cert, key }, { ca: authorities.ca });
        expect(certificateOf(client, { host: HOST, ca: authorities.ca })).toEqual({ trusted: false, hostnameMatches: true, expired: days[1] < 0 });
      }
    }
  });

  it('is not fooled by an issuer that is no CA, or that did not sign', async () => {
    const impostor = await issue(null, { commonName: 'Test Root', authority: true });
    const late = await issue(impostor, { commonName: HOST, days: [-10, -1] });
    const noAuthority = await issue(authorities.root, { commonName: 'No Authority' });
    const later = await issue(noAuthority, { commonName: HOST, days: [-10, -1] });
    for (const cert of [late.pem, late.pem + impostor.pem]) {
      const { client } = await connect({ cert, key: late.key }, { ca: authorities.ca });
      expect(certificateOf(client, { host: HOST, ca: authorities.ca })).toMatchObject({ trusted: false, expired: true });
    }
    const { client } = await connect({ cert: later.pem + noAuthority.pem, key: later.key }, { ca: authorities.ca });
    expect(certificateOf(client, { host: HOST, ca: authorities.ca })).toMatchObject({ trusted: false, expired: true });
  });

  it('leaves out CA certificates that cannot be read', async () => {
    const { client } = await connect(authorities.credentials.expired, { ca: authorities.ca });
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    expect(certificateOf(client, { host: HOST, ca: `${broken}${authorities.ca}` })).toMatchObject({ trusted: true, expired: true });
    expect(certificateOf(client, { host: HOST, ca: broken })).toMatchObject({ trusted: false, expired: true });
    expect(certificateOf(client, { host: HOST, ca: 'no PEM' })).toMatchObject({ trusted: false, expired: true });
  });

  it('does not guess what other certificates Node may trust', async () => {
    const { client } = await connect(authorities.credentials.expired, { ca: authorities.ca });
    const expected = 'getCACertificates' in tls ? { trusted: false, hostnameMatches: true, expired: true } : { hostnameMatches: true, expired: true };
    expect(certificateOf(client, { host: HOST })).toEqual(expected);
  });
});

describe('on the server side', () => {
  it('has no certificate where the client presents none', async () => {
    const { server } = await connect({ requestCert: true, rejectUnauthorized: false, ca: authorities.ca }, {});
    expect(sessionOf(server)).toEqual({ tls: true, version: 'TLSv1.3', certificate: null });
  });

  it('has the verdict on the certificate of the client', async () => {
    const options = { requestCert: true, rejectUnauthorized: false, ca: authorities.ca };
    const trusted = await connect(options, authorities.credentials.clientOnly);
    expect(certificateOf(trusted.server)).toEqual({ trusted: true, expired: false });
    const stranger = await connect(options, authorities.credentials.selfSigned);
    expect(certificateOf(stranger.server)).toEqual({ trusted: false, expired: false });
    const late = await connect(options, authorities.credentials.expired);
    expect(certificateOf(late.server, { ca: authorities.ca })).toEqual({ trusted: true, expired: true });
    const { ExtendedKeyUsage } = await import('@peculiar/x509');
    const own = await issue(authorities.root, { commonName: 'client', days: [-10, -1], usages: [ExtendedKeyUsage.clientAuth] });
    const lateClient = await connect(options, { cert: own.pem, key: own.key });
    expect(certificateOf(lateClient.server, { ca: authorities.ca })).toEqual({ trusted: true, expired: true });
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('finds the chain of a resumed session again, by the CA certificates that it is given (%s)', async (maxVersion) => {
    const { ca } = authorities;
    const options = { requestCert: true, rejectUnauthorized: false, ca, maxVersion };
    const own = await issue(authorities.root, { commonName: 'client', usages: FOR_CLIENTS });
    const { server } = await resume(options, { cert: own.pem, key: own.key });
    expect(server.authorized).toBe(true);
    expect([certificateOf(server, { ca }), certificateOf(server)]).toEqual([{ trusted: true, expired: false }, { expired: false }]);
    // Node keeps the client's own certificate alone.
    const intermediate = await issue(authorities.root, { commonName: 'An Intermediate', authority: true });
    const below = await issue(intermediate, { commonName: 'client' });
    const later = await resume(options, { cert: below.pem + intermediate.pem, key: below.key });
    expect([certificateOf(later.server, { ca }), certificateOf(later.server, { ca: [ca, intermediate.pem] })]).toEqual([{ expired: false }, { trusted: true, expired: false }]);
    expect(certificateOf((await resume(options, authorities.credentials.selfSigned)).server, { ca })).toEqual({ trusted: false, expired: false });
    expect(sessionOf((await resume(options, {})).server)).toEqual({ tls: true, version: maxVersion, certificate: null });
    expect(certificateOf((await resume({ ...options, requestCert: false }, authorities.credentials.good)).server)).toBe(null);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('does not trust the client of another server that shares its ticket keys, and has another CA (%s)', async (maxVersion) => {
    const { ca } = authorities;
    const stranger = await issue(null, { commonName: 'Stranger Root', authority: true });
    const client = await issue(stranger, { commonName: 'client' });
    const shared = { requestCert: true, rejectUnauthorized: false, maxVersion, ticketKeys: randomBytes(48) };
    const { server } = await resume({ ...shared, ca: stranger.pem }, { cert: client.pem, key: client.key }, { ...shared, ca });
    // By its word alone it would be trusted.
    expect(server.authorized).toBe(true);
    expect([certificateOf(server, { ca }), certificateOf(server)]).toEqual([{ expired: false }, { expired: false }]);
  });

  it.each(['WHAT_NOBODY_KNOWS', new Error('without a code')])('does not guess what %s means', async (authorizationError) => {
    const { server } = await connect({ requestCert: true, rejectUnauthorized: false, ca: authorities.ca }, authorities.credentials.good);
    Object.assign(server, { authorized: false, authorizationError });
    expect(certificateOf(server)).toEqual({ expired: false });
  });
});

describe('without TLS', () => {
  it('is no TLS: a plain socket, a closed one, and one whose handshake has not ended', async () => {
    const { client } = await connect({}, { ca: authorities.ca });
    client.destroy();
    const silent = net.createServer();
    open.push(silent);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const plain = net.connect((silent.address() as AddressInfo).port, '127.0.0.1');
    const waiting = tls.connect({ socket: plain });
    waiting.on('error', () => undefined);
    open.push(waiting, plain);
    expect([plain, client, waiting].map((socket) => sessionOf(socket, { host: HOST }))).toEqual([{ tls: false }, { tls: false }, { tls: false }]);
  });
});

it.each(['', 'a b', '[fe80::1%eth0]', 'x'.repeat(300), '-', 42])('refuses %j as a host', (host) => {
  expect(() => sessionOf(new net.Socket(), { host: host as string })).toThrow(TypeError);
});

it.each([[new Date(Number.NaN), 'an invalid one'], [0, 'the number 0'], ['now', 'the text `now`']])('refuses %j as a time: nothing would have expired by it', (now, found) => {
  expect(() => sessionOf(new net.Socket(), { now: now as Date })).toThrow(`\`now\` must be a valid Date, not ${found}`);
});
