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
  return firstOfEndless(numbered('someone', `@${domain}`), (address) => sightsOf(address, policies).every((sight) => hasNone(sight, 'address')));
}

/**
 * An address of a domain below the given one that no entry names and that is not internal; null where a domain below it would be too long.
 *
 * @param fits - what else is asked for: where nobody directly below is such, somebody further below may be
 */
export function someoneBelow(domain: string, policies: TwoPolicies, fits: (address: string) => boolean = anyone): string | null {
  let first: string | null = null;
  for (const below of domainsBelow(domain, policies)) {
    const direct = someoneAt(below, policies);
    first ??= direct;
    if (fits(direct)) return direct;
    const deeper = [`unit.${below}`, `unit.unit.${below}`].filter((candidate) => parseDomain(candidate) !== null).map((candidate) => someoneAt(candidate, policies));
    const alike = deeper.filter((address) => isMatchedAlike(address, direct, policies));
    const fitting = firstThat(alike, fits);
    if (fitting !== null) return fitting;
    // Where something further below is named, another domain directly below may have nobody named below it.
    if (alike.length === deeper.length) return first;
  }
  return first;
}

function isMatchedAlike(address: string, other: string, policies: TwoPolicies): boolean {
  const sightText = ({ entries, internal }: Sight): string => JSON.stringify([internal, entries.map(({ value }) => value).sort()]);
  const [one, two] = [address, other].map((each) => sightsOf(each, policies).map(sightText).join());
  return one === two;
}

/** Directly below, named by no entry and not internal. */
function* domainsBelow(domain: string, policies: TwoPolicies): Generator<string> {
  for (const label of labels(LONGEST_DOMAIN_NAME - domain.length - 1)) {
    const below = parseDomain(`${label}.${domain}`);
    if (below !== null && sightsOf(`someone@${below}`, policies).every(isUnnamed)) yield below;
  }
}

/** An address that nothing but `*` matches, and that is not internal. @param fits - what else is asked for, if one of the first few is such */
export function someoneElsewhere(policies: TwoPolicies, fits: (address: string) => boolean = anyone): string {
  const candidates = elsewhere();
  const isStranger = (address: string): boolean => sightsOf(address, policies).every((sight) => isUnnamed(sight) && hasNone(sight, 'subdomains'));
  const strangers = Array.from({ length: MOST_STRANGERS }, () => firstOfEndless(candidates, isStranger)) as [string, ...string[]];
  return firstThat(strangers, fits) ?? strangers[0];
}

const MOST_STRANGERS = 5;

function anyone(): boolean {
  return true;
}

/** An address that is no user's in either policy. */
export function noUser({ before, after }: TwoPolicies): string {
  return firstOfEndless(numbered('someone', '@here.example'), (address) => [before, after].every((policy) => orgUnitOfUser(address, policy, undefined).source === 'default'));
}

/**
 * Another spelling of an address whose letters are of another case, and that no address entry matches where case counts; null where there is none.
 * @param address - canonical where case does not count
 */
export function otherSpelling(address: string, isTaken: (spelling: string) => boolean): string | null {
  const at = address.lastIndexOf('@');
  const candidates = spellings(address.slice(0, at), address.slice(at));
  return firstThat(candidates, (spelling) => parseAddress(spelling, false)?.text === address && !isTaken(spelling));
}

/** The address as it is where case does not count. */
export function folded(address: string): string {
  return parseAddress(address, false)?.text ?? address;
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

/** The candidates never end, and only so many of them can be taken. */
function firstOfEndless<T>(candidates: Iterator<T, never>, fits: (candidate: T) => boolean): T {
  for (;;) {
    const { value } = candidates.next();
    if (fits(value)) return value;
  }
}

function* numbered(before: string, after: string): Generator<string, never> {
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

function* elsewhere(): Generator<string, never> {
  yield 'someone@elsewhere.example';
  for (let number = 0; ; number++) yield `someone@elsewhere.x${number}`;
}

/** One letter in the other case, then two, and so on: every spelling, in the end, of the first twelve letters. A letter can have marks on it. */
function* spellings(localPart: string, domainPart: string): Generator<string> {
  const characters = [...localPart.normalize('NFD')];
  const letters = characters.flatMap((character, place) => (/[a-z]/.test(character) ? [place] : [])).slice(0, 12);
  for (let set = 1; set < 2 ** letters.length; set++) {
    const raised = new Set(letters.filter((_place, bit) => (set & (1 << bit)) !== 0));
    const spelling = characters.map((character, place) => (raised.has(place) ? character.toUpperCase() : character)).join('');
    yield spelling.normalize('NFC') + domainPart;
  }
}
