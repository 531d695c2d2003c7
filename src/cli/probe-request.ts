// The words after `probe`, read and checked.

import { X509Certificate } from 'node:crypto';
import type { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { canonicalAddress, parseAddress } from '../model/address.js';
import { parseAddressLiteral } from '../model/address-literal.js';
import { join, opportunistic, TLS_VERSIONS } from '../model/transport.js';
import type { TlsVersion, TransportConstraints } from '../model/transport.js';
import type { Route } from '../model/route.js';
import { readHostIdentity } from '../node-tls/host-identity.js';
import { pemCertificates } from '../node-tls/trust-anchors.js';
import { checkCredentials } from '../probe/handshake.js';
import { probeSettings, TIME_LIMIT, resolverWithin } from '../probe/probe-options.js';
import type { ProbeOptions, StepTimeouts } from '../probe/probe-options.js';
import type { ColourFlags } from './colour.js';
import { InputError, UsageError } from './failure.js';
import { bytesOf, STANDARD_INPUT } from './input-bytes.js';
import type { Io } from './io.js';
import { commonOptions, readCommandLine } from './options.js';
import { parsePort, parseTarget } from './probe-target.js';

export type ProbeRequest = OneTarget | EveryTarget;

interface Shared {
  readonly options: ProbeOptions;
  readonly json: boolean;
  readonly colour: ColourFlags;
  /** Gives up questions to DNS that are still open, which would keep the program from ending. */
  release(): void;
}

export interface OneTarget extends Shared {
  readonly kind: 'one';
  readonly route: Route;
  readonly requirements: { readonly kind: 'constraints'; readonly constraints: TransportConstraints } | PolicyRequirements;
}

/** What a policy requires of one recipient's mail. */
export interface PolicyRequirements {
  readonly kind: 'policy';
  readonly policy: string;
  readonly mailFrom: string | null;
  readonly recipient: string;
  /** Something else demands secure transport already (S-7.1). */
  readonly secureTransport: boolean;
}

export interface EveryTarget extends Shared {
  readonly kind: 'all';
  readonly policy: string;
}

const OPTIONS = {
  ...commonOptions,
  policy: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'secure-transport': { type: 'boolean' },
  all: { type: 'string' },
  require: { type: 'string' },
  'min-version': { type: 'string' },
  ca: { type: 'string' },
  'client-cert': { type: 'string' },
  'client-key': { type: 'string' },
  port: { type: 'string' },
  'implicit-tls': { type: 'boolean' },
  versions: { type: 'boolean' },
  ipv4: { type: 'boolean' },
  ipv6: { type: 'boolean' },
  dns: { type: 'string' },
  ehlo: { type: 'string' },
  timeout: { type: 'string' },
} as const;

type Values = ReturnType<typeof readCommandLine<typeof OPTIONS>>['values'];

/** @throws UsageError, or InputError for a file that cannot be read */
export async function readProbeRequest(args: readonly string[], io: Io): Promise<ProbeRequest> {
  const { values, operands } = readCommandLine(args, OPTIONS);
  const target = values.all === undefined ? oneTarget(values, operands) : everyTarget(values, values.all, operands);
  const milliseconds = values.timeout === undefined ? null : millisecondsOf(values.timeout);
  const options = await probeOptions(values, milliseconds, io);
  const resolver = resolverAt(values.dns, milliseconds);
  return { ...target, options: { ...options, dns: resolver }, json: values.json === true, colour: values, release: () => resolver.cancel() };
}

function oneTarget(values: Values, operands: readonly string[]): Omit<OneTarget, keyof Shared> {
  const [operand, ...more] = operands;
  if (operand === undefined) throw new UsageError('name the domain or host to probe, or --all POLICY');
  if (more.length > 0) throw new UsageError(`one target at a time; \`${more[0] ?? ''}\` is one too many`);
  const route = parseTarget(operand, values.port === undefined ? null : parsePort(values.port));
  return { kind: 'one', route, requirements: values.policy === undefined ? ownRequirements(values) : policyRequirements(values, values.policy, route) };
}

function everyTarget(values: Values, policy: string, operands: readonly string[]): Omit<EveryTarget, keyof Shared> {
  const [operand] = operands;
  if (operand !== undefined) throw new UsageError(`--all probes what the policy names; leave \`${operand}\` out`);
  refuse(values, ['policy', 'from', 'to', 'secure-transport', 'require', 'min-version'], 'with --all, which takes senders, recipients and requirements from the policy');
  return { kind: 'all', policy };
}

function policyRequirements(values: Values, policy: string, route: Route): PolicyRequirements {
  refuse(values, ['require', 'min-version'], 'with --policy, which says what is required');
  const { from, to } = values;
  if (from === undefined) throw new UsageError('who sends the mail? Add --from ADDRESS, or --from "<>" for the null reverse-path');
  if (to === undefined && route.kind === 'host') throw new UsageError('who is the mail to? A host is nobody\'s domain: add --to ADDRESS');
  const mailFrom = from === '' || from === '<>' ? null : from;
  if (mailFrom !== null && canonicalAddress(mailFrom) === null) throw new UsageError(`--from ${mailFrom}: this is no valid address; write --from user@example.com, or --from "<>" for the null reverse-path`);
  const recipient = to ?? `postmaster@${route.kind === 'mx' ? route.domain : ''}`;
  checkRecipient(recipient, route);
  return { kind: 'policy', policy, mailFrom, recipient, secureTransport: values['secure-transport'] === true };
}

/** Mail to an address in another domain never sees this one: what was asked for would not be what is tested. */
function checkRecipient(recipient: string, route: Route): void {
  const address = parseAddress(recipient, false);
  if (address === null) throw new UsageError(`\`${recipient}\` is no valid address; write --to user@example.com`);
  if (route.kind === 'host' || address.domain === route.domain) return;
  throw new UsageError(`--to ${recipient}: this address is not in \`${route.domain}\`; leave --to out, name \`${address.domain}\` instead, or name the host to test as HOST:PORT`);
}

function ownRequirements(values: Values): { kind: 'constraints'; constraints: TransportConstraints } {
  refuse(values, ['from', 'to', 'secure-transport'], 'without --policy FILE');
  const words = (values.require ?? 'tls,ca,hostname').split(',').map((word) => word.trim());
  const unknown = words.find((word) => !REQUIREMENTS.includes(word));
  if (unknown !== undefined) throw new UsageError(`--require: \`${unknown}\` is not known; words: ${REQUIREMENTS.join(', ')}`);
  if (words.includes('nothing') && words.length > 1) throw new UsageError('--require: `nothing` stands alone');
  const tls = words.includes('nothing') ? 'opportunistic' : 'required';
  const constraints = { tls, minVersion: versionOf(values['min-version']), caSigned: words.includes('ca'), hostname: words.includes('hostname') } as const;
  return { kind: 'constraints', constraints: join(constraints, opportunistic) };
}

const REQUIREMENTS: readonly string[] = ['nothing', 'tls', 'ca', 'hostname'];

function versionOf(text: string | undefined): TlsVersion | null {
  const version = TLS_VERSIONS.find((known) => known === text) ?? null;
  if (version === null && text !== undefined) throw new UsageError(`--min-version ${text}: there is no such version; versions: ${TLS_VERSIONS.join(', ')}`);
  return version;
}

function refuse(values: Values, names: readonly (keyof Values)[], why: string): void {
  const wrong = names.find((name) => values[name] !== undefined);
  if (wrong !== undefined) throw new UsageError(`--${wrong} means nothing ${why}; leave it out`);
}

async function probeOptions(values: Values, milliseconds: number | null, io: Io): Promise<ProbeOptions> {
  const { ipv4, ipv6, ehlo } = values;
  if (ipv4 === true && ipv6 === true) throw new UsageError('--ipv4 and --ipv6 exclude each other; keep one, or leave both out to try both');
  return {
    ...(await certificates(values, io)),
    ...(values.port === undefined ? {} : { port: parsePort(values.port) }),
    ...(values['implicit-tls'] === true ? { implicitTls: true } : {}),
    ...(ipv4 === true ? { families: [4] } : ipv6 === true ? { families: [6] } : {}),
    ...(ehlo === undefined ? {} : { clientName: clientNameOf(ehlo) }),
    ...(milliseconds === null ? {} : { timeouts: everyStep(milliseconds), timeLimit: Math.max(TIME_LIMIT, STEPS_WITHIN_LIMIT * milliseconds) }),
    versions: values.versions === true,
  };
}

/** A name as A-labels, or an address in brackets (RFC 5321 section 4.1.4). */
function clientNameOf(text: string): string {
  const identity = readHostIdentity(text);
  const name = identity?.kind === 'name' ? identity.text : parseAddressLiteral(text);
  if (name === null) throw new UsageError(`--ehlo ${text}: write a host name, or an address literal as [192.0.2.1] or [IPv6:2001:db8::1]`);
  return name;
}

/** The steps of one connection are at most 7, the questions before it 3; so one connection is never cut short by the whole. */
const STEPS_WITHIN_LIMIT = 12;

function everyStep(milliseconds: number): StepTimeouts {
  return { dns: milliseconds, connect: milliseconds, greeting: milliseconds, command: milliseconds, handshake: milliseconds };
}

async function certificates(values: Values, io: Io): Promise<Pick<ProbeOptions, 'ca' | 'clientCertificate'>> {
  const { ca, 'client-cert': cert, 'client-key': key } = values;
  if ((cert === undefined) !== (key === undefined)) throw new UsageError('--client-cert and --client-key go together');
  const trusted = ca === undefined ? {} : { ca: await authorities(ca, io) };
  const own = cert === undefined || key === undefined ? null : { cert: await pem(cert, 'CERTIFICATE', io), key: await pem(key, 'PRIVATE KEY', io) };
  try {
    checkCredentials(probeSettings({ ...trusted, ...(own === null ? {} : { clientCertificate: own }) }, new AbortController().signal));
  } catch (error) {
    throw new InputError(`${[ca, cert, key].filter((file) => file !== undefined).join(', ')}: cannot be used: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { ...trusted, ...(own === null ? {} : { clientCertificate: own }) };
}

async function pem(file: string, kind: string, io: Io): Promise<string> {
  if (file === STANDARD_INPUT) throw new UsageError('certificates and keys come from files, not from standard input');
  const text = new TextDecoder().decode(await bytesOf(file, io));
  if (text.trim() === '') throw new InputError(`${file}: is empty; it must have a ${kind} in PEM`);
  if (!new RegExp(`-----BEGIN [A-Z0-9 ]*${kind}-----`).test(text)) throw new InputError(`${file}: there is no ${kind} in PEM in it`);
  return text;
}

/** Node skips over CA certificates that it cannot read, and then trusts nobody without a word. */
async function authorities(file: string, io: Io): Promise<string> {
  const text = await pem(file, 'CERTIFICATE', io);
  const certificates = pemCertificates(text);
  if (certificates.length === 0) throw new InputError(`${file}: there is no whole CERTIFICATE in PEM in it; is its END line missing?`);
  const broken = certificates.findIndex((certificate) => !isCertificate(certificate));
  if (broken !== -1) throw new InputError(`${file}: certificate ${broken + 1} of ${certificates.length} in it cannot be read; take it out, or get the file again`);
  return text;
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).raw.length > 0;
  } catch {
    return false;
  }
}

const MAX_SECONDS = 3600;

function millisecondsOf(text: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (seconds < 0.001 || seconds > MAX_SECONDS) throw new UsageError(`--timeout ${text}: write seconds, as 5 or 0.5, up to ${MAX_SECONDS}`);
  return Math.ceil(seconds * 1000);
}

/** The resolver of this machine, where no server is named. */
function resolverAt(server: string | undefined, milliseconds: number | null): Resolver {
  const resolver = resolverWithin(milliseconds ?? 10_000);
  if (server !== undefined) resolver.setServers([serverAt(server)]);
  return resolver;
}

function serverAt(server: string): string {
  const [, bracketed, port] = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(server) ?? /^([\d.]+)(?::(\d{1,5}))?$/.exec(server) ?? [];
  const address = bracketed ?? server;
  if (isIP(address) === 0) throw new UsageError(`--dns ${server}: write the IP address of the server, as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353`);
  return isIP(address) === 6 ? `[${address}]:${parsePort(port ?? '53')}` : `${address}:${parsePort(port ?? '53')}`;
}
