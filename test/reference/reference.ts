// The oracle: the semantics as naive code, with loops and without index or cache. It shares types with `src` and nothing else.

import type { Decision, Delivery, Match, RecipientDecision, ResultType, TestingMatch, Violation } from '../../src/model/decision.js';
import type { PolicyInput, SettingInput } from '../../src/model/document.js';
import type { HostRoute, Route } from '../../src/model/route.js';
import type { Direction } from '../../src/model/transport.js';
import type { Reason } from '../../src/explain/explanation.js';
import { TLS_REQUIRED, constraintsOf, joinAll, outcomeOf, replyTo, violationTypes, worst } from './connection.js';
import type { ReadMessage, ReadRecipient, Surroundings } from './facts.js';
import { hit } from './hits.js';
import { entryMatches, entryRank, matchesOf, verdictOn, type Partner } from './matching.js';
import { ancestry, compare, isEnabled, isEnforced, isInForce, orgUnitOf, settingsInView, type SettingInView } from './org-unit.js';

/** One policy, message and direction, and what the policy leaves to functions. */
export interface Case {
  readonly policy: PolicyInput;
  readonly surroundings: Surroundings;
  readonly message: ReadMessage;
  readonly direction: Direction;
}

export function decide(given: Case): Decision {
  const { message, direction, surroundings } = given;
  const undecided = recipientsOf(message).map((recipient) => decideRecipient(given, recipient));
  const decision: Decision = {
    direction,
    replyProfile: surroundings.replyProfile,
    outcome: 'deliver',
    constraints: joinAll(undecided.map((recipient) => recipient.constraints)),
    recipients: undecided,
    deliveries: direction === 'outbound' ? deliveriesOf(given, undecided) : [],
    author: direction === 'outbound' ? null : authorOf(message),
    reply: null,
  };
  if (new Set(undecided.map((recipient) => JSON.stringify(recipient.constraints))).size > 1) hit('S-8.3');
  if (direction === 'inbound') hitAuthor(given);
  return enforceAll(decision, message.session);
}

/** S-9.7 */
export function enforceAll(decision: Decision, session: unknown, delivery?: number): Decision {
  if (delivery !== undefined && decision.deliveries[delivery] === undefined) throw new TypeError('no such delivery');
  if (delivery !== undefined && decision.deliveries.length > 1) hit('S-9.7');
  const concerned = delivery === undefined ? decision.recipients.map((_, index) => index) : (decision.deliveries[delivery] as Delivery).recipients;
  const recipients = decision.recipients.map((recipient, index) => (concerned.includes(index) ? enforceRecipient(decision, recipient, session) : recipient));
  const rejected = recipients.find((recipient) => recipient.outcome === 'reject');
  if (rejected && recipients.length > 1) hit('S-9.5 rejected');
  return { ...decision, recipients, outcome: worst(recipients.map((recipient) => recipient.outcome)), reply: rejected?.reply ?? null };
}

function enforceRecipient({ direction, replyProfile }: Decision, recipient: RecipientDecision, session: unknown): RecipientDecision {
  const types = violationTypes(recipient.constraints, session);
  const outcome = outcomeOf(types, direction);
  if (recipient.maxAttempts === 1 && outcome === 'bounce') hit('S-9.4');
  const testing = recipient.testing.map((match) => ({ ...match, wouldBe: outcomeOf(violationTypes(match.constraints, session), direction) }));
  const violations = (types ?? []).map((type): Violation => ({ type, required: '', found: '' }));
  const first = types?.[0];
  if (first === undefined) return { ...recipient, outcome, testing, violations, reply: null };
  const setting = recipient.determinedBy.find((match) => violationTypes(match.constraints, session)?.includes(first))?.setting ?? null;
  if (setting === null) hit('S-10.1 no setting');
  return { ...recipient, outcome, testing, violations, reply: replyTo(first satisfies ResultType, direction, replyProfile, setting) };
}

