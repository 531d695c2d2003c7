// A domain is canonicalised once, where it enters (S-2.1), and compared as a whole ever after.

import { toAscii } from './idna.js';
import { LOWER, NOT_PLAIN, scanPlainDomain } from './plain-address.js';
import { isAscii } from './text.js';

declare const domainName: unique symbol;
/** A domain in canonical form: A-labels, lower case, no trailing dot. Only {@link parseDomain} makes one. */
export type DomainName = string & { readonly [domainName]: true };

const MAX_DOMAIN = 253;
const MAX_LABEL = 63;
/** UTF-16 units that are worth giving to IDNA: two a character of the longest domain. It keeps Punycode from meeting huge labels (S-12.2). */
const MAX_INTERNATIONAL = 2 * MAX_DOMAIN;
/** With a trailing dot. No longer text is a domain, whatever it says, and its letters need not be looked at. */
export const LONGEST_DOMAIN: number = MAX_INTERNATIONAL + 1;
/** The full stops that UTS 46 maps to `.`, so that a trailing one of any kind is one trailing dot. */
const FULL_STOPS = '.\u3002\uFF0E\uFF61';

const HYPHEN = 0x2d;
const DOT = 0x2e;

/**
 * The canonical form of a domain name: UTS 46 (non-transitional) to A-labels, lower case, one trailing dot removed.
 *
 * @param text - a domain name: U-labels or A-labels, any case, with or without one trailing dot
 * @returns the canonical domain, or null if the text is not a valid domain; it never throws and never guesses
 * @example canonicalDomain('BÜCHER.example.') // 'xn--bcher-kva.example'
 * @see clause S-2.1; RFC 5890, UTS 46
 */
export function canonicalDomain(text: string): string | null {
  return typeof text === 'string' ? parseDomain(text) : null;
}

export function parseDomain(text: string): DomainName | null {
  const plain = scanPlainDomain(text, 0, text.length);
  if (plain !== NOT_PLAIN) return (plain === LOWER ? text : text.toLowerCase()) as DomainName;
  return parseAnyDomain(text);
}

/** The full reader. */
export function parseAnyDomain(text: string): DomainName | null {
  if (text.length > LONGEST_DOMAIN) return null;
  const name = text !== '' && FULL_STOPS.includes(text.charAt(text.length - 1)) ? text.slice(0, -1) : text;
  const ascii = isPlainAscii(name) ? name.toLowerCase() : internationalToAscii(name);
  return ascii !== null && isDomainName(ascii) ? ascii : null;
}

/** Every domain strictly above the given one, nearest first: `b.c` and `c` for `a.b.c` (S-3.4). */
export function* parentDomains(domain: string): Generator<string> {
  for (let dot = domain.indexOf('.'); dot !== -1; dot = domain.indexOf('.', dot + 1)) yield domain.slice(dot + 1);
}

/** Whether `domain` is strictly below `ancestor`, label by label. */
export function isBelow(domain: string, ancestor: string): boolean {
  const dot = domain.length - ancestor.length - 1;
  return dot > 0 && domain.charCodeAt(dot) === DOT && domain.endsWith(ancestor);
}

/** The fast path: nothing for IDNA to do in ASCII text without an A-label. */
function isPlainAscii(name: string): boolean {
  return isAscii(name) && !/xn--/i.test(name);
}

function internationalToAscii(name: string): string | null {
  return name.length > MAX_INTERNATIONAL ? null : toAscii(name);
}

/** Lengths and letters of RFC 1123, on lower-case ASCII; the last label is not all digits, or it would be an IPv4 address (S-2.1). */
function isDomainName(ascii: string): ascii is DomainName {
  if (ascii.length > MAX_DOMAIN) return false;
  let start = 0;
  let digits = true;
  for (let at = 0; at <= ascii.length; at++) {
    const code = at === ascii.length ? DOT : ascii.charCodeAt(at);
    if (code !== DOT) {
      const digit = code >= 0x30 && code <= 0x39;
      if (!digit && !(code >= 0x61 && code <= 0x7a) && code !== HYPHEN) return false;
      digits &&= digit;
      continue;
    }
    const last = at === ascii.length;
    if (at === start || at - start > MAX_LABEL || (last && digits)) return false;
    if (ascii.charCodeAt(start) === HYPHEN || ascii.charCodeAt(at - 1) === HYPHEN) return false;
    start = at + 1;
    digits = true;
  }
  return true;
}
