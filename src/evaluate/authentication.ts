// Is an author mailbox authenticated? Authenticated, not authenticated, or unknown (S-5).

import { isAddressLiteral, parseAddressLiteral } from '../model/address-literal.js';
import { parseDomain } from '../model/domain.js';
import { readElements, readProperty, unreadable } from '../model/property.js';
import type { AuthResult } from '../model/message.js';
import type { OrganizationalDomain } from './organizational-domain.js';

export type Authenticated = 'yes' | 'no' | 'unknown';

export interface AuthenticationContext {
  /** Domain of the reverse-path; null for the null reverse-path and for one that is not an address. */
  readonly mailFromDomain: string | null;
  /** The domain that all author mailboxes share, or null if they have several. */
  readonly soleAuthorDomain: string | null;
  readonly alignment: 'relaxed' | 'strict';
  readonly organizationalDomain: OrganizationalDomain;
}

/** Domains that results speak for: exactly, and by alignment. Null where there are none, as in nearly every message. */
interface Audience {
  exact: Set<string> | null;
  aligned: Set<string> | null;
}

interface Claims {
  supplied: boolean;
  /** A pass vouches. */
  readonly passed: Audience;
  /** A temporary error, or no RFC 8601 result at all: it could have vouched. */
  readonly doubted: Audience;
  /** Such a result, or a pass, whose domain is missing or invalid: it could have vouched for anyone. */
  doubtful: boolean;
}

/** The authentication of any author domain of one message. */
export function authenticator(authentication: unknown, context: AuthenticationContext): (domain: string) => Authenticated {
  const claims = readClaims(authentication, context);
  if (!claims.supplied) return () => 'unknown';
  const passed = membership(claims.passed, context);
  const doubted = membership(claims.doubted, context);
  return (domain) => {
    const verdict = passed(domain);
    if (verdict === 'yes') return 'yes';
    const certain = verdict === 'no' && !claims.doubtful && doubted(domain) === 'no';
    return certain ? 'no' : 'unknown';
  };
}

/** Whether a domain is in an audience. Sets, so that many signatures and many authors stay linear (S-12.2). */
function membership(audience: Audience, context: AuthenticationContext): (domain: string) => Authenticated {
  const { exact, aligned } = audience;
  const isNamed = (domain: string): boolean => exact?.has(domain) === true || aligned?.has(domain) === true;
  if (context.alignment === 'strict' || aligned === null) return (domain) => (isNamed(domain) ? 'yes' : 'no');
  const organizations = new Set([...aligned].map((domain) => organizationOf(domain, context.organizationalDomain)));
  return (domain) => {
    if (isNamed(domain)) return 'yes';
    const own = organizationOf(domain, context.organizationalDomain);
    if (own === null) return 'no';
    if (organizations.has(own) && own !== untold) return 'yes';
    return own === untold || organizations.has(untold) ? 'unknown' : 'no';
  };
}

/** The caller's function failed: it cannot be told which domains align (S-12.3). */
export const untold: unique symbol = Symbol('untold');

/** A public suffix and an address literal have no organisation and align only with their equal (S-5.5). */
export function organizationOf(domain: string, organizationalDomain: OrganizationalDomain): string | null | typeof untold {
  if (isAddressLiteral(domain)) return null;
  try {
    const answer: unknown = organizationalDomain(domain);
    return answer === null || (typeof answer === 'string' && answer !== '') ? answer : untold;
  } catch {
    return untold;
  }
}

function readClaims(authentication: unknown, context: AuthenticationContext): Claims {
  const claims: Claims = { supplied: false, passed: newAudience(), doubted: newAudience(), doubtful: false };
  const dmarc = readProperty(authentication, 'dmarc');
  if (dmarc !== undefined) addClaim(claims, dmarc, 'exact', context.soleAuthorDomain);
  const spf = readProperty(authentication, 'spf');
  if (spf !== undefined) addClaim(claims, spf, 'aligned', context.mailFromDomain);
  const dkim = readProperty(authentication, 'dkim');
  // What is no array of signatures counts as one result that cannot be read.
  const signatures = dkim === undefined ? [] : (readElements(dkim) ?? [unreadable]);
  for (const signature of signatures) addClaim(claims, signature, 'aligned', null);
  return claims;
}

function newAudience(): Audience {
  return { exact: null, aligned: null };
}

/** @param domainIfMissing - whose result it is if it names no domain (S-5.4) */
function addClaim(claims: Claims, result: unknown, scope: keyof Audience, domainIfMissing: string | null): void {
  claims.supplied = true;
  // What cannot be read could have been a pass for anyone.
  if (typeof result !== 'object' || result === null) claims.doubtful = true;
  const weight = weightOf(readProperty(result, 'result'));
  if (weight === 'vouches-for-nobody') return;
  const written = readProperty(result, 'domain');
  const domain = written === undefined ? domainIfMissing : canonical(written);
  if (domain === null) claims.doubtful = true;
  else (claims[weight][scope] ??= new Set()).add(domain);
}

function canonical(domain: unknown): string | null {
  if (typeof domain !== 'string') return null;
  return parseDomain(domain) ?? parseAddressLiteral(domain);
}

type Weight = 'passed' | 'doubted' | 'vouches-for-nobody';

const WEIGHTS: Readonly<Record<AuthResult, Weight>> = {
  pass: 'passed',
  temperror: 'doubted',
  fail: 'vouches-for-nobody',
  softfail: 'vouches-for-nobody',
  neutral: 'vouches-for-nobody',
  none: 'vouches-for-nobody',
  permerror: 'vouches-for-nobody',
  policy: 'vouches-for-nobody',
};

/** What is no RFC 8601 result could have been a pass (S-5.3). */
function weightOf(result: unknown): Weight {
  return typeof result === 'string' && Object.hasOwn(WEIGHTS, result) ? WEIGHTS[result as AuthResult] : 'doubted';
}
