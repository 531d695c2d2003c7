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
  /** Null: the host has no address that could be found, and this is why. */
  readonly address: string | { readonly failure: string };
  readonly port: number;
}

export type Places =
  /** `leftOut`: there are more of them than may be tried. */
  | { readonly kind: 'found'; readonly places: readonly Place[]; readonly leftOut: boolean }
  | { readonly kind: 'unknown'; readonly reason: string }
  /** For good. */
  | { readonly kind: 'none'; readonly reply: SmtpReply };

export async function findPlaces(route: Route, settings: SendSettings): Promise<Places> {
  const { lookup, leftOut } = await findMailHosts(route, settings);
  if (!lookup.found) return withoutHosts(route, lookup);
  const hosts = beforeThisServer(lookup, settings.name);
  if (hosts.length === 0) return { kind: 'none', reply: loopsBack(settings.name) };
  const places = inOrder(hosts).flatMap((host) => placesOf(host, route.kind === 'host' ? route.port : settings.port));
  const tried = places.slice(0, settings.maxAddresses);
  return { kind: 'found', places: tried, leftOut: leftOut > 0 || tried.length < places.length };
}

type NotFound = Extract<MailHostLookup, { found: false }>;

/** What DNS says of a recipient's own domain is final. A route that an admin named wrongly is for the admin to mend, and the mail waits. */
function withoutHosts(route: Route, { reason, message }: NotFound): Places {
  if (route.kind === 'host' || reason === 'dns-failure' || reason === 'no-address-of-family') return { kind: 'unknown', reason: message };
  // RFC 7505 section 4, and bad destination system address of RFC 3463.
  const [code, enhancedCode] = reason === 'null-mx' ? [556, '5.1.10'] : [550, '5.1.2'];
  return { kind: 'none', reply: { code, enhancedCode, text: message } };
}

/** RFC 5321 section 5.1: mail goes from a server to those that are preferred to it, or it would go round in circles. */
function beforeThisServer({ source, hosts }: Extract<MailHostLookup, { found: true }>, name: string): readonly MailHost[] {
  if (source !== 'mx' && source !== 'implicit-mx') return hosts;
  const own = readHostIdentity(name)?.text;
  const self = hosts.find((host) => host.name === own);
  return self === undefined ? hosts : hosts.filter(({ preference }) => (preference ?? 0) < (self.preference ?? 0));
}

/** Routing loop detected, of RFC 3463. */
function loopsBack(name: string): SmtpReply {
  return { code: 554, enhancedCode: '5.4.6', text: `the mail loops back to ${quote(name)}, which is the preferred mail host of the domain and does not take its mail as its own` };
}

/** Among hosts of one preference chance decides, so that they share the load (RFC 5321 section 5.1). */
function inOrder(hosts: readonly MailHost[]): MailHost[] {
  const drawn = hosts.map((host) => ({ host, preference: host.preference ?? 0, lot: Math.random() }));
  return drawn.sort((a, b) => a.preference - b.preference || a.lot - b.lot).map(({ host }) => host);
}

function placesOf({ name, addresses, failure }: MailHost, port: number): Place[] {
  if (addresses.length === 0) return [{ host: name, address: { failure: failure ?? 'it has none' }, port }];
  return addresses.map((address) => ({ host: name, address, port }));
}
