// The hosts that take the mail of a route, in the order of RFC 5321 section 5.1, and their addresses.

import { isIP } from 'node:net';
import type { Route } from '../model/route.js';
import { quote } from '../model/quotation.js';
import { readProperty } from '../model/property.js';
import { safeText } from '../model/safe-text.js';
import { byCodeUnits } from '../model/text.js';
import { hostIdentity, readHostIdentity } from '../node-tls/host-identity.js';
import { askDns } from './dns-question.js';
import type { DnsAnswer } from './dns-question.js';
import type { DnsSettings } from './probe-options.js';
import type { MailHost, MailHostLookup } from './report.js';

export interface MailHostSearch {
  readonly lookup: MailHostLookup;
  /** Hosts beyond the bound on addresses, whose addresses were not looked up. */
  readonly leftOut: number;
}

/** @throws TypeError for a route whose domain or host is none */
export async function findMailHosts(route: Route, settings: DnsSettings): Promise<MailHostSearch> {
  const identity = hostIdentity(route.kind === 'mx' ? route.domain : route.host);
  if (identity.kind === 'address') return whole({ found: true, source: 'address', hosts: [{ name: identity.text, preference: null, addresses: [identity.text], failure: null }] });
  if (route.kind === 'mx' || route.mxLookup) return mxHosts(identity.text, settings);
  return whole({ found: true, source: 'host', hosts: [await withAddresses(identity.text, null, settings)] });
}

function whole(lookup: MailHostLookup): MailHostSearch {
  return { lookup, leftOut: 0 };
}

async function mxHosts(domain: string, settings: DnsSettings): Promise<MailHostSearch> {
  const answer = await askDns(() => settings.dns.resolveMx(domain), readMxRecord, settings);
  switch (answer.kind) {
    case 'records':
      return hostsOfRecords(domain, answer.records, settings);
    case 'no-data':
      return whole(await implicitMx(domain, settings));
    case 'no-such-name':
      return whole({ found: false, reason: 'no-such-domain', message: `there is no domain ${quote(domain)} in DNS` });
    case 'failure':
      return whole({ found: false, reason: 'dns-failure', message: `the MX records of ${quote(domain)} could not be looked up: ${answer.message}` });
  }
}

async function implicitMx(domain: string, settings: DnsSettings): Promise<MailHostLookup> {
  const host = await withAddresses(domain, null, settings);
  if (host.addresses.length > 0) return { found: true, source: 'implicit-mx', hosts: [host] };
  const none = `${quote(domain)} has neither an MX record nor`;
  const { failure } = host;
  switch (failure) {
    case null:
    case NO_ADDRESS:
      return { found: false, reason: 'no-address', message: `${none} an address` };
    case NO_ADDRESS_OF[4]:
    case NO_ADDRESS_OF[6]:
      return { found: false, reason: 'no-address-of-family', message: `${none} an address of the family that was asked for` };
    default:
      return { found: false, reason: 'dns-failure', message: `${quote(domain)} has no MX record, and its address could not be looked up: ${failure}` };
  }
}

interface MxRecord {
  readonly exchange: string;
  readonly priority: number;
}

function readMxRecord(record: unknown): MxRecord | null {
  const exchange = readProperty(record, 'exchange');
  const priority = readProperty(record, 'priority');
  if (typeof exchange !== 'string' || typeof priority !== 'number') return null;
  return Number.isInteger(priority) && priority >= 0 && priority <= MAX_PREFERENCE ? { exchange, priority } : null;
}

/** 16 bits (RFC 1035 section 3.3.9). */
const MAX_PREFERENCE = 65_535;

/** An address in DNS has no zone. */
function readAddress(address: unknown, family: 4 | 6): string | null {
  return typeof address === 'string' && isIP(address) === family && !address.includes('%') ? address : null;
}

async function hostsOfRecords(domain: string, records: readonly MxRecord[], settings: DnsSettings): Promise<MailHostSearch> {
  // The root as only exchange is a null MX; beside others it means nothing (RFC 7505 section 3).
  const named = records.filter(({ exchange }) => exchange !== '' && exchange !== '.');
  if (named.length === 0) return whole({ found: false, reason: 'null-mx', message: `${quote(domain)} says in DNS that it takes no mail (a null MX record)` });
  const preferences = new Map<string, number>();
  for (const { exchange, priority } of named) {
    const name = readHostIdentity(exchange)?.text ?? safeText(exchange, MAX_NAME);
    preferences.set(name, Math.min(priority, preferences.get(name) ?? Infinity));
  }
  // Hosts of one preference are tried in any order; by name, so that two reports can be compared.
  const ordered = [...preferences].sort(([a, first], [b, second]) => first - second || byCodeUnits(a, b));
  const tried = ordered.slice(0, settings.maxAddresses);
  const hosts = await Promise.all(tried.map(([name, preference]) => withAddresses(name, preference, settings)));
  return { lookup: { found: true, source: 'mx', hosts }, leftOut: ordered.length - tried.length };
}

const MAX_NAME = 255;
const NO_ADDRESS = 'the name has no address in DNS';
/** Where one family alone was asked for, nobody knows of the other. */
const NO_ADDRESS_OF = { 4: 'the name has no IPv4 address in DNS, and IPv6 was not asked for', 6: 'the name has no IPv6 address in DNS, and IPv4 was not asked for' } as const;

async function withAddresses(name: string, preference: number | null, settings: DnsSettings): Promise<MailHost> {
  // An MX record names a host, never an address (RFC 5321 section 5.1).
  if (readHostIdentity(name)?.kind !== 'name') return { name, preference, addresses: [], failure: 'the MX record names no host' };
  const families = ([4, 6] as const).filter((family) => settings.families.includes(family));
  const answers = await Promise.all(families.map(async (family) => ({ family, answer: await addressesOf(name, family, settings) })));
  const addresses = [...new Set(answers.flatMap(({ answer }) => (answer.kind === 'records' ? answer.records : [])))];
  return { name, preference, addresses, failure: addressFailure(answers, addresses.length > 0) };
}

interface FamilyAnswer {
  readonly family: 4 | 6;
  readonly answer: DnsAnswer<string>;
}

/** Why there is no address, or why there may be more of them. */
function addressFailure(answers: readonly FamilyAnswer[], found: boolean): string | null {
  for (const { family, answer } of answers) {
    if (answer.kind === 'failure') return found ? `the IPv${family} addresses could not be looked up: ${answer.message}` : answer.message;
  }
  if (found) return null;
  const [only, other] = answers;
  return only === undefined || other !== undefined ? NO_ADDRESS : NO_ADDRESS_OF[only.family];
}

/** RFC 6761 section 6.3: this name is never asked of DNS. */
const LOOPBACK = { 4: '127.0.0.1', 6: '::1' } as const;

async function addressesOf(name: string, family: 4 | 6, settings: DnsSettings): Promise<DnsAnswer<string>> {
  if (name === 'localhost') return { kind: 'records', records: [LOOPBACK[family]] };
  return askDns(() => (family === 4 ? settings.dns.resolve4(name) : settings.dns.resolve6(name)), (address) => readAddress(address, family), settings);
}
