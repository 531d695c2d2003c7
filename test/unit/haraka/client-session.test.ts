// clause S-9.1
import net from 'node:net';
import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientSession } from '../../../src/haraka/client-session.js';
import { issue } from '../../servers/authority.js';
import type { Issued } from '../../servers/authority.js';
import { standInConnection } from './stand-ins.js';

describe('clientSession', () => {
  let own: Issued;
  let authority: Issued;
  let server: net.Server;
  let client: tls.TLSSocket;
  let secured: tls.TLSSocket;

  beforeAll(async () => {
    [own, authority] = await Promise.all([issue(null, { commonName: 'mx.organisation.example' }), issue(null, { commonName: 'Clients Root', authority: true })]);
    const certificate = await issue(authority, { commonName: 'client.example' });
    // As Haraka does after STARTTLS: a socket of TLS that no TLS server made.
    const accepted = new Promise<tls.TLSSocket>((resolve) => {
      server = net.createServer((plain) => {
        const socket = new tls.TLSSocket(plain, { isServer: true, requestCert: true, rejectUnauthorized: false, key: own.key, cert: own.pem, ca: authority.pem });
        socket.on('secure', () => resolve(socket));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = tls.connect({ port: (server.address() as net.AddressInfo).port, host: '127.0.0.1', rejectUnauthorized: false, key: certificate.key, cert: certificate.pem });
    secured = await accepted;
  });

  afterAll(() => {
    client.destroy();
    server.close();
  });

  it.each([
    ['behind the socket that Haraka goes on to use', (): unknown => ({ cleartext: secured }), undefined],
    ['with TLS from the start', (): unknown => secured, 'the authority'],
  ])('finds the socket of TLS %s', (_where, socket, ca) => {
    expect(clientSession(standInConnection({ client: socket() }), ca === undefined ? undefined : authority.pem)).toMatchObject({ tls: true, version: 'TLSv1.3', certificate: { trusted: true, expired: false } });
  });

  it.each([
    ['a plain socket', new net.Socket()],
    ['no socket', { cleartext: { encrypted: true } }],
    ['nothing', undefined],
  ])('takes %s for no TLS', (_what, socket) => {
    expect(clientSession(standInConnection({ client: socket }), undefined)).toEqual({ tls: false });
  });
});
