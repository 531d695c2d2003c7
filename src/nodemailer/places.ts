// Where a delivery can go: the addresses of its mail hosts in the order in which they are tried, or why there is none.

import type { SmtpReply } from '../model/decision.js';
import { quote } from '../model/quotation.js';
import type { Route } from '../model/route.js';
import { readHostIdentity } from '../node-tls/host-identity.js';
import { findMailHosts } from '../probe/mail-hosts.js';
import type { MailHost, MailHostLookup } from '../probe/report.js';
import type { SendSettings } from './send-options.js';

export interface Place {
  readonly host: string;
  readonly port: number;
  /** `left-out`: there are more addresses than may be tried, and this stands for all of them. */
  readonly at: { readonly kind: 'address'; readonly address: string } | { readonly kind: 'no-address'; readonly reason: string } | { readonly kind: 'left-out' };
}

export type Places =
  | { readonly kind: 'found'; readonly places: readonly Place[] }
  | { readonly kind: 'unknown'; readonly reason: string }
  /** For good. */
  | { readonly kind: 'none'; readonly reply: SmtpReply };

export async function findPlaces(route: Route, settings: SendSettings): Promise<Places> {
  const { lookup, leftOut } = await findMailHosts(route, settings);
  if (!lookup.found) return withoutHosts(route, lookup);
  const hosts = beforeThisServer(lookup, settings.name);
  if (hosts.length === 0) return withoutHosts(route, { reason: 'loop', message: loopsBack(settings.name) });
  const port = route.kind === 'host' ? route.port : settings.port;
  const places = inOrder(hosts).flatMap((host) => placesOf(host, port));
  const tried = places.slice(0, settings.maxAddresses);
  // Those that are left out come last, and so behind this server if it is among them.
  const hostsLeftOut = hosts.length === lookup.hosts.length && leftOut > 0;
  if (hostsLeftOut || tried.length < places.length) tried.push({ host: nameOf(route), port, at: { kind: 'left-out' } });
  return { kind: 'found', places: tried };
}

function nameOf(route: Route): string {
  return route.kind === 'mx' ? route.domain : route.host;
}

interface NotFound {
  readonly reason: Extract<MailHostLookup, { found: false }>['reason'] | 'loop';
  readonly message: string;
}

/** S-21.4: what DNS says of a recipient's own domain is final. A route that an admin named wrongly is for the admin to mend, and the mail waits. */
function withoutHosts(route: Route, { reason, message }: NotFound): Places {
  const codes = CODES[reason];
  if (route.kind === 'host' || codes === null) return { kind: 'unknown', reason: message };
  const [code, enhancedCode] = codes;
  return { kind: 'none', reply: { code, enhancedCode, text: message } };
}

/** RFC 7505 section 4; of RFC 3463 bad destination system address, and routing loop detected. Null: nobody knows for now. */
const CODES: Readonly<Record<NotFound['reason'], readonly [code: number, enhancedCode: string] | null>> = {
  'null-mx': [556, '5.1.10'],
  'no-such-domain': [550, '5.1.2'],
  'no-address': [550, '5.1.2'],
  'no-address-of-family': null,
  'dns-failure': null,
  loop: [554, '5.4.6'],
};

/** RFC 5321 section 5.1: mail goes from a server to those that are preferred to it, or it would go round in circles. */
function beforeThisServer({ source, hosts }: Extract<MailHostLookup, { found: true }>, name: string): readonly MailHost[] {
  if (source !== 'mx' && source !== 'implicit-mx') return hosts;
  const own = readHostIdentity(name)?.text;
  const self = hosts.find((host) => host.name === own);
  return self === undefined ? hosts : hosts.filter((host) => preferenceOf(host) < preferenceOf(self));
}

function loopsBack(name: string): string {
  return `the mail loops back to ${quote(name)}, which is the preferred mail host of the domain and does not take its mail as its own`;
}

/** A domain that stands for itself is its only host. */
function preferenceOf({ preference }: MailHost): number {
  return preference ?? 0;
}

/** Among hosts of one preference chance decides, so that they share the load (RFC 5321 section 5.1). */
function inOrder(hosts: readonly MailHost[]): MailHost[] {
  const drawn = hosts.map((host) => ({ host, lot: Math.random() }));
  return drawn.sort((a, b) => preferenceOf(a.host) - preferenceOf(b.host) || a.lot - b.lot).map(({ host }) => host);
}

function placesOf({ name, addresses, failure }: MailHost, port: number): Place[] {
  if (addresses.length === 0) return [{ host: name, port, at: { kind: 'no-address', reason: `no address: ${String(failure)}` } }];
  return addresses.map((address) => ({ host: name, port, at: { kind: 'address', address } }));
}
