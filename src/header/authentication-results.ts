// Sender authentication, from the Authentication-Results fields that the receiver itself has written (RFC 8601; S-5.1, S-5.6).

import type { Authentication, AuthResult } from '../model/message.js';
import { readElements, readProperty } from '../model/property.js';
import type { MethodResult } from './authentication-results-field.js';
import { readAuthenticationResults } from './authentication-results-field.js';
import { fieldValues, unfold } from './header-field.js';

/**
 * The results of SPF, DKIM and DMARC in the `Authentication-Results` fields that bear one of the receiver's own authserv-ids.
 *
 * A field without an authserv-id, with another's, of another version than 1 or that cannot be read counts for nothing. The receiver must remove fields
 * that bear its authserv-id from what it accepts (RFC 8601 section 5), for nothing else tells its own from a sender's.
 *
 * @param headers - a header block, with or without the body after it
 * @param options - whose fields are trusted
 * @param options.authservId - the receiver's own, one or several; compared without regard to case
 * @returns what `Message.authentication` takes; a key is left out where there is no result, so that `{}` means that nothing is known; it never throws.
 *   A signature without a readable domain has the domain ''. Result words are in lower case and may be ones that RFC 8601 does not know.
 * @example
 * authenticationFrom('Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=example.com', { authservId: 'mx.example.org' })
 * // { spf: { result: 'pass', domain: 'example.com' } }
 * @see clauses S-5.1, S-5.3 and S-5.6; RFC 8601
 */
export function authenticationFrom(headers: string, options: { authservId: string | readonly string[] }): Authentication {
  const results = typeof headers === 'string' ? trustedResults(headers, ownIds(options)) : [];
  const spf = spfOf(byMethod(results, 'spf'));
  const dkim = byMethod(results, 'dkim').map((result) => ({ result: wordOf(result), domain: signingDomain(result) }));
  const dmarc = dmarcOf(byMethod(results, 'dmarc'));
  return {
    ...(spf && { spf: { result: wordOf(spf), ...domainOf(mailFromOrHelo(spf)) } }),
    ...(dkim.length > 0 && { dkim }),
    ...(dmarc && { dmarc }),
  };
}

function ownIds(options: unknown): ReadonlySet<string> {
  const given = readProperty(options, 'authservId');
  const ids = typeof given === 'string' ? [given] : (readElements(given) ?? []);
  return new Set(ids.filter((id) => typeof id === 'string').map(foldAscii));
}

function trustedResults(headers: string, ids: ReadonlySet<string>): MethodResult[] {
  const trusted: MethodResult[] = [];
  for (const value of fieldValues(headers, 'authentication-results')) {
    const text = unfold(value);
    const read = text === null ? null : readAuthenticationResults(text);
    if (read === null || !ids.has(foldAscii(read.authservId))) continue;
    for (const result of read.results) trusted.push(result);
  }
  return trusted;
}

/** Authserv-ids are like domain names; letters beyond ASCII are not folded, or two ids might become one. */
function foldAscii(id: string): string {
  return id.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function byMethod(results: readonly MethodResult[], method: string): MethodResult[] {
  return results.filter((result) => result.method === method);
}

/** A result for the MAIL FROM identity goes before one for HELO, which says less of the sender (RFC 7208 section 2.4). */
function spfOf(results: readonly MethodResult[]): MethodResult | undefined {
  return foremost(results.filter((result) => !isForHelo(result))) ?? foremost(results);
}

function isForHelo({ properties }: MethodResult): boolean {
  return properties.has('smtp.helo') && !properties.has('smtp.mailfrom');
}

function mailFromOrHelo({ properties }: MethodResult): string | undefined {
  return properties.get('smtp.mailfrom') ?? properties.get('smtp.helo');
}

/** There is room for one result. Passes for several domains would leave all but one without, so they count as one that is not known (S-5.3). */
function dmarcOf(results: readonly MethodResult[]): Authentication['dmarc'] {
  const passed = results.filter(({ result }) => result === 'pass').map(({ properties }) => properties.get('header.from'));
  if (new Set(passed).size > 1) return { result: 'temperror' };
  const result = foremost(results);
  return result && { result: wordOf(result), ...domainOf(result.properties.get('header.from')) };
}

/** Of several results a pass goes first, for any of them can vouch; then one that is not known, for unknown must not open a hole (S-5.3). */
function foremost(results: readonly MethodResult[]): MethodResult | undefined {
  return results.find(({ result }) => result === 'pass') ?? results.find(({ result }) => !FINAL_RESULTS.has(result)) ?? results[0];
}

/** The results of RFC 8601 that say something for certain, other than a pass. */
const FINAL_RESULTS: ReadonlySet<string> = new Set(['fail', 'softfail', 'neutral', 'none', 'permerror', 'policy']);

/** Words that the engine does not know are unknown to it, whatever their type says. */
function wordOf({ result }: MethodResult): AuthResult {
  return result as AuthResult;
}

function signingDomain({ properties }: MethodResult): string {
  return domainOf(properties.get('header.d') ?? properties.get('header.i')).domain ?? '';
}

/** The domain of an address, a path in angle brackets or a domain alone; none for the null path. */
function domainOf(value: string | undefined): { domain?: string } {
  if (value === undefined || value === '' || value === '<>') return {};
  const domain = value.slice(value.lastIndexOf('@') + 1);
  return { domain: value.startsWith('<') && domain.endsWith('>') ? domain.slice(0, -1) : domain };
}
