// The facts of a message, read once and totally: whatever cannot be read takes the stricter reading (S-12.3).

import { fromFields } from '../header/header-block.js';
import { readAuthor } from '../header/from-field.js';
import type { AuthorReading } from '../model/decision.js';
import { parseAddress } from '../model/address.js';
import type { Address } from '../model/address.js';
import { readElements, unreadable } from '../model/property.js';
import type { Authenticated, AuthenticationContext } from './authentication.js';
import { authenticator } from './authentication.js';
import { readAuthentication, readEnvelope, readFrom, readHeaders, readMailFromOf, readRcptTo, readSecureTransportOf } from './message-property.js';
import type { Partner, PartnerAddress } from './partner.js';
import { unknownPartner } from './partner.js';

/** In envelope order; null where they cannot be read or there are none. What is no string is no address. */
export function readRecipients(message: unknown): readonly unknown[] | null {
  const rcptTo = readElements(readRcptTo(readEnvelope(message)));
  return rcptTo === null || rcptTo.length === 0 ? null : rcptTo;
}

/** The reverse-path, which may be anything. */
export function readReversePath(message: unknown): unknown {
  return readMailFromOf(readEnvelope(message));
}

/** The address of the reverse-path; null for the null one and for what is no address. */
export function readMailFrom(message: unknown, caseSensitive: boolean): Address | null {
  return addressOf(readReversePath(message), caseSensitive);
}

/** Null for what is no address. */
export function addressOf(path: unknown, caseSensitive: boolean): Address | null {
  return typeof path === 'string' ? parseAddress(path, caseSensitive) : null;
}

/** Whether something else demands secure transport; what is neither boolean nor left out counts as true (S-7.1). */
export function readSecureTransport(message: unknown): boolean {
  const secureTransport = readSecureTransportOf(message);
  return secureTransport !== undefined && secureTransport !== false;
}

/** The raw From: values, or undefined where there are none to read (S-4.6). */
export function readFromValues(message: unknown): unknown {
  const from = readFrom(message);
  if (from !== undefined) return from;
  const headers = readHeaders(message);
  return typeof headers === 'string' ? fromFields(headers) : headers === undefined ? [] : unreadable;
}

export interface AuthorPartner {
  readonly reading: AuthorReading;
  readonly partner: Partner;
}

export interface AuthorOptions extends Pick<AuthenticationContext, 'alignment' | 'organizationalDomain'> {
  readonly caseSensitive: boolean;
  readonly unknownAuthor: 'match' | 'no-match';
}

/** Inbound, the partner is the author, each of whose mailboxes is authenticated on its own (S-4.1, S-5.4). */
export function readAuthorPartner(message: unknown, options: AuthorOptions): AuthorPartner {
  const author = readAuthor(readFromValues(message), options.caseSensitive);
  if (!author.known) {
    return { reading: { known: false, reason: author.reason }, partner: options.unknownAuthor === 'match' ? unknownPartner : { kind: 'known', addresses: [] } };
  }
  /** Asked when an entry requires it, and then made for all mailboxes. */
  let authenticated: ((domain: string) => Authenticated) | null = null;
  const isAuthenticated = (domain: string): Authenticated => {
    authenticated ??= authenticator(readAuthentication(message), {
      alignment: options.alignment,
      organizationalDomain: options.organizationalDomain,
      mailFromDomain: readMailFrom(message, options.caseSensitive)?.domain ?? null,
      soleAuthorDomain: soleDomain(author.addresses),
    });
    return authenticated(domain);
  };
  const addresses = uniqueAddresses(author.addresses).map((address): PartnerAddress => ({ address, authenticated: () => isAuthenticated(address.domain) }));
  return { reading: { known: true, mailboxes: author.addresses.map(({ text }) => text) }, partner: { kind: 'known', addresses } };
}

function soleDomain(addresses: readonly Address[]): string | null {
  const domain = addresses[0]?.domain ?? null;
  return addresses.every((address) => address.domain === domain) ? domain : null;
}

function uniqueAddresses(addresses: readonly Address[]): readonly Address[] {
  if (addresses.length === 1) return addresses;
  return [...new Map(addresses.map((address) => [address.text, address])).values()];
}
