// What a policy makes of one partner at one org unit: the settings that match and what they add up to (S-8). It needs no session.

import type { CompiledPolicy } from '../compile/compiled-policy.js';
import type { ListedRules, Rule, RuleSet } from '../compile/rule.js';
import type { EntryMatch, Membership } from '../model/address-index.js';
import type { EntryKind } from '../model/address-list-entry.js';
import type { Match, RecipientDecision, TestingMatch } from '../model/decision.js';
import type { AddressList } from '../model/policy.js';
import { constraintsOfCode, joinCodes, opportunistic } from '../model/transport.js';
import type { TransportConstraints } from '../model/transport.js';
import { byCodeUnits } from '../model/text.js';
import type { Hits } from './partner.js';
import { chooseRoute, noRoute } from './route-choice.js';
import type { RouteChoice } from './route-choice.js';
import type { RuleMatch } from './rule-match.js';

export interface Assessment {
  readonly constraints: TransportConstraints;
  readonly determinedBy: RecipientDecision['determinedBy'];
  /** Without their outcome, which needs the session. */
  readonly testing: readonly Omit<TestingMatch, 'wouldBe'>[];
  readonly routing: RouteChoice;
}

const NONE: readonly never[] = Object.freeze([]);

export const nothingMatches: Assessment = Object.freeze({ constraints: opportunistic, determinedBy: NONE, testing: NONE, routing: noRoute });

/** @param hits - what matched; null for an unknown partner, who matches every entry */
export function assess(hits: Hits | null, rules: RuleSet, secureTransport: boolean, policy: CompiledPolicy): Assessment {
  const plain = hits === null ? null : assessPlain(hits, rules, policy.lists);
  return plain ?? assessAny(hits, rules, secureTransport, policy.lists);
}

/** Nearly every partner matches no entry, or one whose list makes settings match that do no more than constrain; null for any other. */
function assessPlain({ entries, authenticated }: Hits, { byList, withoutList }: RuleSet, lists: readonly AddressList[]): Assessment | null {
  if (entries.length > 1 || withoutList.length > 0) return null;
  const entry = entries[0];
  if (entry === undefined) return nothingMatches;
  const membership = entry.memberships[0];
  if (entry.memberships.length > 1 || membership === undefined) return null;
  const listed = byList.get(membership.list);
  const verdict = authenticatedBy(membership, authenticated, 0);
  if (listed === undefined || verdict === 'no') return nothingMatches;
  return listed.plain ? plainAssessment(entry, verdict, lists[membership.list]?.name ?? null, listed) : null;
}

function plainAssessment({ value, address }: EntryMatch, authenticated: Match['authenticated'], addressList: string | null, { rules, constraints }: ListedRules): Assessment {
  const determinedBy = rules.map(
    ({ setting, orgUnit, constraints: own }): RuleMatch['match'] => ({ setting, orgUnit, addressList, entry: value, address, authenticated, constraints: own }),
  );
  return { constraints, determinedBy, testing: NONE, routing: noRoute };
}

/** How authentication stands for a list that holds the entry (S-3.5). */
function authenticatedBy({ requireAuthentication }: Membership, authenticated: Hits['authenticated'], entry: number): Match['authenticated'] | 'no' {
  return requireAuthentication && authenticated !== null ? (authenticated[entry] ?? 'unknown') : 'not-required';
}

function assessAny(hits: Hits | null, rules: RuleSet, secureTransport: boolean, lists: readonly AddressList[]): Assessment {
  const matches: RuleMatch[] = [];
  if (hits === null) addMatchesOfUnknown(matches, rules, lists);
  else addMatchesOfHits(matches, hits, rules, lists);
  for (const rule of rules.withoutList) matches.push(ruleMatch(rule, null, null, null, null, 'not-required'));
  const concerned = secureTransport || !rules.hasSecureTransportOnly ? matches : matches.filter(({ rule }) => !rule.secureTransportOnly);
  return concerned.length === 0 ? nothingMatches : assessmentOf(concerned);
}

function addMatchesOfHits(matches: RuleMatch[], { entries, authenticated }: Hits, { byList }: RuleSet, lists: readonly AddressList[]): void {
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (entry === undefined) continue;
    for (const membership of entry.memberships) {
      const verdict = authenticatedBy(membership, authenticated, index);
      const listed = byList.get(membership.list);
      if (listed === undefined || verdict === 'no') continue;
      const name = lists[membership.list]?.name ?? null;
      for (const rule of listed.rules) matches.push(ruleMatch(rule, name, entry.value, entry.kind, entry.address, verdict));
    }
  }
}

/** One match a list that has an entry (S-11.1). */
function addMatchesOfUnknown(matches: RuleMatch[], { all, direction }: RuleSet, lists: readonly AddressList[]): void {
  for (const rule of all) {
    for (const place of rule.lists) {
      const list = lists[place];
      if (list === undefined || list.size === 0) continue;
      const authenticated = direction === 'inbound' && list.everyEntryRequiresAuthentication ? 'unknown' : 'not-required';
      matches.push(ruleMatch(rule, list.name, null, null, null, authenticated));
    }
  }
}

function ruleMatch(
  rule: Rule,
  addressList: string | null,
  entry: string | null,
  kind: EntryKind | null,
  address: string | null,
  authenticated: Match['authenticated'],
): RuleMatch {
  return { rule, kind, match: { setting: rule.setting, orgUnit: rule.orgUnit, addressList, entry, address, authenticated, constraints: rule.constraints } };
}

function assessmentOf(matches: RuleMatch[]): Assessment {
  if (matches.length > 1) matches.sort(byMatch);
  const determinedBy: RuleMatch['match'][] = [];
  const testing: Omit<TestingMatch, 'wouldBe'>[] = [];
  let code = 0;
  let routed = false;
  for (const { rule, match } of matches) {
    if (rule.testing) {
      testing.push({ ...match, route: rule.route });
      continue;
    }
    determinedBy.push(match);
    code = joinCodes(code, rule.constraintsCode);
    routed ||= rule.route !== null;
  }
  return {
    constraints: constraintsOfCode(code),
    determinedBy: determinedBy.length === 0 ? NONE : determinedBy,
    testing: testing.length === 0 ? NONE : testing,
    routing: routed ? chooseRoute(matches.filter(({ rule }) => !rule.testing)) : noRoute,
  };
}

/** The same assessment for several recipients of a decision: none of them can change what the others have (S-12.6). */
export function shared(assessment: Assessment): Assessment {
  for (const matches of [assessment.determinedBy, assessment.testing]) {
    if (Object.isFrozen(matches)) continue;
    for (const match of matches) Object.freeze(match);
    Object.freeze(matches);
  }
  return assessment;
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
