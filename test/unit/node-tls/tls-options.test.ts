// Options for Node and nodemailer, and the check before MAIL FROM. What they make of every kind of server is in test/servers/table.test.ts.
import net from 'node:net';
import tls from 'node:tls';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionOf } from '../../../src/node-tls/session.js';
import { classifyTlsError } from '../../../src/node-tls/tls-error.js';
import { onlyThese, tlsOptionsFor } from '../../../src/node-tls/tls-options.js';
import { readProperty } from '../../../src/model/property.js';
import { opportunistic } from '../../../src/model/transport.js';
import { HOST, testAuthorities } from '../../servers/authority.js';
import type { TestAuthorities } from '../../servers/authority.js';
import { CONSTRAINT_SETS } from '../../servers/constraint-sets.js';
import type { ConstraintSet } from '../../servers/constraint-sets.js';
import { startMailServer } from '../../servers/mail-server.js';
import type { MailServer, Script } from '../../servers/mail-server.js';

let authorities: TestAuthorities;
const servers: MailServer[] = [];
beforeAll(async () => {
  authorities = await testAuthorities();
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
});

describe('tlsOptionsFor', () => {
  const optionsFor = (set: ConstraintSet, host = HOST): tls.ConnectionOptions => tlsOptionsFor(CONSTRAINT_SETS[set], { host }).options;

  it('accepts TLS 1.0 where no minimum is required, and nothing below a minimum', () => {
    expect(['tls', 'ca', 'name', 'version'].map((set) => optionsFor(set as ConstraintSet).minVersion)).toEqual(['TLSv1', 'TLSv1', 'TLSv1', 'TLSv1.2']);
  });

  it('lets Node check the chain where a CA is required, alone', () => {
    expect(Object.keys(CONSTRAINT_SETS).filter((set) => optionsFor(set as ConstraintSet).rejectUnauthorized !== false)).toEqual(['ca', 'ca+name']);
  });

  it('gives a server name for a name, and none for an address', () => {
    expect([optionsFor('tls', 'MX.Partner.Example.').servername, optionsFor('tls', '[IPv6:2001:db8::1]').servername, optionsFor('tls', '192.0.2.1').servername]).toEqual([
      HOST,
      undefined,
      undefined,
    ]);
  });

  it('names ciphers that exist', () => {
    for (const set of ['tls', 'ca'] as const) expect(() => tls.createSecureContext(optionsFor(set))).not.toThrow();
  });

  it('reads constraints that are at odds with themselves as the stricter ones', () => {
    const { verify } = tlsOptionsFor({ ...opportunistic, caSigned: true }, { host: HOST });
    expect(verify(new net.Socket()).map(({ type }) => type)).toEqual(['starttls-not-supported']);
  });

  it('lets plaintext pass where nothing is required', () => {
    expect(tlsOptionsFor(opportunistic, { host: HOST }).verify(new net.Socket())).toEqual([]);
  });

  it.each<[string, object | null]>([
    ['a version that is none', { minVersion: 'TLSv1.4' }],
    ['a version in other words', { minVersion: '1.2' }],
    ['no minimum version', { minVersion: undefined }],
    ['another word for required', { tls: 'require' }],
    ['a text for true', { caSigned: 'true' }],
    ['no word on the host name', { hostname: undefined }],
  ])('refuses constraints that would demand less than they say: %s', (_name, changed) => {
    const constraints = { ...CONSTRAINT_SETS.tls, ...changed } as never;
    expect(() => tlsOptionsFor(constraints, { host: HOST })).toThrow(/^the constraints must be those of a delivery: `tls` .*`TLSv1.3`, `caSigned`/);
  });

  it('refuses what is no host', () => {
    expect(() => tlsOptionsFor(opportunistic, { host: '' })).toThrow(TypeError);
  });
});

/** What nodemailer comes to: `+`, or the result type of the violation or of the error that it raised. */
async function send(script: Script, set: ConstraintSet): Promise<string> {
  const { violation, error } = await conversation(script, set);
  return error === null ? (violation ?? '+') : (classifyTlsError(error) ?? `null ${String(readProperty(error, 'code'))}`);
}

interface Conversation {
  /** The result type. */
  readonly violation: string | null;
  readonly error: unknown;
  /** What nodemailer knows of the time of the error. */
  readonly duringHandshake: boolean;
}

