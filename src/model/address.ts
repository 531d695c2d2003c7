// Mail addresses: a local part, compared as what it means, at a domain or address literal (S-2.2).

import { parseAddressLiteral } from './address-literal.js';
import { parseDomain } from './domain.js';
import { LOWER, NOT_PLAIN, scanPlainDomain, scanPlainLocalPart } from './plain-address.js';
import { isAscii, isStreamSafe, isWellFormed } from './text.js';

declare const canonical: unique symbol;
/** The canonical text of an address: equal text, equal address. Only {@link makeAddress} makes one. */
export type AddressText = string & { readonly [canonical]: true };

export interface Address {
  readonly text: AddressText;
  /** A canonical domain, or a canonical address literal with its brackets. */
  readonly domain: string;
}

/** How addresses are compared. */
export interface AddressOptions {
  /** Keep the case of local parts apart (S-2.2). Default false. */
  readonly caseSensitiveLocalParts?: boolean;
}

/**
 * The canonical form of an address as RFC 5321 writes it: `local-part@domain`, no comments, no blanks around.
 *
 * @param text - the address; SMTPUTF8 local parts, U-labels, quoted local parts and address literals are understood
 * @param options - `caseSensitiveLocalParts` keeps the case of ASCII letters in the local part
 * @returns the canonical address, or null if the text is not a valid address; it never throws
 * @example canonicalAddress('"Ann\\.B"@BÜCHER.example') // 'ann.b@xn--bcher-kva.example'
 * @see clauses S-2.2 and S-2.3; RFC 5321 section 4.1.2, RFC 6531
 */
export function canonicalAddress(text: string, options?: AddressOptions): string | null {
  if (typeof text !== 'string') return null;
  return parseAddress(text, options?.caseSensitiveLocalParts === true)?.text ?? null;
}

export function parseAddress(text: string, caseSensitive: boolean): Address | null {
  return parsePlainAddress(text, caseSensitive) ?? parseAnyAddress(text, caseSensitive);
}

/** Null for what is not plain. What is canonical already is not copied. */
export function parsePlainAddress(text: string, caseSensitive: boolean): Address | null {
  const at = text.indexOf('@');
  const domain = scanPlainDomain(text, at + 1, text.length);
  const localPart = domain === NOT_PLAIN ? NOT_PLAIN : scanPlainLocalPart(text, 0, at);
  if (localPart === NOT_PLAIN) return null;
  if (localPart === LOWER && domain === LOWER) return { text: text as AddressText, domain: text.slice(at + 1) };
  const folded = text.toLowerCase();
  return { text: (caseSensitive ? text.slice(0, at) + folded.slice(at) : folded) as AddressText, domain: folded.slice(at + 1) };
}

/** The full reader. */
export function parseAnyAddress(text: string, caseSensitive: boolean): Address | null {
  const quoted = text.startsWith('"');
  const at = quoted ? endOfQuotedString(text) : text.indexOf('@');
  if (at <= 0 || text.charAt(at) !== '@') return null;
  const written = text.slice(0, at);
  if (!quoted && !isDotAtom(written)) return null;
  const meaning = quoted ? unquote(written) : written;
  return makeAddress(meaning, text.slice(at + 1), caseSensitive);
}

/** An address from the meaning of its local part and the text of its domain or literal, or null if either is not valid. */
export function makeAddress(localPart: string, domainText: string, caseSensitive: boolean): Address | null {
  const domain = domainText.startsWith('[') ? parseAddressLiteral(domainText) : parseDomain(domainText);
  if (domain === null) return null;
  const plain = scanPlainLocalPart(localPart, 0, localPart.length);
  if (plain !== NOT_PLAIN) return { text: `${plain === LOWER || caseSensitive ? localPart : localPart.toLowerCase()}@${domain}` as AddressText, domain };
  const meaning = canonicalLocalPart(localPart, caseSensitive);
  if (meaning === null) return null;
  return { text: `${writeLocalPart(meaning)}@${domain}` as AddressText, domain };
}

function canonicalLocalPart(meaning: string, caseSensitive: boolean): string | null {
  if (CONTROL.test(meaning)) return null;
  if (isAscii(meaning)) return caseSensitive ? meaning : meaning.toLowerCase();
  if (!isWellFormed(meaning) || !isStreamSafe(meaning)) return null;
  const composed = meaning.normalize('NFC');
  if (caseSensitive) return composed;
  // Only ASCII letters fold: `toLowerCase` on the whole would join letters that Unicode keeps apart. A folded letter may compose with a mark after it.
  return composed.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).normalize('NFC');
}

function writeLocalPart(meaning: string): string {
  return isDotAtom(meaning) ? meaning : `"${meaning.replace(/["\\]/g, '\\$&')}"`;
}

/** Dot-string of RFC 5321 with the characters of RFC 6531. */
export function isDotAtom(text: string): boolean {
  if (text === '' || text.startsWith('.') || text.endsWith('.') || text.includes('..')) return false;
  return !NOT_ATEXT_OR_DOT.test(text);
}

/** The place just after the closing quote, or -1 if the quoted string does not end. */
function endOfQuotedString(text: string): number {
  for (let at = 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') at++;
    else if (char === '"') return at + 1;
  }
  return -1;
}

function unquote(quotedString: string): string {
  return quotedString.slice(1, -1).replace(/\\([^])/g, '$1');
}

// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/;
// eslint-disable-next-line no-control-regex -- everything in ASCII that is neither atext (RFC 5322) nor the dot
const NOT_ATEXT_OR_DOT = /[\u0000- "(),:;<>@[\\\]\u007F]/;
