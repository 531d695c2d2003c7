// Whole policies that are valid, canonical for the oracle and written in other ways for the engine.

import type fc from 'fast-check';
import type { PolicyInput } from '../../src/model/document.js';
import type { ReplyProfile } from '../../src/model/decision.js';
import { PEOPLE, readAddress, spellAddress, type PlainAddress } from './address.js';
import { addressLists, type ListCase } from './address-list.js';
import { drawn, type Choices } from './choices.js';
import { DOMAINS, OWN_DOMAINS, spellDomain } from './domain.js';
import { orgUnits } from './org-unit.js';
import { ROUTES } from './setting.js';

export interface PolicyCase {
  /** Every address and domain canonical, lists as arrays: what the oracle takes. */
  readonly policy: PolicyInput;
  /** The same policy in other spellings: what the engine takes. */
  readonly written: PolicyInput;
  readonly replyProfile: ReplyProfile;
  /** What `orgUnitOf` answers, by canonical address; an Error is thrown. Null: no such function. */
  readonly orgUnitOf: ReadonlyMap<string, unknown> | null;
  /** Instead of the Public Suffix List. */
  readonly organizationalDomain: ((domain: string) => string | null) | null;
  /** Addresses that entries match. */
  readonly witnesses: readonly PlainAddress[];
}

const PROFILES: readonly ReplyProfile[] = ['default', 'rfc3207', 'postfix', 'exchange', 'gmail'];

/** How many choices a policy takes at most, more or less. */
export const POLICY_CHOICES = 700;

export function policyCases(): fc.Arbitrary<PolicyCase> {
  return drawn(POLICY_CHOICES, policyCase);
}

export function policyCase(choices: Choices): PolicyCase {
  const caseSensitive = choices.chance(25);
  const lists = addressLists(choices, caseSensitive);
  const routes = choices.some(Object.keys(ROUTES), 75);
  const units = orgUnits(choices, lists.map(({ name }) => name), routes);
  const domains = choices.chance(60) ? [...choices.some(OWN_DOMAINS, 50), ...choices.some(DOMAINS, 8)] : [];
  const paths = ['/', ...units.map(({ path }) => path)];
  const people = choices.some(PEOPLE, 60).map((person) => ({ person, path: choices.pick(paths) }));
  const shared: PolicyInput = {
    ...(units.length > 0 && { orgUnits: units }),
    routes: Object.fromEntries(routes.map((name) => [name, { ...ROUTES[name] }])) as NonNullable<PolicyInput['routes']>,
    ...(routes.length > 0 && choices.chance(40) && { alternateSecureRoute: choices.pick(routes) }),
    ...(choices.chance(30) ? { alignment: 'strict' as const } : choices.chance(30) && { alignment: 'relaxed' as const }),
    ...(choices.chance(25) ? { unknownAuthor: 'no-match' as const } : choices.chance(30) && { unknownAuthor: 'match' as const }),
    ...(caseSensitive ? { caseSensitiveLocalParts: true } : choices.chance(30) && { caseSensitiveLocalParts: false }),
  };
  return {
    policy: {
      ...shared,
      domains,
      users: Object.fromEntries(people.map(({ person, path }) => [readAddress(person, caseSensitive).text, path])),
      addressLists: byName(lists, 'canonical'),
    },
    written: {
      ...shared,
      ...((domains.length > 0 || choices.chance(50)) && { domains: domains.map((domain) => spellDomain(choices, domain)) }),
      users: Object.fromEntries(people.map(({ person, path }) => [spellAddress(choices, person, caseSensitive), path])),
      addressLists: byName(lists, 'written'),
    },
    replyProfile: choices.pick(PROFILES),
    orgUnitOf: choices.chance(50) ? answers(choices, paths, caseSensitive) : null,
    organizationalDomain: choices.chance(15) ? lastTwoLabels : null,
    witnesses: lists.flatMap(({ witnesses }) => witnesses),
  };
}

function byName(lists: readonly ListCase[], key: 'canonical' | 'written'): NonNullable<PolicyInput['addressLists']> {
  return Object.fromEntries(lists.map((list) => [list.name, list[key]]));
}

function answers(choices: Choices, paths: readonly string[], caseSensitive: boolean): Map<string, unknown> {
  const wrong = ['/nowhere', '', 42, null, new Error('directory not reachable'), '/Sales/'];
  return new Map(PEOPLE.map((person) => [readAddress(person, caseSensitive).text, choices.chance(70) ? choices.pick(paths) : choices.pick([undefined, ...wrong])]));
}

function lastTwoLabels(domain: string): string | null {
  const labels = domain.split('.');
  return labels.length < 2 ? null : labels.slice(-2).join('.');
}