function recipientsOf(message: ReadMessage): readonly ReadRecipient[] {
  if (message.recipients !== null && message.recipients.length > 0) return message.recipients;
  hit('S-12.3 no recipients');
  return [{ recipient: '', address: null }];
}

function authorOf({ author }: ReadMessage): Decision['author'] {
  return author.known ? { known: true, mailboxes: author.mailboxes.map((mailbox) => mailbox.text) } : author;
}

function hitAuthor({ message: { author }, policy }: Case): void {
  if (author.known && author.mailboxes.length > 1) hit('S-4.1 several authors');
  if (!author.known) hit(policy.unknownAuthor === 'no-match' ? 'S-4.3 no-match' : `S-4.3 ${author.reason}`);
}

/** A setting in view and what it has to do with a recipient. */
interface Consideration {
  readonly view: SettingInView;
  readonly reason: Reason;
  readonly matches: readonly Match[];
}

function isInternal({ policy, direction }: Case, { address }: ReadRecipient): boolean {
  return direction === 'outbound' && address !== null && (policy.domains ?? []).includes(address.domain);
}

function secureTransportOf({ message: { secureTransport }, direction }: Case): boolean {
  if (direction === 'inbound' || secureTransport === undefined || secureTransport === false) return false;
  if (secureTransport !== true) hit('S-7.1 garbage is true');
  return true;
}

function unitOf({ policy, surroundings, message, direction }: Case, { address }: ReadRecipient): ReturnType<typeof orgUnitOf> {
  const noRecipients = message.recipients === null || message.recipients.length === 0;
  const unit = orgUnitOf(policy, surroundings, noRecipients ? null : direction === 'inbound' ? address : message.mailFrom);
  hit(`S-6.2 ${unit.orgUnitSource}`);
  return unit;
}

function partnerOf({ message: { author }, policy, direction }: Case, { address }: ReadRecipient): Partner {
  if (direction === 'outbound') return address === null ? { kind: 'unknown' } : { kind: 'known', addresses: [address] };
  if (author.known) return { kind: 'known', addresses: author.mailboxes };
  return { kind: policy.unknownAuthor === 'no-match' ? 'nobody' : 'unknown' };
}

function consider(given: Case, recipient: ReadRecipient): Consideration[] {
  return settingsInView(given.policy, unitOf(given, recipient).orgUnit).map((view) => {
    hitView(view, unitOf(given, recipient).orgUnit);
    const { matches, refused } = matchesIn(given, recipient, view.setting);
    const reason = reasonOf(given, recipient, view, matches.length > 0, refused);
    const ofSetting = { setting: view.setting.id, orgUnit: view.orgUnit };
    return { view, reason, matches: reason === 'matched' ? matches.map((match) => ({ ...ofSetting, ...match })) : [] };
  });
}

function matchesIn(given: Case, recipient: ReadRecipient, setting: SettingInput): ReturnType<typeof matchesOf> {
  const { policy, surroundings, message, direction } = given;
  const verdict = direction === 'outbound' ? null : verdictOn.bind(null, policy, surroundings, message);
  return matchesOf(policy, setting, partnerOf(given, recipient), verdict);
}

/** The first reason in the order of S-11.2. */
function reasonOf(given: Case, recipient: ReadRecipient, view: SettingInView, matched: boolean, refused: boolean): Reason {
  const { appliesTo } = view.setting;
  const outbound = appliesTo.includes('outbound') || appliesTo.includes('outbound-secure-transport');
  if (view.disabled) return 'disabled';
  if (view.replaced) return 'overridden';
  if (!isEnabled(view.setting)) return 'not-enabled';
  if (given.direction === 'inbound' ? !appliesTo.includes('inbound') : !outbound) return 'other-direction';
  if (isInternal(given, recipient)) return 'internal-recipient';
  if (given.direction === 'outbound' && !appliesTo.includes('outbound')) {
    hit('S-7.1 secure transport scope');
    if (!secureTransportOf(given)) return 'secure-transport-not-requested';
    if ((view.setting.addressLists ?? []).length === 0) hit('S-7.2 no list');
  }
  if (matched) return 'matched';
  return refused ? 'not-authenticated' : 'no-address-match';
}

