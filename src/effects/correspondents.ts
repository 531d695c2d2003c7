// Every class of correspondents that either policy can tell from the others (S-13.1): finitely many, since a policy names finitely many domains and addresses.
// Whom no setting can tell apart is in one class, and one of them stands for all.

import type { CompiledPolicy } from '../compile/compiled-policy.js';
import type { EntryMatch } from '../model/address-index.js';
import type { AddressListEntry } from '../model/address-list-entry.js';
import { isAddressLiteral } from '../model/address-literal.js';
import { append } from '../model/multimap.js';
import type { OrganizationalDomain } from '../evaluate/organizational-domain.js';
import { alignedDomains, differInAlignment, domainOf } from './alignment.js';
import type { AlignedDomain } from './alignment.js';
import { folded, otherSpelling, someoneAt, someoneBelow, someoneElsewhere } from './fresh-name.js';
import { sightOf, sightsOf } from './two-policies.js';
import type { Sight, TwoPolicies } from './two-policies.js';

/** One correspondent who stands for a part of a class. `unknown`: an author who cannot be read, or a recipient that is no address. */
export type Correspondent =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'domain'; readonly domain: string; readonly address: string }
  | { readonly kind: 'subdomains'; readonly domain: string; readonly address: string }
  | { readonly kind: 'everyone-else'; readonly address: string }
  | { readonly kind: 'unknown' };

/** Correspondents whom both policies treat alike, whatever their settings. */
export interface CorrespondentClass {
  /** The first few; at least one. */
  readonly members: readonly [Correspondent, ...Correspondent[]];
  /** How many are named in lists. */
  readonly count: number;
  /** What matches them, by list. */
  readonly marks: readonly Mark[];
  readonly internal: Internal;
  /** A route that a policy names and that is theirs anyway: an address literal, where it goes without a route (S-8.4). Else null. */
  readonly ownRoute: string | null;
  /** Another domain that aligns with that of the first member (S-5.5); null where none does. Looked for where the policies differ in alignment. */
  readonly alignedDomain: string | null;
}

export type Internal = 'neither' | 'before' | 'after' | 'both';

/** That entries of one list match, and how. */
export interface Mark {
  readonly list: ListOfEither;
  /** The kinds of the entries, and whether they require authentication. */
  readonly how: string;
}

/** A list of one of the policies as one number: twice its place, and one more for the policy after. */
export type ListOfEither = number;

export function listOfEither(place: number, side: keyof TwoPolicies): ListOfEither {
  return 2 * place + (side === 'after' ? 1 : 0);
}

export interface Correspondents {
  readonly everyoneElse: CorrespondentClass;
  readonly unknown: CorrespondentClass;
  readonly internal: readonly CorrespondentClass[];
  /** The classes that an entry of the list matches, without {@link everyoneElse}. */
  readonly byList: ReadonlyMap<ListOfEither, readonly CorrespondentClass[]>;
}

const UNKNOWN: CorrespondentClass = { members: [{ kind: 'unknown' }], count: 1, marks: [], internal: 'neither', ownRoute: null, alignedDomain: null };

export function correspondentsOf(policies: TwoPolicies, organizationalDomain: OrganizationalDomain): Correspondents {
  const alignedDomain = alignedDomains(policies, organizationalDomain);
  const address = someoneElsewhere(policies, preferred(policies, alignedDomain));
  const everyoneElse: CorrespondentClass = { ...traitsOf(address, policies, alignedDomain), members: [{ kind: 'everyone-else', address }], count: 1 };
  const classes = gather(namedCorrespondents(policies, alignedDomain), policies, alignedDomain);
  const byList = new Map<ListOfEither, CorrespondentClass[]>();
  for (const one of classes) for (const { list } of one.marks) append(byList, list, one);
  return { everyoneElse, unknown: UNKNOWN, internal: classes.filter(({ internal }) => internal !== 'neither'), byList };
}

/** Who stands for a domain is one with whom another can align, if there is any such: everything else can be seen on anybody. */
function preferred(policies: TwoPolicies, alignedDomain: AlignedDomain): (address: string) => boolean {
  return differInAlignment(policies) ? (address) => alignedDomain(address) !== null : () => true;
}

type Named = Exclude<Correspondent, { kind: 'unknown' }>;
type Growing = Omit<CorrespondentClass, 'members' | 'count'> & { readonly members: [Named, ...Named[]]; count: number };

const MAX_MEMBERS = 5;