async function conversation(script: Script, set: ConstraintSet): Promise<Conversation> {
  const server = await startMailServer(script);
  servers.push(server);
  const constraints = CONSTRAINT_SETS[set];
  const { options, verify } = tlsOptionsFor(constraints, { host: HOST, ca: authorities.ca });
  const connection = new SMTPConnection({ host: '127.0.0.1', port: server.port, requireTLS: constraints.tls === 'required', tls: options, greetingTimeout: 2000 });
  const inner = connection as unknown as { readonly _socket: net.Socket; readonly upgrading?: boolean };
  return new Promise((resolve) => {
    const fail = (error: unknown): void => resolve({ violation: null, error, duringHandshake: inner.upgrading === true });
    connection.on('error', fail);
    connection.connect((error) => {
      // A connection that is closed before the greeting.
      if (error !== undefined) {
        fail(error);
        return;
      }
      const [violation] = verify(inner._socket);
      connection.close();
      resolve({ violation: violation?.type ?? null, error: null, duringHandshake: false });
    });
  });
}

describe('with nodemailer', () => {
  it.each([
    ['good', ['+', '+', '+', '+', '+']],
    ['wrongName', ['+', '+', '+', 'certificate-host-mismatch', 'certificate-host-mismatch']],
    ['selfSigned', ['+', '+', 'certificate-not-trusted', '+', 'certificate-not-trusted']],
    ['expired', ['+', '+', 'certificate-expired', '+', 'certificate-expired']],
    ['notYetValid', ['+', '+', 'certificate-not-trusted', '+', 'certificate-not-trusted']],
  ] as const)('%s', async (name, expected) => {
    const found = await Promise.all((['tls', 'version', 'ca', 'name', 'ca+name'] as const).map((set) => send({ tls: authorities.credentials[name] }, set)));
    expect(found).toEqual(expected);
  });

  it.each<[string, Script, string]>([
    ['no STARTTLS', { ehlo: '250-mx\r\n250 PIPELINING\r\n', starttls: '502 what?\r\n' }, 'starttls-not-supported'],
    ['STARTTLS refused', { starttls: '454 4.7.0 no\r\n' }, 'starttls-not-supported'],
    ['HELO alone', { ehlo: '502 what?\r\n' }, 'starttls-not-supported'],
    ['EHLO refused for good', { ehlo: '554 5.7.1 go away\r\n' }, 'starttls-not-supported'],
    ['dropped in the handshake', { handshake: 'drop' }, 'validation-failure'],
    ['no TLS behind STARTTLS', { starttls: '220 go ahead\r\n', tls: {} }, 'validation-failure'],
    ['a banner that refuses', { greeting: '554 no\r\n' }, 'null EPROTOCOL'],
  ])('%s', async (_name, script, expected) => {
    expect(await send({ tls: authorities.credentials.good, ...script }, 'tls')).toBe(expected);
  });

  it.each<[string, Script, untold: string | null]>([
    ['dropped', { handshake: 'drop' }, 'validation-failure'],
    ['reset', { handshake: 'reset' }, null],
    ['silent', { handshake: 'silent' }, 'validation-failure'],
  ])('takes a connection for a failure of TLS that is %s in the handshake, once it says so', async (_name, script, untold) => {
    const { error, duringHandshake } = await conversation({ tls: authorities.credentials.good, ...script }, 'tls');
    expect([duringHandshake, classifyTlsError(error), classifyTlsError(error, { duringHandshake })]).toEqual([true, untold, 'validation-failure']);
  });

  it.each<[string, Script]>([
    ['a garbage banner', { greeting: 'garbage\r\n' }],
    ['a 421 banner', { greeting: '421 4.3.2 later\r\n' }],
    ['a server without a banner', { greeting: null }],
    ['a server that is busy at EHLO', { ehlo: '450 4.3.2 busy\r\n' }],
    ['a server that greylists at EHLO', { ehlo: '451 4.7.1 greylisted, try again\r\n' }],
    ['a server that closes at EHLO', { ehlo: '421 4.3.2 later\r\n' }],
    ['a server that answers EHLO with no reply', { ehlo: 'garbage\r\n' }],
    ['a server that answers STARTTLS with no reply', { starttls: 'garbage\r\n' }],
    ['a server that closes at STARTTLS', { starttls: '421 4.3.2 later\r\n' }],
    ['a server that closes after the handshake', { secureEhlo: null }],
  ])('leaves %s to its own retry rules', async (_name, script) => {
    const { error, duringHandshake } = await conversation({ tls: authorities.credentials.good, ...script }, 'tls');
    expect(error).toBeInstanceOf(Error);
    expect([duringHandshake, classifyTlsError(error, { duringHandshake })]).toEqual([false, null]);
  });

  it('leaves a refused connection to its own retry rules', async () => {
    const server = await startMailServer({});
    await server.close();
    const connection = new SMTPConnection({ host: '127.0.0.1', port: server.port, requireTLS: true });
    const error = await new Promise((resolve) => {
      connection.on('error', resolve);
      connection.connect(() => undefined);
    });
    expect(classifyTlsError(error)).toBe(null);
  });
});