function hitView(view: SettingInView, unit: string): void {
  if (view.disabled) hit('S-6.3 disabled');
  else if (view.replaced) hit('S-6.3 overridden');
  else if (!isEnabled(view.setting)) hit('S-7.6 not enabled');
  else if (view.orgUnit !== unit) hit(view.setting.locked ? 'S-6.5' : 'S-6.3 inherited');
}

function decideRecipient(given: Case, recipient: ReadRecipient): RecipientDecision {
  const { direction } = given;
  const matched = consider(given, recipient).filter((consideration) => consideration.reason === 'matched');
  const inForce = matched.filter(({ view }) => isInForce(view));
  const observed = matched.filter(({ view }) => !isEnforced(view.setting));
  const internal = isInternal(given, recipient);
  const secureTransport = secureTransportOf(given) && !internal;
  const own = inForce.map(({ view }) => constraintsOf(view.setting, direction));
  const constraints = joinAll(secureTransport ? [TLS_REQUIRED, ...own] : own);
  if (internal) hit('S-4.5 internal');
  if (inForce.length > 1) hit('S-8.2');
  if (observed.length > 0) hit('S-7.6 testing');
  if (secureTransport && inForce.length === 0) hit('S-7.1 secure transport alone');
  if (constraints.tls === 'opportunistic') hit('S-9.6');
  return {
    recipient: recipient.recipient,
    ...unitOf(given, recipient),
    outcome: 'deliver',
    constraints,
    secureTransport,
    ...routeOf(given, recipient, inForce, constraints.tls === 'required'),
    onViolation: direction === 'outbound' ? 'bounce' : 'reject',
    maxAttempts: direction === 'outbound' && constraints.tls === 'required' ? 1 : null,
    determinedBy: inForce.flatMap(({ view, matches }) => matches.map((match) => ({ ...match, constraints: constraintsOf(view.setting, direction) }))).sort(byMatch),
    testing: observed.flatMap(({ view, matches }) => matches.map((match) => testingMatch(given, view.setting, match))).sort(byMatch),
    violations: [],
    reply: null,
  };
}

function testingMatch({ policy, direction }: Case, setting: SettingInput, match: Match): TestingMatch {
  const route = direction === 'outbound' && setting.route !== undefined ? hostRoute(policy, setting.route) : null;
  return { ...match, constraints: constraintsOf(setting, direction), route, wouldBe: 'deliver' };
}

function byMatch(a: Match, b: Match): number {
  return compare(a.setting, b.setting) || compare(a.addressList, b.addressList) || compare(a.entry, b.entry) || compare(a.address, b.address) || compare(a.orgUnit, b.orgUnit);
}

function hostRoute(policy: PolicyInput, name: string): HostRoute {
  const [, route] = Object.entries(policy.routes ?? {}).find(([other]) => other === name) as [string, { host: string; port?: number; mxLookup?: boolean }];
  return { kind: 'host', host: route.host, port: route.port ?? 25, mxLookup: route.mxLookup ?? false };
}

