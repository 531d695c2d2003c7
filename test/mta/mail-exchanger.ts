// A mail exchanger made with smtp-server and its adapter, with a store behind it that remembers everything it was given.
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerDataStream, SMTPServerOptions, SMTPServerSession } from 'smtp-server';
import { compilePolicy } from '../../src/index.js';
import type { CompileOptions, Decision, PolicyInput } from '../../src/index.js';
import { handleConnectionErrors, secureTransport } from '../../src/smtp-server/index.js';
import type { EngineSource, SecureTransportOptions } from '../../src/smtp-server/index.js';
import { FOR_CLIENTS, issue } from '../servers/authority.js';
import type { Credentials } from '../servers/authority.js';
import { INBOUND_POLICY } from './inbound-cases.js';

/** What the store was given; `bytes` is null until the message has been read to its end. */
export interface StoredMessage {
  readonly mailFrom: string;
  readonly rcptTo: readonly string[];
  bytes: Buffer | null;
  byteLength: number;
  sizeExceeded: boolean;
}

export interface Exchanger {
  readonly port: number;
  readonly server: SMTPServer;
  readonly stored: StoredMessage[];
  readonly decisions: Decision[];
  readonly problems: unknown[];
  readonly connectionErrors: Error[];
  close(): Promise<void>;
}

export interface ExchangerOptions {
  readonly source?: EngineSource;
  readonly policy?: PolicyInput;
  readonly compile?: CompileOptions;
  readonly server?: SMTPServerOptions;
  readonly adapter?: SecureTransportOptions;
  /** Nobody listens to decisions. */
  readonly unobserved?: boolean;
  /** Instead of the store. */
  readonly onData?: SMTPServerOptions['onData'];
}

/** A root, a server's certificate, and those of a client whom the server trusts and of one whom it does not. */
export interface ExchangerCertificates {
  readonly ca: string;
  readonly server: Credentials;
  readonly client: Credentials;
  readonly expiredClient: Credentials;
  readonly stranger: Credentials;
}

export async function exchangerCertificates(): Promise<ExchangerCertificates> {
  const root = await issue(null, { commonName: 'Exchanger Root', authority: true, days: [-1000, 1000] });
  const server = await issue(root, { commonName: 'mx.organisation.example', names: [{ type: 'dns', value: 'mx.organisation.example' }] });
  const client = await issue(root, { commonName: 'mail.partner.example', usages: FOR_CLIENTS });
  const expired = await issue(root, { commonName: 'mail.partner.example', usages: FOR_CLIENTS, days: [-100, -10] });
  const stranger = await issue(null, { commonName: 'mail.partner.example', usages: FOR_CLIENTS });
  const [serverKeys, clientKeys, expiredKeys, strangerKeys] = [server, client, expired, stranger].map(({ pem, key }) => ({ cert: pem, key }));
  return { ca: root.pem, server: serverKeys!, client: clientKeys!, expiredClient: expiredKeys!, stranger: strangerKeys! };
}

export async function startExchanger(certificates: ExchangerCertificates, options: ExchangerOptions = {}): Promise<Exchanger> {
  const { source = compilePolicy(options.policy ?? INBOUND_POLICY, options.compile), adapter = {} } = options;
  const stored: StoredMessage[] = [];
  const [decisions, problems, connectionErrors]: [Decision[], unknown[], Error[]] = [[], [], []];
  const onData = options.onData ?? ((stream, session, callback) => void store(stored, stream, session).then(() => callback(null, 'stored'), callback));
  const own: SMTPServerOptions = {
    ...certificates.server,
    ca: certificates.ca,
    requestCert: true,
    rejectUnauthorized: false,
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    ...options.server,
    onData,
  };
  const listening = {
    ...(options.unobserved === true ? {} : { onDecision: (decision: Decision) => void decisions.push(decision) }),
    onProblem: (error: unknown) => void problems.push(error),
  };
  const server = handleConnectionErrors(new SMTPServer(secureTransport(source, own, { ...listening, ...adapter })), (error) => connectionErrors.push(error));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, server, stored, decisions, problems, connectionErrors, close: () => new Promise((resolve) => closeAll(server, resolve)) };
}

function closeAll(server: SMTPServer, done: () => void): void {
  server.close(done);
  for (const connection of server.connections) connection.close();
}

export async function store(stored: StoredMessage[], stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
  const rcptTo = envelope.rcptTo.map(({ address }) => address);
  const message: StoredMessage = { mailFrom: envelope.mailFrom === false ? '' : envelope.mailFrom.address, rcptTo, bytes: null, byteLength: 0, sizeExceeded: false };
  stored.push(message);
  const pieces: Buffer[] = [];
  for await (const piece of stream as AsyncIterable<Buffer>) pieces.push(piece);
  Object.assign(message, { bytes: Buffer.concat(pieces), byteLength: stream.byteLength, sizeExceeded: stream.sizeExceeded });
}
