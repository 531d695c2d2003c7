// What can be said to a sender, and what holds where nothing is said.

import { connect } from 'node:net';
import type { Socket, TcpNetConnectOpts } from 'node:net';
import { readProperty } from '../model/property.js';
import { describeValue, quote } from '../model/quotation.js';
import { readHostIdentity } from '../node-tls/host-identity.js';
import type { CaCertificates } from '../node-tls/trust-anchors.js';
import { checkCredentials } from '../probe/handshake.js';
import { checkCount, checkMilliseconds, checkPort, isClientName, ownResolver } from '../probe/probe-options.js';
import type { DnsResolver, DnsSettings } from '../probe/probe-options.js';

/** How a message is sent. */
export interface SendOptions {
  /**
   * The name of this mail server, for EHLO and reports: a host name, or an address literal (RFC 5321 section 4.1.3). A mail host of that name is this
   * server itself, and it and those behind it are not tried (RFC 5321 section 5.1).
   */
  readonly name: string;
  /** CA certificates in PEM that are trusted instead of Node's own. */
  readonly ca?: CaCertificates;
  /** Presented to a server that asks for one: certificate and private key in PEM. */
  readonly clientCertificate?: {
    /** The certificate, and behind it the intermediate ones that lead to a CA. */
    readonly cert: string | Buffer;
    /** Its private key, without a passphrase. */
    readonly key: string | Buffer;
  };
  /** Asked instead of the resolver of this machine. `dns.promises.Resolver` is one. */
  readonly resolver?: DnsResolver;
  /** Port of the MX hosts of a domain. Default 25. A route to a host has its own, and 465 is TLS from the start (RFC 8314). */
  readonly port?: number;
  /** The address that connections are made from. */
  readonly localAddress?: string;
  /** The most addresses of a delivery that are tried. Default 20. What is left out may be tried later. */
  readonly maxAddresses?: number;
  /** How many deliveries of a message are made side by side. Default 4. */
  readonly concurrency?: number;
  /** Milliseconds that each phase may take. */
  readonly timeouts?: Partial<SendTimeouts>;
  /** Sends REQUIRETLS with the message (RFC 8689), and takes it as a demand for secure transport (S-7.1). Default false. */
  readonly requireTls?: boolean;
  /** Something else demands secure transport for this message (S-7.1). Default false. */
  readonly secureTransport?: boolean;
  /** What the report to the sender is like. */
  readonly report?: SenderReportOptions;
  /** Ends everything early; what has no result yet is for a retry. */
  readonly signal?: AbortSignal;
  /** Called instead of `net.connect`. What it throws counts as an address that was not reached. */
  readonly connect?: (target: TcpNetConnectOpts) => Socket;
}

/** Milliseconds, each at most 2,147,483,647. */
export interface SendTimeouts {
  /** Each question to DNS. Default 10,000. */
  readonly dns: number;
  /** Default 30,000. */
  readonly connect: number;
  /** From the connection to the answer to EHLO under TLS. Default 300,000, which RFC 5321 section 4.5.3.2 gives to the greeting. */
  readonly setUp: number;
  /** In which nothing is heard of the server while the message is sent. Default 600,000, which RFC 5321 section 4.5.3.2.6 gives to the last reply. */
  readonly silence: number;
  /** From MAIL FROM to the last reply, however much is heard of the server. Default 7,200,000 (two hours). */
  readonly transaction: number;
}

/** What the report to the sender is like. */
export interface SenderReportOptions {
  /** The mailbox of the report's From: field. Default: postmaster at `name`. */
  readonly from?: string;
  /** What of the message goes back. Default `headers`. */
  readonly returned?: 'headers' | 'message';
}

/** Options with every default in its place. */
export interface SendSettings extends DnsSettings {
  readonly name: string;
  readonly ca: CaCertificates | undefined;
  readonly clientCertificate: SendOptions['clientCertificate'] | undefined;
  readonly port: number;
  readonly localAddress: string | undefined;
  readonly concurrency: number;
  readonly timeouts: SendTimeouts;
  readonly requireTls: boolean;
  readonly secureTransport: boolean;
  readonly report: SenderReportOptions;
  readonly connect: (target: TcpNetConnectOpts) => Socket;
}

/** @throws TypeError for a value that makes no sense; the error of Node for CA certificates that cannot be used */
export function sendSettings(options: SendOptions, stop: AbortSignal): SendSettings {
  const name = readProperty(options, 'name');
  if (typeof name !== 'string' || !isClientName(name) || readHostIdentity(name) === null) throw new TypeError(`\`name\` must be the host name of this mail server, or an address literal, not ${describeValue(name)}`);
  checkKnown('sendWithPolicy', options, OPTIONS);
  const { ca, clientCertificate, port = 25, maxAddresses = 20, concurrency = 4, requireTls = false, secureTransport = false } = options;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  checkKnown('`timeouts`', options.timeouts ?? {}, Object.keys(TIMEOUTS));
  checkKnown('`report`', options.report ?? {}, ['from', 'returned']);
  for (const [step, value] of Object.entries(timeouts)) checkMilliseconds(`timeouts.${step}`, value);
  checkPort(port);
  checkCount('maxAddresses', maxAddresses);
  checkCount('concurrency', concurrency);
  if (typeof requireTls !== 'boolean' || typeof secureTransport !== 'boolean') throw new TypeError('`requireTls` and `secureTransport` are true or false');
  checkCredentials({ ca, clientCertificate });
  return {
    name,
    ca,
    clientCertificate,
    port,
    maxAddresses,
    concurrency,
    timeouts,
    requireTls,
    secureTransport,
    stop,
    families: [4, 6],
    localAddress: options.localAddress,
    report: options.report ?? {},
    dns: options.resolver ?? ownResolver(timeouts.dns, stop),
    connect: options.connect ?? connect,
  };
}

/** A misspelt option would be one that is quietly not there. */
function checkKnown(what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new TypeError(`${what} has no option ${quote(unknown)}; it has ${known.join(', ')}`);
}

const OPTIONS: readonly string[] = [
  'name', 'ca', 'clientCertificate', 'resolver', 'port', 'localAddress', 'maxAddresses', 'concurrency', 'timeouts', 'requireTls', 'secureTransport', 'report', 'signal', 'connect',
];

const TIMEOUTS: SendTimeouts = { dns: 10_000, connect: 30_000, setUp: 300_000, silence: 600_000, transaction: 7_200_000 };