describe('CA certificates from plain JavaScript', () => {
  const misuse = (ca: unknown): (() => unknown)[] => [
    () => tlsOptionsFor(CONSTRAINT_SETS['ca+name'], { host: HOST, ca: ca as string }),
    () => sessionOf(new net.Socket(), { host: HOST, ca: ca as string }),
    () => onlyThese(ca as string),
  ];

  it.each<[unknown, RegExp]>([
    [null, /not null; leave it out to trust those that Node trusts/],
    [false, /not false/],
    [0, /not the number 0/],
    [{}, /not an object/],
    [['', null], /not a list with null in it/],
  ])('are no fallback to those of Node: %j', (ca, message) => {
    for (const call of misuse(ca)) {
      expect(call).toThrow(TypeError);
      expect(call).toThrow(message);
    }
  });

  it('stay as they were when the options were made', () => {
    const ca = [authorities.ca];
    const { options } = tlsOptionsFor(CONSTRAINT_SETS.ca, { host: HOST, ca });
    ca.length = 0;
    expect(options.ca).toEqual([authorities.ca]);
  });
});

describe('the check before MAIL FROM', () => {
  const throws = (): never => {
    throw new Error('no');
  };
  const secured = { encrypted: true, getFinished: () => Buffer.of(1), getPeerFinished: () => Buffer.of(1), getProtocol: () => 'TLSv1.3' };
  const typesOf = (socket: unknown, set: ConstraintSet): string[] =>
    tlsOptionsFor(CONSTRAINT_SETS[set], { host: HOST, ca: authorities.ca })
      .verify(socket as net.Socket)
      .map(({ type }) => type);

  it.each<[string, unknown]>([
    ['null', null],
    ['nothing', undefined],
    ['a word', 'socket'],
    ['an object', {}],
    ['what throws when it is looked at', new Proxy({}, { has: throws, get: throws })],
    ['a socket that throws when it is asked', { ...secured, getFinished: throws }],
    ['a socket that throws at the version', { ...secured, getProtocol: throws }],
  ])('takes %s for no TLS, and never throws', (_name, socket) => {
    expect([typesOf(socket, 'nothing'), typesOf(socket, 'ca+name')]).toEqual([[], ['starttls-not-supported']]);
  });

  it.each<[string, () => unknown]>([
    ['throws', throws],
    ['is no certificate', () => ({ raw: Buffer.from('no certificate') })],
  ])('knows nothing of a certificate that %s, and never throws', (_name, getPeerCertificate) => {
    const socket = { ...secured, authorized: true, getPeerCertificate };
    expect([typesOf(socket, 'tls'), typesOf(socket, 'ca+name')]).toEqual([[], ['certificate-not-trusted', 'certificate-host-mismatch']]);
  });
});

it('trusts nobody where the text of CA certificates is empty', () => {
  const { options } = tlsOptionsFor({ tls: 'required', minVersion: null, caSigned: true, hostname: true }, { host: 'mx.example', ca: '' });
  expect(options.ca).toEqual([]);
});

it('returns what cannot be read among the names as an error, as Node would let it end the process', () => {
  const { options } = tlsOptionsFor({ tls: 'required', minVersion: null, caSigned: true, hostname: true }, { host: 'mx.example' });
  expect(options.checkServerIdentity?.('mx.example', { subjectaltname: 'DNS:"a' } as never)).toBeInstanceOf(Error);
});
