// Two policies, and whom they name: what the oracle of effects enumerates messages from (S-13.1, S-13.2).

import type { PolicyInput } from '../../src/model/document.js';
import type { ReadAddress, Surroundings } from './facts.js';
import { entriesOf, entryMatches, entryRank } from './matching.js';
import { isEnabled, settingsInView } from './org-unit.js';

/** Both canonical, as the oracle takes them. */
export interface PolicyPair {
  readonly before: PolicyInput;
  readonly after: PolicyInput;
  /** The same for both. */
  readonly orgUnitOf?: ReadonlyMap<string, unknown>;
  readonly organizationalDomain: Surroundings['organizationalDomain'];
}

export function both({ before, after }: PolicyPair): readonly [PolicyInput, PolicyInput] {
  return [before, after];
}

/** A user, by the address as it is written; null: the null reverse-path, or no address. */
export interface User {
  readonly address: string | null;
  /** What `orgUnitOf` would have to answer of somebody whom nobody lists. */
  readonly placedAt?: string;
}

/** Both fresh: no generator and no hand-made policy has these names. */
const NOBODY = 'nobody-knows';
const BELOW = 'no-list-knows';

/** Where case counts in one policy alone, an address has spellings that are told apart. */
export function isMixed(pair: PolicyPair): boolean {
  return both(pair).filter(({ caseSensitiveLocalParts }) => caseSensitiveLocalParts === true).length === 1;
}

/** Whoever is listed, in every spelling that counts, whoever is not, and who is nobody. */
export function usersOf(pair: PolicyPair): User[] {
  const listed = both(pair).flatMap(({ users }) => Object.keys(users ?? {}));
  const addresses = new Set([...listed, ...(pair.orgUnitOf?.keys() ?? [])].flatMap((address) => spellings(address, pair)));
  const paths = new Set(both(pair).flatMap(({ orgUnits }) => (orgUnits ?? []).flatMap(({ path }) => pathsTo(path))));
  const fresh = `${NOBODY}@here.test`;
  return [{ address: null }, { address: fresh }, ...[...addresses].map((address) => ({ address })), ...[...paths].map((placedAt) => ({ address: fresh, placedAt }))];
}

function pathsTo(path: string): string[] {
  const segments = path.split('/').slice(1);
  return path === '/' ? ['/'] : ['/', ...segments.map((_, index) => `/${segments.slice(0, index + 1).join('/')}`)];
}

/** Every listed address, somebody at, below and above every domain that is named, strangers, and null: an unknown partner. */
export function correspondentsOf(pair: PolicyPair): (string | null)[] {
  const listed = entryValues(pair).filter((value) => entryRank(value) === 0);
  const addresses = [...listed.flatMap((address) => spellings(address, pair)), ...domainsOf(pair).flatMap(peopleNear)];
  return [null, ...new Set(addresses)];
}

function peopleNear(domain: string): string[] {
  const at = (name: string): string => `${NOBODY}@${name}`;
  if (domain.startsWith('[')) return [at(domain)];
  const above = domain.slice(domain.indexOf('.') + 1);
  return [at(domain), at(`${BELOW}.${domain}`), at(`deep.${BELOW}.${domain}`), at(above), at(`${BELOW}.${above}`)];
}

export function domainsOf(pair: PolicyPair): string[] {
  const named = entryValues(pair).filter((value) => value !== '*').map((value) => value.slice(value.startsWith('*.') ? 2 : value.lastIndexOf('@') + 1));
  const literals = both(pair).flatMap(({ routes }) => Object.values(routes ?? {}).map(({ host }) => host)).filter((host) => host.startsWith('['));
  return [...new Set([...named, ...both(pair).flatMap(({ domains }) => domains ?? []), ...literals, 'stranger.test', '[203.0.113.9]'])];
}

function entryValues(pair: PolicyPair): string[] {
  return both(pair).flatMap((policy) => Object.keys(policy.addressLists ?? {}).flatMap((list) => entriesOf(policy, list).map(({ value }) => value)));
}

/** As written, folded, in capitals, and with one letter raised. */
function spellings(address: string, pair: PolicyPair): string[] {
  if (!isMixed(pair)) return [address];
  const small = folded(address);
  const at = small.lastIndexOf('@');
  const letters = [...small.slice(0, at).normalize('NFD')];
  const raised = letters.map((_, place) => letters.map((letter, index) => (index === place ? letter.toUpperCase() : letter)).join('').normalize('NFC') + small.slice(at));
  const capitals = small.slice(0, at).normalize('NFD').replace(/[a-z]/g, (letter) => letter.toUpperCase()).normalize('NFC') + small.slice(at);
  return [address, small, capitals, ...raised].filter((spelling) => folded(spelling) === small);
}

