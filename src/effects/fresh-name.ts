// Names that neither policy lists: an address that only the entry of its domain matches, a domain that only a wildcard matches, and so on. Each stands for
// all addresses that no setting can tell from it.

import { parseAddress } from '../model/address.js';
import { parseDomain } from '../model/domain.js';
import type { EntryKind } from '../model/address-list-entry.js';
import { orgUnitOfUser } from '../evaluate/org-unit-of-user.js';
import { sightsOf } from './two-policies.js';
import type { Sight, TwoPolicies } from './two-policies.js';

/** An address of a domain that no address entry names. */
export function someoneAt(domain: string, policies: TwoPolicies): string {
  return firstThat(numbered('someone', `@${domain}`), (address) => sightsOf(address, policies).every((sight) => hasNone(sight, 'address'))) ?? '';
}

/** An address of a domain below the given one that no entry names and that is not internal; null where a domain below it would be too long. */
export function someoneBelow(domain: string, policies: TwoPolicies): string | null {
  const label = firstThat(labels(LONGEST_DOMAIN_NAME - domain.length - 1), (candidate) => {
    const below = parseDomain(`${candidate}.${domain}`);
    return below !== null && sightsOf(`someone@${below}`, policies).every(isUnnamed);
  });
  return label === null ? null : someoneAt(`${label}.${domain}`, policies);
}

/** An address that nothing but `*` matches, and that is not internal. */
export function someoneElsewhere(policies: TwoPolicies): string {
  return firstThat(elsewhere(), (address) => sightsOf(address, policies).every((sight) => isUnnamed(sight) && hasNone(sight, 'subdomains'))) ?? '';
}

/** An address that is no user's in either policy. */
export function noUser({ before, after }: TwoPolicies): string {
  return firstThat(numbered('someone', '@here.example'), (address) => [before, after].every((policy) => orgUnitOfUser(address, policy, undefined).source === 'default')) ?? '';
}

/**
 * Another spelling of an address whose letters are of another case, and that no address entry matches where case counts; null where there is none.
 * @param address - canonical where case does not count
 */
export function otherSpelling(address: string, isTaken: (spelling: string) => boolean): string | null {
  const at = address.lastIndexOf('@');
  return firstThat(spellings(address.slice(0, at)), (localPart) => {
    const spelling = localPart + address.slice(at);
    return parseAddress(spelling, false)?.text === address && !isTaken(spelling);
  })?.concat(address.slice(at)) ?? null;
}

function hasNone({ entries }: Sight, kind: EntryKind): boolean {
  return entries.every((entry) => entry.kind !== kind);
}

function isUnnamed(sight: Sight): boolean {
  return !sight.internal && hasNone(sight, 'domain') && hasNone(sight, 'address');
}

function firstThat<T>(candidates: Iterable<T>, fits: (candidate: T) => boolean): T | null {
  for (const candidate of candidates) if (fits(candidate)) return candidate;
  return null;
}

function* numbered(before: string, after: string): Generator<string> {
  yield before + after;
  for (let number = 2; ; number++) yield `${before}-${number}${after}`;
}

/** A million is more than an entry can be named; short ones first, since the domain may be long. */
function* labels(longest: number): Generator<string> {
  if (longest >= 5) yield 'other';
  for (let number = 0; number < 1_000_000; number++) {
    const label = number.toString(36);
    if (label.length > longest) return;
    yield label;
  }
}

/** S-2.1 */
const LONGEST_DOMAIN_NAME = 253;

function* elsewhere(): Generator<string> {
  yield 'someone@elsewhere.example';
  for (let number = 0; ; number++) yield `someone@elsewhere.x${number}`;
}

/** One letter in the other case, then two, and so on: every spelling, in the end, of the first twelve letters. */
function* spellings(localPart: string): Generator<string> {
  const letters = [...localPart].flatMap((character, place) => (/[a-z]/.test(character) ? [place] : [])).slice(0, 12);
  for (let set = 1; set < 2 ** letters.length; set++) {
    const raised = new Set(letters.filter((_place, bit) => (set & (1 << bit)) !== 0));
    yield [...localPart].map((character, place) => (raised.has(place) ? character.toUpperCase() : character)).join('');
  }
}
