// The server side after STARTTLS, where a mail server makes the socket itself and Node does not say what OpenSSL found of the client's certificate.
import 'reflect-metadata';
import { constants } from 'node:crypto';
import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import tls from 'node:tls';
import type { ConnectionOptions, TLSSocket, TLSSocketOptions } from 'node:tls';
import { ExtendedKeyUsage } from '@peculiar/x509';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violationsOf } from '../../../src/evaluate/violations.js';
import type { TransportConstraints } from '../../../src/model/transport.js';
import { clientChainVerdict } from '../../../src/node-tls/openssl-verdict.js';
import { sessionOf } from '../../../src/node-tls/session.js';
import { issue, testAuthorities } from '../../servers/authority.js';
import type { Credentials, TestAuthorities } from '../../servers/authority.js';

let authorities: TestAuthorities;
beforeAll(async () => {
  authorities = await testAuthorities();
});

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

interface Sides {
  readonly server: TLSSocket;
  readonly client: TLSSocket;
  /** To resume the session by. */
  readonly ticket: Buffer;
}

/** Both sides of a connection whose sockets are made from plain ones, as after STARTTLS. */
async function upgrade(server: TLSSocketOptions, client: ConnectionOptions = {}): Promise<Sides> {
  const listener = net.createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const accepted = new Promise<Socket>((resolve) => listener.once('connection', resolve));
  const socket = tls.connect({ socket: net.connect((listener.address() as AddressInfo).port, '127.0.0.1'), rejectUnauthorized: false, ca: authorities.ca, ...client });
  const ticket = new Promise<Buffer>((resolve) => socket.once('session', resolve));
  const plain = await accepted;
  const other = new tls.TLSSocket(plain, { isServer: true, ...(server.secureContext === undefined ? authorities.credentials.good : {}), ...server });
  open.push(() => listener.close(), () => socket.destroy(), () => plain.destroy());
  const secured = new Promise((resolve, reject) => other.once('secure', resolve).once('error', reject));
  await Promise.all([secured, new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))]);
  return { server: other, client: socket, ticket: socket.isSessionReused() ? Buffer.alloc(0) : await ticket };
}

const asking = (): TLSSocketOptions => ({ requestCert: true, rejectUnauthorized: false, ca: authorities.ca });

const clientCertificate: TransportConstraints = { tls: 'required', minVersion: null, caSigned: true, hostname: false };

/** The verdicts on a client's certificate, and the violations of a policy that demands one. */
function judged(socket: TLSSocket): readonly [certificate: unknown, ...violations: string[]] {
  const session = sessionOf(socket, { ca: authorities.ca });
  return [session.tls ? session.certificate : 'no TLS', ...violationsOf(clientCertificate, session, 'inbound').map(({ type }) => type)];
}

async function judge(client: ConnectionOptions, server: TLSSocketOptions = asking()): Promise<readonly unknown[]> {
  const sides = await upgrade(server, client);
  expect([sides.server.authorized, sides.server.authorizationError]).toEqual([false, null]);
  return judged(sides.server);
}

async function made(days: readonly [number, number], ...usages: ExtendedKeyUsage[]): Promise<Credentials> {
  const { pem, key } = await issue(authorities.root, { commonName: 'client', days, usages });
  return { cert: pem, key };
}

describe('the certificate of a client, after STARTTLS', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('is trusted if it is of the CA (%s)', async (maxVersion) => {
    for (const name of ['clientOnly', 'good'] as const) {
      expect(await judge({ ...authorities.credentials[name], maxVersion })).toEqual([{ trusted: true, expired: false }]);
    }
  });

  it.each(['untrustedRoot', 'selfSigned', 'missingIntermediate', 'notYetValid'] as const)('is not trusted if it is %s', async (name) => {
    expect(await judge(authorities.credentials[name])).toEqual([{ trusted: false, expired: false }, 'certificate-not-trusted']);
  });

  it.each(['expired', 'expiredIntermediate'] as const)('is expired if it is %s, and trusted but for that', async (name) => {
    expect(await judge(authorities.credentials[name])).toEqual([{ trusted: true, expired: true }, 'certificate-expired']);
  });

  it('is neither, if it is expired and self-signed', async () => {
    expect(await judge(authorities.credentials.expiredSelfSigned)).toEqual([{ trusted: false, expired: true }, 'certificate-not-trusted', 'certificate-expired']);
  });

  it('is not trusted if it was made for servers only, whatever its dates', async () => {
    const { serverAuth, clientAuth } = ExtendedKeyUsage;
    expect(await judge(await made([-1, 90], serverAuth))).toEqual([{ trusted: false, expired: false }, 'certificate-not-trusted']);
    expect(await judge(await made([-10, -1], serverAuth))).toEqual([{ trusted: false, expired: true }, 'certificate-not-trusted', 'certificate-expired']);
    expect(await judge(await made([-10, -1], clientAuth))).toEqual([{ trusted: true, expired: true }, 'certificate-expired']);
    expect(await judge(await made([-1, 90], serverAuth, clientAuth))).toEqual([{ trusted: true, expired: false }]);
  });

  it('is judged by the CA certificates that the socket was given', async () => {
    expect(await judge(authorities.credentials.good, { ...asking(), ca: [] })).toEqual([{ trusted: false, expired: false }, 'certificate-not-trusted']);
  });

  it('is none where the client presents none, or was not asked', async () => {
    expect(await judge({})).toEqual([null, 'certificate-not-trusted']);
    expect(await judge(authorities.credentials.good, { ...asking(), requestCert: false })).toEqual([null, 'certificate-not-trusted']);
  });
});