/** A canonical address where case does not count (S-2.2). */
export function folded(address: string): string {
  if (/^[!-@[-~]*$/.test(address)) return address;
  const at = address.lastIndexOf('@');
  const small = address.slice(0, at).normalize('NFD').replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return small.normalize('NFC') + address.slice(at);
}

/** An address as a policy reads it. */
export function seenBy(policy: PolicyInput, address: string): ReadAddress {
  const text = policy.caseSensitiveLocalParts === true ? address : folded(address);
  const at = text.lastIndexOf('@');
  return { text, localPart: text.slice(0, at), domain: text.slice(at + 1) };
}

/** The document with its addresses as the policy reads them: canonical for the oracle. */
export function canonical(policy: PolicyInput): PolicyInput {
  const value = (text: string): string => (entryRank(text) === 0 ? seenBy(policy, text).text : text);
  const lists = Object.keys(policy.addressLists ?? {}).map((name) => [name, entriesOf(policy, name).map((entry) => ({ ...entry, value: value(entry.value) }))]);
  const users = Object.entries(policy.users ?? {}).map(([address, path]) => [seenBy(policy, address).text, path]);
  return { ...policy, addressLists: Object.fromEntries(lists) as NonNullable<PolicyInput['addressLists']>, users: Object.fromEntries(users) as Record<string, string> };
}

/**
 * What a correspondent is called among those whom a pair of org units can tell apart (S-13.1): by its own address, the domain or the wildcard that names it,
 * or as everyone else.
 */
export function nameOf(address: string | null, units: readonly [string, string], direction: 'inbound' | 'outbound', pair: PolicyPair): string {
  if (address === null) return 'unknown';
  const concerns = both(pair).some((policy, side) => isMatched(address, policy, units[side] as string, direction) || (direction === 'outbound' && isInternal(address, policy)));
  if (!concerns) return ownRouteIsNamed(address, pair) ? `everyone-else, ${address}` : 'everyone-else';
  return addressName(address, pair) ?? domainName(address, pair);
}

function isInternal(address: string, policy: PolicyInput): boolean {
  return (policy.domains ?? []).includes(seenBy(policy, address).domain);
}

/** By an entry of a list that a setting in view names, whatever it is for. */
function isMatched(address: string, policy: PolicyInput, unit: string, direction: 'inbound' | 'outbound'): boolean {
  const inView = settingsInView(policy, unit).filter(({ setting, disabled, replaced }) => isEnabled(setting) && !disabled && !replaced);
  const concerned = inView.filter(({ setting }) => setting.appliesTo.some((scope) => scope.startsWith('inbound') === (direction === 'inbound')));
  const lists = concerned.flatMap(({ setting }) => setting.addressLists ?? []);
  return lists.some((list) => entriesOf(policy, list).some(({ value }) => entryMatches(value, seenBy(policy, address))));
}

/** A literal whose own route a policy names goes there with or without it (S-8.4). */
function ownRouteIsNamed(address: string, pair: PolicyPair): boolean {
  const { domain } = seenBy(pair.before, address);
  return both(pair).some(({ routes }) => Object.values(routes ?? {}).some(({ host }) => host === domain && host.startsWith('[')));
}

function addressName(address: string, pair: PolicyPair): string | null {
  const listed = entryValues(pair).filter((value) => entryRank(value) === 0);
  if (listed.includes(address)) return `address ${address}`;
  if (!isMixed(pair) || !listed.some((value) => folded(value) === folded(address))) return null;
  return address === folded(address) ? `address ${address}` : `spelling of ${folded(address)}`;
}

function domainName(address: string, pair: PolicyPair): string {
  const { domain } = seenBy(pair.before, address);
  const values = entryValues(pair);
  const isNamed = values.includes(domain) || both(pair).some((policy) => isInternal(address, policy));
  if (isNamed) return `domain ${domain}`;
  const [nearest] = values.filter((value) => value.startsWith('*.') && domain.endsWith(value.slice(1))).sort((a, b) => b.length - a.length);
  if (nearest !== undefined) return `subdomains ${nearest.slice(2)}`;
  return ownRouteIsNamed(address, pair) ? `everyone-else, ${address}` : 'everyone-else';
}