function gather(correspondents: Iterable<Named>, policies: TwoPolicies, alignedDomain: AlignedDomain): CorrespondentClass[] {
  const classes = new Map<string, Growing>();
  for (const correspondent of correspondents) {
    const traits = traitsOf(correspondent.address, policies, alignedDomain);
    const key = `${traits.internal} ${traits.ownRoute ?? ''} ${traits.alignedDomain !== null} ${traits.marks.map(({ list, how }) => `${list}:${how}`).join(' ')}`;
    const known = classes.get(key);
    if (known === undefined) classes.set(key, { ...traits, members: [correspondent], count: 1 });
    else {
      known.count++;
      if (known.members.length < MAX_MEMBERS) known.members.push(correspondent);
    }
  }
  return [...classes.values()];
}

function traitsOf(address: string, policies: TwoPolicies, alignedDomain: AlignedDomain): Omit<CorrespondentClass, 'members' | 'count'> {
  const [before, after] = sightsOf(address, policies);
  return {
    marks: [...marksOf(before, 'before'), ...marksOf(after, 'after')],
    internal: internalIn(before, after),
    ownRoute: ownRouteOf(address, policies),
    alignedDomain: alignedDomain(address),
  };
}

/** Literals are told apart only where a route names one of them. */
function ownRouteOf(address: string, { before, after }: TwoPolicies): string | null {
  const domain = domainOf(address);
  if (!isAddressLiteral(domain)) return null;
  return [before, after].some(({ content }) => [...content.routes.values()].some(({ host }) => host === domain)) ? domain : null;
}

function internalIn(before: Sight, after: Sight): Internal {
  if (before.internal) return after.internal ? 'both' : 'before';
  return after.internal ? 'after' : 'neither';
}

function marksOf({ entries }: Sight, side: keyof TwoPolicies): Mark[] {
  const byList = new Map<ListOfEither, string[]>();
  for (const entry of entries) addMarks(byList, entry, side);
  return [...byList].sort(([a], [b]) => a - b).map(([list, how]) => ({ list, how: how.sort().join('+') }));
}

function addMarks(byList: Map<ListOfEither, string[]>, { kind, memberships }: EntryMatch, side: keyof TwoPolicies): void {
  for (const { list, requireAuthentication } of memberships) append(byList, listOfEither(list, side), requireAuthentication ? `${kind}!` : kind);
}

/** One for every domain, address, spelling of an address and wildcard that either policy names, each once. */
function* namedCorrespondents(policies: TwoPolicies, alignedDomain: AlignedDomain): Generator<Named> {
  const named = new Set<string>();
  const fits = preferred(policies, alignedDomain);
  // Of a policy that is compared with itself the entries are read once.
  for (const policy of new Set([policies.before, policies.after])) {
    for (const entries of policy.index.entriesByList()) {
      for (const entry of entries) {
        if (named.has(entry.value)) continue;
        named.add(entry.value);
        yield* correspondentsOfEntry(entry, policies, fits);
        if (entry.kind === 'address') yield* otherSpellings(entry.value, policies, named);
      }
    }
  }
  for (const domain of [...policies.before.content.domains, ...policies.after.content.domains]) {
    if (named.has(domain)) continue;
    named.add(domain);
    yield { kind: 'domain', domain, address: someoneAt(domain, policies) };
  }
}

function* correspondentsOfEntry({ kind, value }: AddressListEntry, policies: TwoPolicies, fits: (address: string) => boolean): Generator<Named> {
  switch (kind) {
    case 'everyone':
      return;
    case 'domain':
      yield { kind, domain: value, address: someoneAt(value, policies) };
      return;
    case 'subdomains': {
      const domain = value.slice(2);
      const address = someoneBelow(domain, policies, fits);
      if (address !== null) yield { kind, domain, address };
      return;
    }
    case 'address':
      yield { kind, address: value };
  }
}

/** Where case counts in one of the policies alone, the spellings of an address are not one correspondent, and two of them can have others in common. */
function* otherSpellings(value: string, { before, after }: TwoPolicies, named: Set<string>): Generator<Named> {
  if (before.content.caseSensitiveLocalParts === after.content.caseSensitiveLocalParts) return;
  const strict = before.content.caseSensitiveLocalParts ? before : after;
  const plain = folded(value);
  for (const address of [plain, otherSpelling(plain, (spelling) => namesAddress(spelling, strict))]) {
    if (address === null || named.has(address)) continue;
    named.add(address);
    yield { kind: 'address', address };
  }
}

function namesAddress(address: string, policy: CompiledPolicy): boolean {
  return sightOf(address, policy).entries.some(({ kind }) => kind === 'address');
}
