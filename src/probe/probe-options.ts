// What can be said to a probe, and what holds where nothing is said.

import { Resolver } from 'node:dns/promises';
import { connect } from 'node:net';
import type { Socket, TcpNetConnectOpts } from 'node:net';
import { readProperty } from '../model/property.js';
import { describeValue, quote } from '../model/quotation.js';
import { checkTransportConstraints } from '../model/transport.js';
import type { TransportConstraints } from '../model/transport.js';
import { checkTime } from '../node-tls/session.js';
import type { CaCertificates } from '../node-tls/trust-anchors.js';
import type { ProbeStep, StepName } from './report.js';

/** How a route is tested. */
export interface ProbeOptions {
  /** Judge the report by these. `judgeProbe` does so later, or by others. */
  readonly constraints?: TransportConstraints;
  /** CA certificates in PEM that are trusted instead of Node's own. */
  readonly ca?: CaCertificates;
  /** Presented to a server that asks for one: certificate and private key in PEM. */
  readonly clientCertificate?: {
    /** The certificate, and behind it the intermediate ones that lead to a CA. */
    readonly cert: string | Buffer;
    /** Its private key, without a passphrase. */
    readonly key: string | Buffer;
  };
  /** Port of the MX hosts of a domain. Default 25. A route to a host has its own. */
  readonly port?: number;
  /** TLS from the start (RFC 8314). Default: on port 465. */
  readonly implicitTls?: boolean;
  /** Also find out which TLS versions the server accepts, with a connection for each. Default false. */
  readonly versions?: boolean;
  /** The name given with EHLO. Default: an address literal of this side of the connection (RFC 5321 section 4.1.3). */
  readonly clientName?: string;
  /** Families of IP addresses to try. Default both. */
  readonly families?: readonly (4 | 6)[];
  /** The most addresses that are tried. Default 20. */
  readonly maxAddresses?: number;
  /** How many are tried side by side. Default 4. */
  readonly concurrency?: number;
  /** Milliseconds that each step may take, each at most 2,147,483,647. */
  readonly timeouts?: Partial<StepTimeouts>;
  /**
   * Milliseconds that the whole probe may take, at most 2,147,483,647; what has not ended by then is reported as `ended`, which is no failure of the
   * server. Default 120,000.
   */
  readonly timeLimit?: number;
  /** A certificate that expires within so many days is warned of. Default 30. */
  readonly expiryWarningDays?: number;
  /** The time by which certificates are judged. Default: now. */
  readonly now?: Date;
  /** Ends the probe early, as the time limit does. */
  readonly signal?: AbortSignal;
  /** Hears of every step as it begins, and again as it ends. What it throws ends the probe. */
  readonly onProgress?: (event: ProbeProgress) => void;
  /** Asked instead of the resolver of this machine. `dns.promises.Resolver` is one; to cancel what it still asks is for the caller. */
  readonly dns?: DnsResolver;
  /** Called instead of `net.connect`. A socket that is connected already will do. What it throws is reported as an address that was not reached. */
  readonly connect?: (target: TcpNetConnectOpts) => Socket;
}

/** Milliseconds. */
export interface StepTimeouts {
  /** Each question to DNS. Default 10,000. */
  readonly dns: number;
  /** Default 10,000. */
  readonly connect: number;
  /** Default 30,000: some servers let a client wait on purpose. */
  readonly greeting: number;
  /** Each reply to a command. Default 15,000. */
  readonly command: number;
  /** Default 15,000. */
  readonly handshake: number;
}

/** The part of `dns.promises.Resolver` that a probe needs; failures are errors with the codes of Node (`ENOTFOUND`, `ENODATA`, `ESERVFAIL`, ...). */
export interface DnsResolver {
  /** The MX records of a domain; one with an empty `exchange` says that it takes no mail (RFC 7505). */
  resolveMx(domain: string): Promise<readonly { readonly exchange: string; readonly priority: number }[]>;
  /** The IPv4 addresses of a host. */
  resolve4(host: string): Promise<readonly string[]>;
  /** The IPv6 addresses of a host. */
  resolve6(host: string): Promise<readonly string[]>;
}

/** How far a probe has come at a host. */
export interface ProbeProgress {
  /** The mail host. */
  readonly host: string;
  /** The IP address of it that is tried. */
  readonly address: string;
  /** Which step. */
  readonly step: StepName;
  /** Null as it begins. */
  readonly ended: ProbeStep | null;
}