describe('a resumed session', () => {
  const context = (maxVersion: tls.SecureVersion, more: tls.SecureContextOptions = {}): TLSSocketOptions => ({
    secureContext: tls.createSecureContext({ ...authorities.credentials.good, ca: authorities.ca, sessionIdContext: 'mail', maxVersion, ...more }),
    requestCert: true,
    rejectUnauthorized: false,
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('is not trusted by the verdict of the connection that began it (%s)', async (maxVersion) => {
    const server = context(maxVersion);
    const { ticket } = await upgrade(server, authorities.credentials.good);
    for (const requestCert of [true, false]) {
      const resumed = await upgrade({ ...server, requestCert }, { ...authorities.credentials.good, session: ticket });
      expect(resumed.server.isSessionReused()).toBe(true);
      expect(judged(resumed.server)).toEqual([{ expired: false }, 'certificate-not-trusted']);
    }
  });

  it('stays not trusted if it was not', async () => {
    const server = context('TLSv1.2');
    const { ticket } = await upgrade(server, authorities.credentials.selfSigned);
    const resumed = await upgrade(server, { ...authorities.credentials.selfSigned, session: ticket });
    expect(resumed.server.isSessionReused()).toBe(true);
    expect(judged(resumed.server)).toEqual([{ trusted: false, expired: false }, 'certificate-not-trusted']);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('is none without tickets: each connection has a verdict of its own (%s)', async (maxVersion) => {
    const server = context(maxVersion, { secureOptions: constants.SSL_OP_NO_TICKET });
    const { ticket } = await upgrade(server, authorities.credentials.good);
    const second = await upgrade(server, { ...authorities.credentials.good, session: ticket });
    expect(second.server.isSessionReused()).toBe(false);
    expect(judged(second.server)).toEqual([{ trusted: true, expired: false }]);
  });
});

describe('the verdict of OpenSSL', () => {
  it('is for the server side alone: Node says all there is of a server\'s certificate', async () => {
    const { client, server } = await upgrade(asking(), authorities.credentials.good);
    Object.assign(client, { authorized: false, authorizationError: null });
    expect([clientChainVerdict(client), clientChainVerdict(server)]).toEqual([{ kind: 'unknown' }, { kind: 'passed' }]);
    expect(judged(client)).toEqual([{ expired: false }, 'certificate-not-trusted']);
  });

  it.each<[string, object]>([
    ['has no such method', {}],
    ['has another thing by its name', { verifyError: true }],
    ['throws', { verifyError: () => { throw new Error('no'); } }],
    ['says nothing', { verifyError: () => undefined }],
    ['says what is no error', { verifyError: () => 0 }],
    ['has an error without a code', { verifyError: () => new Error('no') }],
  ])('is unknown where the handle %s', (_name, handle) => {
    const socket = { getEphemeralKeyInfo: () => null, isSessionReused: () => false, _handle: handle };
    expect(clientChainVerdict(socket as never)).toEqual({ kind: 'unknown' });
  });

  it('is unknown where the socket does not say which side it is on, or whether it resumed a session', () => {
    const _handle = { verifyError: () => null };
    const socket = { getEphemeralKeyInfo: () => null, isSessionReused: () => false, _handle };
    expect(clientChainVerdict(socket as never)).toEqual({ kind: 'passed' });
    expect(clientChainVerdict({ ...socket, getEphemeralKeyInfo: undefined } as never)).toEqual({ kind: 'unknown' });
    expect(clientChainVerdict({ ...socket, isSessionReused: undefined } as never)).toEqual({ kind: 'unknown' });
  });
});
