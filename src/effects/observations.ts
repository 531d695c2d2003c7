// Every message that two policies can tell from the others, and how both treat it (S-13.1): the ground of whatever is said about what a change means. Every
// class of correspondents, every pair of org units and every circumstance is looked at, so that no effect is missed.

import { compileContent } from '../compile/compiled-policy.js';
import type { CompiledPolicy, CompiledUnit } from '../compile/compiled-policy.js';
import type { RuleSet } from '../compile/rule.js';
import type { Message } from '../model/message.js';
import type { RecipientDecision } from '../model/decision.js';
import type { Policy } from '../model/policy.js';
import { append } from '../model/multimap.js';
import type { Direction } from '../model/transport.js';
import { contentOf } from '../policy/parsed-policy.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { OrgUnitOf } from '../evaluate/org-unit-of-user.js';
import type { OrganizationalDomain } from '../evaluate/organizational-domain.js';
import { circumstancesOf, messageIn } from './circumstance.js';
import type { Circumstance } from './circumstance.js';
import { correspondentsOf, listOfEither } from './correspondents.js';
import type { CorrespondentClass, Correspondents, ListOfEither } from './correspondents.js';
import { unitPairs } from './org-unit-pairs.js';
import type { UnitPair } from './org-unit-pairs.js';
import { treatmentOf } from './treatment.js';
import type { KeyedTreatment } from './treatment.js';
import type { TwoPolicies } from './two-policies.js';

export interface EffectOptions {
  readonly orgUnitOf: OrgUnitOf;
  readonly organizationalDomain: OrganizationalDomain;
}

/** A message that stands for many, and how both policies treat it. */
export interface Observation {
  readonly direction: Direction;
  /** Pairs of org units that no rule of this direction tells apart. */
  readonly units: readonly [UnitPair, ...UnitPair[]];
  /** Classes of correspondents that no rule of these units tells apart. */
  readonly correspondents: readonly [CorrespondentClass, ...CorrespondentClass[]];
  readonly circumstance: Circumstance;
  readonly message: Message;
  readonly before: ObservedTreatment;
  readonly after: ObservedTreatment;
}

export interface ObservedTreatment extends KeyedTreatment {
  readonly recipient: RecipientDecision;
}

export function twoPolicies(before: Policy, after: Policy): TwoPolicies {
  return { before: compileContent(contentOf(before)), after: compileContent(contentOf(after)) };
}

/** Every message that the policies can tell from the others, once: lazily, so that whoever looks for one effect need not wait for all. */
export function observations(policies: TwoPolicies, options: EffectOptions): Generator<Observation> {
  return observationsAmong(correspondentsOf(policies, options.organizationalDomain), unitPairs(policies, options.orgUnitOf), policies, options);
}

export function* observationsAmong(
  correspondents: Correspondents,
  pairs: readonly UnitPair[],
  policies: TwoPolicies,
  options: EffectOptions,
): Generator<Observation> {
  for (const direction of ['inbound', 'outbound'] as const) {
    for (const units of alikeUnits(pairs, direction)) {
      for (const alike of alikeCorrespondents(correspondents, units[0], direction)) yield* observationsOf(direction, units, alike, policies, options);
    }
  }
}

function* observationsOf(
  direction: Direction,
  units: Observation['units'],
  alike: Observation['correspondents'],
  policies: TwoPolicies,
  options: EffectOptions,
): Generator<Observation> {
  const [pair] = units;
  const [shown] = alike;
  for (const circumstance of circumstancesOf(direction, shown.members[0], policies)) {
    const message = messageIn(circumstance, pair.user, shown);
    if (message === null) continue;
    const treat = (policy: CompiledPolicy): ObservedTreatment => treatmentBy(policy, message, direction, pair, options);
    yield { direction, units, correspondents: alike, circumstance, message, before: treat(policies.before), after: treat(policies.after) };
  }
}

function treatmentBy(policy: CompiledPolicy, message: Message, direction: Direction, { placedAt }: UnitPair, options: EffectOptions): ObservedTreatment {
  const orgUnitOf = placedAt === null ? options.orgUnitOf : () => placedAt;
  const [recipient] = evaluate(policy, message, direction, { ...options, orgUnitOf, replyProfile: 'default' }).recipients;
  if (recipient === undefined) throw new Error('a message with one recipient has a decision about one');
  return { ...treatmentOf(recipient), recipient };
}

/** Units that change nothing share the rules of the unit above, so that thousands of them are looked at once. */
function alikeUnits(pairs: readonly UnitPair[], direction: Direction): [UnitPair, ...UnitPair[]][] {
  const groups = new Map<RuleSet, Map<RuleSet, [UnitPair, ...UnitPair[]]>>();
  for (const pair of pairs) {
    const byAfter = groups.get(pair.before[direction]) ?? new Map<RuleSet, [UnitPair, ...UnitPair[]]>();
    groups.set(pair.before[direction], byAfter);
    const known = byAfter.get(pair.after[direction]);
    if (known === undefined) byAfter.set(pair.after[direction], [pair]);
    else known.push(pair);
  }
  return [...groups.values()].flatMap((byAfter) => [...byAfter.values()]);
}

/** Classes that differ only in lists that no rule of the units names are one. */
function alikeCorrespondents(correspondents: Correspondents, { before, after }: UnitPair, direction: Direction): Observation['correspondents'][] {
  const { everyoneElse, unknown, internal, byList } = correspondents;
  const lists = new Set([...listsOf(before, direction, 'before'), ...listsOf(after, direction, 'after')]);
  const groups = new Map<string, CorrespondentClass[]>();
  const concerned = new Set([everyoneElse, ...[...lists].flatMap((list) => byList.get(list) ?? []), ...(direction === 'outbound' ? internal : [])]);
  for (const one of concerned) append(groups, aspectOf(one, lists, direction), one);
  return [...(groups.values() as Iterable<Observation['correspondents']>), [unknown]];
}

function listsOf(unit: CompiledUnit, direction: Direction, side: keyof TwoPolicies): ListOfEither[] {
  return unit[direction].all.flatMap(({ lists }) => lists.map((place) => listOfEither(place, side)));
}

function aspectOf({ marks, internal, ownRoute, alignedDomain }: CorrespondentClass, lists: ReadonlySet<ListOfEither>, direction: Direction): string {
  const seen = marks.filter(({ list }) => lists.has(list)).map(({ list, how }) => `${list}:${how}`);
  return `${direction === 'outbound' ? `${internal} ${ownRoute ?? ''}` : ''} ${alignedDomain !== null} ${seen.join(' ')}`;
}