/** Options with every default in its place. */
export interface ProbeSettings extends Omit<Required<ProbeOptions>, 'constraints' | 'ca' | 'clientCertificate' | 'implicitTls' | 'clientName' | 'timeouts' | 'signal' | 'timeLimit'> {
  readonly constraints: TransportConstraints | null;
  readonly ca: CaCertificates | undefined;
  readonly clientCertificate: ProbeOptions['clientCertificate'] | undefined;
  readonly implicitTls: boolean | undefined;
  readonly clientName: string | undefined;
  readonly timeouts: StepTimeouts;
  /** Ends everything: the caller's signal, or the time limit. */
  readonly stop: AbortSignal;
}

/** What a search for mail hosts needs of them. */
export interface DnsSettings extends Pick<ProbeSettings, 'dns' | 'families' | 'maxAddresses' | 'stop'> {
  readonly timeouts: Pick<StepTimeouts, 'dns'>;
}

/** @throws TypeError for a value that makes no sense */
export function probeSettings(options: ProbeOptions, stop: AbortSignal): ProbeSettings {
  const { port = 25, maxAddresses = 20, concurrency = 4, expiryWarningDays = 30, clientName } = options;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  checkCount('maxAddresses', maxAddresses);
  checkCount('concurrency', concurrency);
  for (const [name, value] of Object.entries(timeouts)) checkMilliseconds(`timeouts.${name}`, value);
  checkPort(port);
  checkChoices(options);
  if (clientName !== undefined && !isClientName(clientName)) throw new TypeError(`\`clientName\` must be a host name or an address literal, not ${quote(clientName)}`);
  return {
    port,
    maxAddresses,
    concurrency,
    expiryWarningDays,
    clientName,
    timeouts,
    stop,
    constraints: options.constraints === undefined ? null : checkTransportConstraints(options.constraints),
    ca: options.ca,
    clientCertificate: options.clientCertificate,
    implicitTls: options.implicitTls,
    versions: options.versions ?? false,
    families: options.families ?? [4, 6],
    now: options.now ?? new Date(),
    onProgress: options.onProgress ?? (() => undefined),
    dns: options.dns ?? ownResolver(timeouts.dns, stop),
    connect: options.connect ?? connect,
  };
}

export const TIME_LIMIT = 120_000;

const TIMEOUTS: StepTimeouts = { dns: 10_000, connect: 10_000, greeting: 30_000, command: 15_000, handshake: 15_000 };

export function checkCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value <= 0) throw new TypeError(`\`${name}\` must be a whole number above 0, not ${describeValue(value)}`);
}

/** Timers of Node that are set to more go off at once. */
const LONGEST = 2_147_483_647;

export function checkMilliseconds(name: string, value: number): void {
  checkCount(name, value);
  if (value > LONGEST) throw new TypeError(`\`${name}\` is at most ${LONGEST} milliseconds (24 days), not ${value}`);
}

/** A host name or an address literal: nothing that could break the line of a command. */
export function isClientName(text: string): boolean {
  return /^[\w.:[\]-]{1,255}$/.test(text);
}

/** @param milliseconds - that a question may take, however often it is asked */
export function resolverWithin(milliseconds: number): Resolver {
  return new Resolver({ timeout: Math.ceil(milliseconds / 2), tries: 2 });
}

/** Its questions end with the probe; a resolver of the caller's may have others to answer. */
export function ownResolver(milliseconds: number, stop: AbortSignal): Resolver {
  const resolver = resolverWithin(milliseconds);
  stop.addEventListener('abort', () => resolver.cancel(), { once: true });
  return resolver;
}

function checkChoices({ families, expiryWarningDays = 0, now, signal }: ProbeOptions): void {
  const known: unknown = families ?? [4];
  if (!Array.isArray(known)) throw new TypeError(`\`families\` must be a list of 4, 6 or both, not ${describeValue(known)}`);
  if (known.length === 0 || known.some((family: unknown) => family !== 4 && family !== 6)) throw new TypeError('`families` must name 4, 6 or both');
  if (!(expiryWarningDays >= 0)) throw new TypeError(`\`expiryWarningDays\` must be a number from 0 on, not ${describeValue(expiryWarningDays)}`);
  checkTime(now ?? new Date());
  if (signal !== undefined && !isSignal(signal)) throw new TypeError(`\`signal\` must be an AbortSignal, not ${describeValue(signal)}`);
}

/** Also of another realm, or of a library of its own. */
function isSignal(signal: unknown): boolean {
  return ['addEventListener', 'removeEventListener'].every((name) => typeof readProperty(signal, name) === 'function');
}

export function checkPort(port: number): void {
  checkCount('port', port);
  if (port > 65_535) throw new TypeError(`\`port\` is at most 65535, not ${port}`);
}
