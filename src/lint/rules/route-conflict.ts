// Settings of one org unit that disagree about the route (S-8.4): the engine decides for a recipient of every class that the lists of such settings tell
// apart.

import { concerns } from '../../compile/rule.js';
import type { CompiledPolicy, CompiledUnit } from '../../compile/compiled-policy.js';
import { evaluate } from '../../evaluate/evaluate.js';
import { noUser, someoneAt, someoneBelow, someoneElsewhere } from '../../effects/fresh-name.js';
import { kindOfEntry } from '../../model/address-list-entry.js';
import type { AddressListEntry, EntryKind } from '../../model/address-list-entry.js';
import type { RecipientDecision } from '../../model/decision.js';
import { depthOf } from '../../model/org-unit-path.js';
import { quote } from '../../model/quotation.js';
import { routeKey } from '../../model/route.js';
import type { HostRoute } from '../../model/route.js';
import { allEntries, coversOf, domainOfEntry, settingSubject } from '../linted-policy.js';
import type { Definition, LintedPolicy } from '../linted-policy.js';
import type { Report } from '../report.js';

/** What a nearer org unit says in place of one above is no conflict. */
export function checkRouteConflicts(policy: LintedPolicy, report: Report): void {
  const routed = routedDefinitions(policy);
  if (new Set([...routed.values()].map(({ key }) => key)).size < 2) return;
  const told = new Set<string>();
  const sender = noUser(bothSides(policy));
  const units = unitsByRules(policy);
  for (const recipient of recipientsOf(policy, routed)) {
    if (!report.wants('route-conflict')) return;
    for (const { path } of units) {
      for (const secureTransport of [false, true]) {
        const message = { envelope: { mailFrom: sender, rcptTo: [recipient] }, secureTransport };
        const [decision] = evaluate(policy.compiled, message, 'outbound', { orgUnitOf: () => path, organizationalDomain: () => null, replyProfile: 'default' }).recipients;
        if (decision !== undefined) reportConflicts(decision, routed, told, report);
      }
    }
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
    if (route !== undefined && concerns(setting, 'outbound')) routed.set(nameKey(orgUnit, setting.id), { definition, route, key: routeKey(route) });
  }
  return routed;
}

/** One unit for each set of outbound rules. */
function unitsByRules({ compiled }: LintedPolicy): CompiledUnit[] {
  return [...new Map([...compiled.units.values()].map((unit) => [unit.outbound, unit])).values()];
}

/** Somebody of each class: whom the same lists match by the same kinds of entries. */
function* recipientsOf(policy: LintedPolicy, routed: ReadonlyMap<string, Routed>): Generator<string> {
  const names = [...routed.values()].flatMap(({ definition }) => definition.setting.addressLists);
  const lists = new Set(names.map((name) => policy.compiled.listPlaces.get(name)));
  yield someoneElsewhere(bothSides(policy));
  const seen = new Set<string>();
  for (const [entry, list] of allEntries(policy)) {
    if (!lists.has(list)) continue;
    const marks = coversOf(entry, policy).flatMap(({ kind, memberships }) => memberships.map((one) => (lists.has(one.list) ? `${kind} ${one.list}` : '')));
    const key = marks.join();
    if (seen.has(key)) continue;
    const recipient = somebodyOf(entry, policy);
    if (recipient === null) continue;
    seen.add(key);
    yield recipient;
  }
}

/** Null where mail to whom the entry matches is internal (S-4.5), or for want of a name. */
function somebodyOf(entry: AddressListEntry, policy: LintedPolicy): string | null {
  const domain = domainOfEntry(entry);
  switch (entry.kind) {
    case 'everyone':
      return someoneElsewhere(bothSides(policy));
    case 'subdomains':
      return someoneBelow(domain, bothSides(policy));
    case 'domain':
      return policy.compiled.internalDomains?.has(domain) === true ? null : someoneAt(domain, bothSides(policy));
    case 'address':
      return policy.compiled.internalDomains?.has(domain) === true ? null : entry.value;
  }
}

function bothSides({ compiled }: LintedPolicy): { before: CompiledPolicy; after: CompiledPolicy } {
  return { before: compiled, after: compiled };
}

/** A setting that matches a recipient and names a route, and the most specific entry by which it matches; null without any. */
interface Contender extends Routed {
  readonly entry: string | null;
}

function reportConflicts(recipient: RecipientDecision, routed: ReadonlyMap<string, Routed>, told: Set<string>, report: Report): void {
  if (recipient.routeConflicts.length === 0) return;
  const [winner, ...others] = contenders(recipient, routed);
  if (winner === undefined) return;
  for (const loser of others) {
    const isConflict = loser.definition.orgUnit === winner.definition.orgUnit && loser.key !== winner.key;
    if (!isConflict || told.has(pairKey(winner, loser))) continue;
    told.add(pairKey(winner, loser));
    reportConflict(winner, loser, recipient, report);
  }
}

/** Best first: by org unit, then by entry; ids are in order already (S-8.4, S-11.1). */
function contenders({ determinedBy }: RecipientDecision, routed: ReadonlyMap<string, Routed>): Contender[] {
  const found = new Map<Routed, Contender>();
  for (const { orgUnit, setting, entry } of determinedBy) {
    const one = routed.get(nameKey(orgUnit, setting));
    if (one === undefined) continue;
    const known = found.get(one);
    if (known === undefined || rankOf(entry) < rankOf(known.entry)) found.set(one, { ...one, entry });
  }
  const depth = ({ definition }: Routed): number => depthOf(definition.orgUnit);
  return [...found.values()].sort((one, other) => depth(other) - depth(one) || rankOf(one.entry) - rankOf(other.entry));
}

function reportConflict(winner: Contender, loser: Contender, { recipient }: RecipientDecision, report: Report): void {
  const [wins, loses] = [quote(winner.definition.setting.id), quote(loser.definition.setting.id)];
  const message =
    `${loses} and ${wins} both match mail to ${quote(recipient)} and name different routes, ${hostOf(loser.route)} and ${hostOf(winner.route)}: ` +
    `${wins} wins, ${reason(winner, loser)}`;
  report.add('route-conflict', settingSubject(loser.definition, ['route']), message, 'name one route in both, or keep their lists apart');
}

/** The rank of S-8.4 below the org unit, which is the same. */
function reason({ entry }: Contender, { entry: other }: Contender): string {
  if (rankOf(entry) === rankOf(other)) return 'for its id comes first';
  return `for its entry ${quote(entry ?? '')} is more exact than ${other === null ? 'no entry at all' : quote(other)}`;
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
