// Which route wins where matching settings name different ones, and which lose (S-8.4).

import type { EntryKind } from '../model/address-list-entry.js';
import type { RecipientDecision } from '../model/decision.js';
import type { Rule } from '../compile/rule.js';
import type { HostRoute } from '../model/route.js';
import { routeKey } from '../model/route.js';
import { byCodeUnits } from '../model/text.js';
import type { RuleMatch } from './rule-match.js';

export interface RouteChoice {
  /** The route that the settings name, or null. */
  readonly route: HostRoute | null;
  readonly routeConflicts: RecipientDecision['routeConflicts'];
}

export const noRoute: RouteChoice = Object.freeze({ route: null, routeConflicts: Object.freeze([]) });

/** @param matches - of the settings in force */
export function chooseRoute(matches: readonly RuleMatch[]): RouteChoice {
  const ranked = candidatesOf(matches).sort(byRank);
  const winner = ranked[0]?.route ?? null;
  if (winner === null) return noRoute;
  const losers = ranked.filter(({ route }) => routeKey(route) !== routeKey(winner));
  const routeConflicts = losers.map(({ rule: { setting, orgUnit }, route }) => Object.freeze({ setting, orgUnit, route }));
  return { route: winner, routeConflicts: Object.freeze(routeConflicts) };
}

interface Candidate {
  readonly rule: Rule;
  readonly route: HostRoute;
  readonly specificity: number;
}

/** An address over a domain over a wildcard over `*`; matches without a list or entry rank below. Lower is better. */
const SPECIFICITY: Readonly<Record<EntryKind, number>> = { address: 0, domain: 1, subdomains: 2, everyone: 3 };
const WITHOUT_ENTRY = 4;

/** Every setting once, by its most specific match. */
function candidatesOf(matches: readonly RuleMatch[]): Candidate[] {
  const candidates = new Map<Rule, Candidate>();
  for (const { rule, kind } of matches) {
    if (rule.route === null) continue;
    const specificity = kind === null ? WITHOUT_ENTRY : SPECIFICITY[kind];
    const present = candidates.get(rule);
    if (present === undefined || specificity < present.specificity) candidates.set(rule, { rule, route: rule.route, specificity });
  }
  return [...candidates.values()];
}

function byRank(a: Candidate, b: Candidate): number {
  return b.rule.depth - a.rule.depth || a.specificity - b.specificity || byCodeUnits(a.rule.setting, b.rule.setting);
}
