// One entry of an address list, and what it matches (S-3.1, S-3.3, S-3.4).

import { parseAddressLiteral } from './address-literal.js';
import { makeAddress, parseAddress } from './address.js';
import { parseDomain } from './domain.js';
import { quote } from './quotation.js';

/** An entry of an address list in canonical form (S-3.1). */
export interface AddressListEntry {
  /** Canonical text: a domain, an address, an address literal, `*.` and a domain, or `*`. */
  readonly value: string;
  /** What it matches. */
  readonly kind: EntryKind;
  /** Inbound, the entry does not match an author who is known not to be authenticated (S-3.5). */
  readonly requireAuthentication: boolean;
}

/** `domain` covers address literals that stand as a domain; `subdomains` is `*.example.com`; `everyone` is `*`. */
export type EntryKind = 'domain' | 'address' | 'subdomains' | 'everyone';

export type EntryReading =
  | { readonly ok: true; readonly value: string; readonly kind: EntryKind }
  | { readonly ok: false; readonly message: string };

/** Reads one entry; what is wrong with a bad one is said to the administrator who wrote it. */
export function parseEntry(item: string, caseSensitive: boolean): EntryReading {
  if (item === '*') return { ok: true, value: '*', kind: 'everyone' };
  const text = item.startsWith('@') ? item.slice(1) : item;
  const bare = item.startsWith('@') ? `after the leading "@"` : 'as an entry';
  if (text.startsWith('*.')) return parseWildcard(text, item);
  if (text.startsWith('[')) return parseLiteral(text, item);
  if (text.includes('@')) return parseAddressEntry(item, caseSensitive);
  const domain = parseDomain(text);
  if (domain !== null) return { ok: true, value: domain, kind: 'domain' };
  return refused(item, text === '' ? `has nothing ${bare}; write a domain or an address` : (enclosureHint(item) ?? domainHint(text)));
}

/** The kind of an entry by its canonical value: only a wildcard begins with `*.`, and only an address has an `@`. */
export function kindOfEntry(value: string): EntryKind {
  if (value === '*') return 'everyone';
  if (value.startsWith('*.')) return 'subdomains';
  return value.includes('@') ? 'address' : 'domain';
}

function parseWildcard(text: string, item: string): EntryReading {
  const domain = parseDomain(text.slice(2));
  if (domain !== null) return { ok: true, value: `*.${domain}`, kind: 'subdomains' };
  if (text.includes('@')) return refused(item, 'mixes a wildcard with an address; write the domain alone, as `*.example.com`');
  return refused(item, 'needs one domain after `*.`, as in `*.example.com`; a wildcard stands for every domain below it and cannot be repeated');
}

function parseLiteral(text: string, item: string): EntryReading {
  const literal = parseAddressLiteral(text);
  if (literal !== null) return { ok: true, value: literal, kind: 'domain' };
  return refused(item, 'is not an address literal; write `[192.0.2.1]` or `[IPv6:2001:db8::1]`');
}

function parseAddressEntry(item: string, caseSensitive: boolean): EntryReading {
  const address = parseAddress(item, caseSensitive);
  const at = item.lastIndexOf('@');
  const domain = item.slice(at + 1);
  // `*` is a valid local part, but whoever writes it here means everyone.
  if (item.slice(0, at) === '*' || address?.text.startsWith('*@') === true) return refused(item, `is not an address; to match every address of a domain, write the domain alone: ${quote(domain)}`);
  // `"*.a"@example.com` is an address whose canonical text would read as a wildcard.
  if (address?.text.startsWith('*.') === true) return refused(item, 'has a local part that reads as a wildcard; no entry can name such an address');
  if (address !== null) return { ok: true, value: address.text, kind: 'address' };
  if (domain.includes('*')) return refused(item, 'has a wildcard in its domain; an address entry names one address, so write a domain wildcard such as `*.example.com` instead');
  const around = enclosureHint(item);
  if (around !== null) return refused(item, around);
  if (domain === '') return refused(item, 'has nothing after the "@"; write the domain there');
  if (makeAddress('a', domain, caseSensitive) === null) return refused(item, `has no valid domain after the "@": ${quote(domain)} ${domainHint(domain)}`);
  return refused(item, 'has no valid local part before the "@"; quote it if it has blanks or special characters, as in `"first last"@example.com`');
}

/** What is often pasted around an address. */
function enclosureHint(item: string): string | null {
  if (/[<>]/.test(item)) return 'has angle brackets; write the address alone, without a name and brackets';
  return /^[a-z]+:/i.test(item) ? 'is a link; write the address alone, without what stands before it' : null;
}

function domainHint(text: string): string {
  if (text.includes('*')) return 'has a wildcard where none can be; only a whole leading label can be one, as in `*.example.com`, or `*` alone for everyone';
  if (/[\s,;]/.test(text)) return 'has a blank or separator in it; make it one item for each entry';
  if (/^\d+(?:\.\d+){3}$/.test(text)) return `looks like an IP address; write it as an address literal: ${quote(`[${text}]`)}`;
  if (text.includes('_')) return 'has an underscore, which no mail domain has';
  if (text.includes('..') || text.startsWith('.')) return 'has an empty label; write the domain without leading or doubled dots';
  return 'is not a valid domain; write a domain such as `example.com` or an address such as `user@example.com`';
}

function refused(item: string, message: string): EntryReading {
  return { ok: false, message: `${quote(item)} ${message}` };
}
