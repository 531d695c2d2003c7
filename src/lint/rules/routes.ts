// Routes that lead back to the organisation, and settings of one org unit that disagree about the route.

import { kindOfEntry } from '../../model/address-list-entry.js';
import type { EntryKind } from '../../model/address-list-entry.js';
import { quote } from '../../model/quotation.js';
import { routeKey } from '../../model/route.js';
import type { HostRoute } from '../../model/route.js';
import type { RecipientDecision } from '../../model/decision.js';
import { observations, twoPolicies } from '../../effects/observations.js';
import { isOutbound, settingSubject } from '../linted-policy.js';
import type { Definition, LintedPolicy } from '../linted-policy.js';
import type { Report } from '../report.js';

/** RFC 5321 section 6.3: mail that comes back is a loop in the making. */
export function checkRouteTargets({ content, compiled }: LintedPolicy, report: Report): void {
  for (const [name, { host, mxLookup }] of content.routes) {
    if (!mxLookup || compiled.internalDomains?.has(host) !== true) continue;
    const message = `the route ${quote(name)} delivers to the MX hosts of ${quote(host)}, an own domain: mail that takes it comes back to the organisation`;
    report.add('route-to-own-domain', { kind: 'route', route: name, keys: ['host'] }, message, 'name the relay itself as host, without `mxLookup`');
  }
}

/** Looks at a recipient of every class that the policy tells apart. What a nearer org unit says in place of one above is no conflict. */
export function checkRouteConflicts(policy: LintedPolicy, report: Report): void {
  const routed = routedDefinitions(policy);
  if (new Set([...routed.values()].map(({ key }) => key)).size < 2) return;
  const told = new Set<string>();
  const options = { orgUnitOf: policy.options.orgUnitOf, organizationalDomain: (domain: string) => policy.organizationOf(domain) ?? null };
  for (const { direction, before } of observations(twoPolicies(policy.policy, policy.policy), options)) {
    if (direction === 'outbound') reportConflicts(before.recipient, routed, told, report);
  }
}

interface Routed {
  readonly definition: Definition;
  readonly route: HostRoute;
  readonly key: string;
}

function routedDefinitions({ definitions, content }: LintedPolicy): Map<string, Routed> {
  const routed = new Map<string, Routed>();
  for (const definition of definitions) {
    const { setting, orgUnit } = definition;
    const route = setting.route === null ? undefined : content.routes.get(setting.route);
    if (route !== undefined && isOutbound(setting)) routed.set(nameKey(orgUnit, setting.id), { definition, route, key: routeKey(route) });
  }
  return routed;
}

function reportConflicts(recipient: RecipientDecision, routed: ReadonlyMap<string, Routed>, told: Set<string>, report: Report): void {
  if (recipient.routeConflicts.length === 0 || recipient.route === null) return;
  const { determinedBy, route } = recipient;
  for (const { orgUnit, setting } of recipient.routeConflicts) {
    const loser = routed.get(nameKey(orgUnit, setting));
    const winner = determinedBy.map((match) => routed.get(nameKey(match.orgUnit, match.setting))).find((one) => one?.definition.orgUnit === orgUnit && one.key === routeKey(route));
    if (loser === undefined || winner === undefined || told.has(pairKey(winner, loser))) continue;
    told.add(pairKey(winner, loser));
    reportConflict(winner, loser, recipient, report);
  }
}

function reportConflict(winner: Routed, loser: Routed, recipient: RecipientDecision, report: Report): void {
  const [wins, loses] = [quote(winner.definition.setting.id), quote(loser.definition.setting.id)];
  const message =
    `${loses} and ${wins} both match mail to ${quote(recipient.recipient)} and name different routes, ${hostOf(loser.route)} and ${hostOf(winner.route)}: ` +
    `${wins} wins, ${reason(winner, loser, recipient)}`;
  report.add('route-conflict', settingSubject(loser.definition, ['route']), message, 'name one route in both, or keep their lists apart');
}

/** The rank of S-8.4 below the org unit, which is the same. */
function reason(winner: Routed, loser: Routed, recipient: RecipientDecision): string {
  const [entry, other] = [bestEntry(winner, recipient), bestEntry(loser, recipient)];
  if (rankOf(entry) === rankOf(other)) return 'for its id comes first';
  return `for its entry ${quote(entry ?? '')} is more exact than ${other === null ? 'no entry at all' : quote(other)}`;
}

/** The most specific entry by which a setting matches; null without any. */
function bestEntry({ definition }: Routed, { determinedBy }: RecipientDecision): string | null {
  const entries = determinedBy.filter((match) => match.setting === definition.setting.id && match.orgUnit === definition.orgUnit).map(({ entry }) => entry);
  return entries.sort((a, b) => rankOf(a) - rankOf(b))[0] ?? null;
}

const RANKS: readonly EntryKind[] = ['address', 'domain', 'subdomains', 'everyone'];

function rankOf(entry: string | null): number {
  return entry === null ? RANKS.length : RANKS.indexOf(kindOfEntry(entry));
}

function hostOf({ host, port, mxLookup }: HostRoute): string {
  return quote(`${mxLookup ? 'MX of ' : ''}${host}:${port}`);
}

function pairKey(winner: Routed, loser: Routed): string {
  return [winner, loser].map(({ definition }) => nameKey(definition.orgUnit, definition.setting.id)).join('\n\n');
}

function nameKey(orgUnit: string, setting: string): string {
  return `${orgUnit}\n${setting}`;
}
