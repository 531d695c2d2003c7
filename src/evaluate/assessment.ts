// What a policy makes of one partner at one org unit: the settings that match and what they add up to (S-8). It needs no session.

import type { EntryKind } from '../model/address-list-entry.js';
import type { CompiledPolicy } from '../compile/compiled-policy.js';
import type { Rule, RuleSet } from '../compile/rule.js';
import type { Match, RecipientDecision, TestingMatch } from '../model/decision.js';
import { join, opportunistic } from '../model/transport.js';
import type { TransportConstraints } from '../model/transport.js';
import { byCodeUnits } from '../model/text.js';
import type { Hit } from './partner.js';
import { chooseRoute, noRoute } from './route-choice.js';
import type { RouteChoice } from './route-choice.js';
import type { RuleMatch } from './rule-match.js';

/** Frozen throughout: the recipients of a decision share it (S-8.6, S-12.6). */
export interface Assessment extends RouteChoice {
  readonly constraints: TransportConstraints;
  readonly determinedBy: RecipientDecision['determinedBy'];
  /** Without their outcome, which needs the session. */
  readonly testing: readonly Omit<TestingMatch, 'wouldBe'>[];
}

export const nothingMatches: Assessment = Object.freeze({
  constraints: opportunistic,
  determinedBy: Object.freeze([]),
  testing: Object.freeze([]),
  ...noRoute,
});

/** @param hits - what matched; null for an unknown partner, who matches every entry */
export function assess(hits: readonly Hit[] | null, rules: RuleSet, secureTransport: boolean, policy: CompiledPolicy): Assessment {
  const listed = hits === null ? matchesOfUnknown(rules, policy) : matchesOfHits(hits, rules, policy);
  const unlisted = rules.withoutList.map((rule) => ruleMatch(rule, NO_LIST, null));
  const matches = [...listed, ...unlisted].filter(({ rule }) => secureTransport || !rule.secureTransportOnly);
  if (matches.length === 0) return nothingMatches;
  matches.sort(byMatch);
  const enforced = matches.filter(({ rule }) => !rule.testing);
  const observed = matches.filter(({ rule }) => rule.testing);
  return Object.freeze({
    constraints: enforced.reduce((joined, { rule }) => join(joined, rule.constraints), opportunistic),
    determinedBy: Object.freeze(enforced.map(({ match }) => match)),
    testing: Object.freeze(observed.map(({ match, rule }) => Object.freeze({ ...match, route: rule.route }))),
    ...chooseRoute(enforced),
  });
}

function matchesOfHits(hits: readonly Hit[], rules: RuleSet, { lists }: CompiledPolicy): RuleMatch[] {
  const matches: RuleMatch[] = [];
  for (const { list, entry, address, authenticated } of hits) {
    if (authenticated === 'no') continue;
    const by: MatchedBy = { addressList: lists[list]?.name ?? null, entry: entry.value, address: address.text, authenticated };
    for (const rule of rules.byList.get(list) ?? []) matches.push(ruleMatch(rule, by, entry.kind));
  }
  return matches;
}

/** One match a list that has an entry (S-11.1). */
function matchesOfUnknown({ all, direction }: RuleSet, { lists }: CompiledPolicy): RuleMatch[] {
  const matches: RuleMatch[] = [];
  for (const rule of all) {
    for (const { name, entries, everyEntryRequiresAuthentication } of rule.lists.flatMap((place) => lists[place] ?? [])) {
      if (entries.length === 0) continue;
      const authenticated = direction === 'inbound' && everyEntryRequiresAuthentication ? 'unknown' : 'not-required';
      matches.push(ruleMatch(rule, { addressList: name, entry: null, address: null, authenticated }, null));
    }
  }
  return matches;
}

type MatchedBy = Pick<Match, 'addressList' | 'entry' | 'address' | 'authenticated'>;
const NO_LIST: MatchedBy = { addressList: null, entry: null, address: null, authenticated: 'not-required' };

function ruleMatch(rule: Rule, by: MatchedBy, kind: EntryKind | null): RuleMatch {
  return { rule, kind, match: Object.freeze({ setting: rule.setting, orgUnit: rule.orgUnit, ...by, constraints: rule.constraints }) };
}

/** S-11.1: by setting, list, entry, address; definitions of one id in several units from the root down. */
function byMatch({ match: a }: RuleMatch, { match: b }: RuleMatch): number {
  return (
    byCodeUnits(a.setting, b.setting) ||
    byCodeUnits(a.addressList ?? '', b.addressList ?? '') ||
    byCodeUnits(a.entry ?? '', b.entry ?? '') ||
    byCodeUnits(a.address ?? '', b.address ?? '') ||
    a.orgUnit.length - b.orgUnit.length
  );
}