/** S-7.5, S-8.4 */
function routeOf(given: Case, { address }: ReadRecipient, inForce: readonly Consideration[], required: boolean): Pick<RecipientDecision, 'route' | 'routeConflicts'> {
  const { policy, direction } = given;
  if (direction === 'inbound') return { route: null, routeConflicts: [] };
  const named = inForce
    .filter(({ view }) => view.setting.route !== undefined)
    .map(({ view, matches }) => ({
      setting: view.setting.id,
      orgUnit: view.orgUnit,
      depth: ancestry(view.orgUnit).length,
      rank: Math.min(...matches.map((match) => entryRank(match.entry))),
      route: hostRoute(policy, view.setting.route as string),
    }))
    .sort((a, b) => b.depth - a.depth || a.rank - b.rank || compare(a.setting, b.setting));
  const [best, second] = named;
  if (best === undefined) return { route: defaultRoute(policy, address?.domain ?? null, required), routeConflicts: [] };
  hit('S-7.5 setting route');
  const same = (route: Route): boolean => JSON.stringify(route) === JSON.stringify(best.route);
  if (second) hit(same(second.route) ? 'S-8.4 same value' : best.depth !== second.depth ? 'S-8.4 org unit' : best.rank !== second.rank ? 'S-8.4 entry' : 'S-8.4 id');
  const losers = named.filter(({ route }) => !same(route)).map(({ setting, orgUnit, route }) => ({ setting, orgUnit, route }));
  return { route: best.route, routeConflicts: losers };
}

function defaultRoute(policy: PolicyInput, domain: string | null, required: boolean): Route | null {
  if (required && policy.alternateSecureRoute !== undefined) {
    hit('S-7.5 alternate');
    return hostRoute(policy, policy.alternateSecureRoute);
  }
  if (domain === null) return null;
  if (!domain.startsWith('[')) return { kind: 'mx', domain };
  hit('S-8.4 literal');
  return { kind: 'host', host: domain, port: 25, mxLookup: false };
}

/** S-8.5 */
function deliveriesOf({ message }: Case, recipients: readonly RecipientDecision[]): Delivery[] {
  const deliveries: { recipients: number[]; shared: string; route: Route | null; constraints: RecipientDecision['constraints']; maxAttempts: 1 | null }[] = [];
  recipients.forEach(({ route, constraints, maxAttempts }, index) => {
    const unknown = (recipientsOf(message)[index] as ReadRecipient).address === null;
    const shared = unknown ? `alone ${index}` : JSON.stringify([route, constraints]);
    const delivery = deliveries.find((other) => other.shared === shared);
    if (unknown) hit(recipients.length > 1 ? 'S-8.5 unknown partner' : 'S-4.4 unknown partner');
    if (delivery) hit('S-8.5 shared');
    if (delivery) delivery.recipients.push(index);
    else deliveries.push({ recipients: [index], shared, route, constraints, maxAttempts });
  });
  return deliveries.map(({ shared: _, ...delivery }) => delivery);
}

/** What `effectiveSettings` lists (S-6.4). */
export function effective(policy: PolicyInput, orgUnit: string): object[] {
  return settingsInView(policy, orgUnit)
    .filter((view) => !view.replaced)
    .map((view) => ({
      id: view.setting.id,
      orgUnit: view.orgUnit,
      status: view.status,
      enabled: isEnabled(view.setting),
      mode: view.setting.mode ?? 'enforce',
      inForce: isInForce(view),
      description: view.setting.description ?? '',
    }));
}

/** Applied or the reason why not, for each recipient and setting in view (S-11.2), without near misses. */
export function explained(given: Case): { setting: string; orgUnit: string; inForce: boolean; applied: boolean; reason: Reason }[][] {
  return recipientsOf(given.message).map((recipient) =>
    consider(given, recipient).map(({ view, reason }) => ({ setting: view.setting.id, orgUnit: view.orgUnit, inForce: isInForce(view), applied: reason === 'matched', reason })),
  );
}

/** The entries that match an address, sorted by list and entry (S-3.7). */
export function matching(policy: PolicyInput, address: ReadMessage['mailFrom'], entriesOf: (list: string) => readonly { value: string }[]): { addressList: string; entry: string }[] {
  if (address === null) return [];
  const lists = Object.keys(policy.addressLists ?? {}).sort(compare);
  return lists.flatMap((addressList) =>
    entriesOf(addressList).flatMap(({ value }) => (entryMatches(value, address) ? [{ addressList, entry: value }] : [])).sort((a, b) => compare(a.entry, b.entry)),
  );
}
