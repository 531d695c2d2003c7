// What a change of policy means: for every org unit, direction and class of correspondents, whether constraints tighten, loosen or change otherwise (S-13).

import type { Message } from '../model/message.js';
import type { Outcome } from '../model/decision.js';
import type { Policy } from '../model/policy.js';
import { routeKey } from '../model/route.js';
import { byCodeUnits } from '../model/text.js';
import type { Direction } from '../model/transport.js';
import { violationsOf } from '../evaluate/violations.js';
import { onViolation } from '../evaluate/judgement.js';
import type { Circumstance } from './circumstance.js';
import type { Correspondent, CorrespondentClass } from './correspondents.js';
import { observations, twoPolicies } from './observations.js';
import type { EffectOptions, Observation } from './observations.js';
import { tellingSession } from './telling-session.js';
import { tendencyOf } from './treatment.js';
import type { KeyedTreatment, Tendency, Treatment } from './treatment.js';

/** One effect: some correspondents of some org units are treated otherwise. */
export interface PolicyEffect {
  /** Which way the mail goes. */
  readonly direction: Direction;
  /** Where the users stand that it concerns, sorted. The paths differ where a user moves or a policy has no such org unit. */
  readonly orgUnits: readonly OrgUnitPair[];
  /** Whom it concerns: outbound recipients, inbound authors. */
  readonly correspondents: EffectCorrespondents;
  /** In which circumstances. All of a direction: in any. */
  readonly circumstances: readonly Circumstance[];
  /** What the policy before does with such mail. */
  readonly before: Treatment;
  /** What the policy after does with it. */
  readonly after: Treatment;
  /** Of the constraints. `mixed`: stricter in one thing and weaker in another. */
  readonly tendency: Tendency;
  /** Something that was required is not any more: `loosened` or `mixed`. */
  readonly loosens: boolean;
  /** The mail goes elsewhere than before. */
  readonly routeChanges: boolean;
  /** What settings in testing mode would do changes. */
  readonly testingChanges: boolean;
  /** A message that shows the effect. */
  readonly example: EffectExample;
}

/** The org units, before and after, whose users an effect concerns. */
export interface OrgUnitPair {
  /** The path in the policy before. */
  readonly before: string;
  /** The path in the policy after. */
  readonly after: string;
}

/** Whom an effect concerns. */
export interface EffectCorrespondents {
  /** The first few. */
  readonly some: readonly Correspondent[];
  /** How many there are: each domain, address or wildcard that a list names is one. */
  readonly count: number;
}

/** A message that both policies treat as the effect says. */
export interface EffectExample {
  /** Where the constraints differ it has a session that one of the policies accepts and the other does not. */
  readonly message: Message;
  /** What the `orgUnitOf` of the caller has to say of a user for it; null: nothing, the policies themselves place the user. */
  readonly placed: { readonly address: string; readonly orgUnit: string } | null;
  /** The outcome under the policy before. */
  readonly before: Outcome;
  /** The outcome under the policy after. */
  readonly after: Outcome;
}

/** Empty if and only if no message is treated otherwise. Loosening first, then by direction, org unit and correspondent. */
export function policyEffects(before: Policy, after: Policy, options: EffectOptions): PolicyEffect[] {
  const collector = new EffectCollector();
  for (const observation of observations(twoPolicies(before, after), options)) {
    if (observation.before.key !== observation.after.key) collector.add(observation);
  }
  return collector.effects().sort(byWeight);
}

/** What is alike in all but the correspondents, or in all but the org units, becomes one effect. */
class EffectCollector {
  private readonly places = new Map<object, number>();
  /** By units, correspondents and treatments: observations that differ in circumstance only. */
  private readonly observed = new Map<string, [Observation, ...Observation[]]>();

  add(observation: Observation): void {
    const { direction, units, correspondents, before, after } = observation;
    const key = JSON.stringify([direction, this.placeOf(units[0]), this.placeOf(correspondents[0]), before.key, after.key]);
    const known = this.observed.get(key);
    if (known === undefined) this.observed.set(key, [observation]);
    else known.push(observation);
  }

  effects(): PolicyEffect[] {
    const drafts = [...this.observed.values()].map(draftOf);
    const byUnits = this.grouped(drafts, 'units').map(([first, ...more]) => ({ ...first, correspondents: [first, ...more].flatMap((draft) => draft.correspondents) }));
    const byBoth = this.grouped(byUnits, 'correspondents').map(([first, ...more]) => ({ ...first, units: [first, ...more].flatMap((draft) => draft.units) }));
    return byBoth.map(effectOf);
  }

  /** Drafts of the same treatments in the same circumstances that agree in a part. */
  private grouped(drafts: readonly Draft[], part: 'units' | 'correspondents'): [Draft, ...Draft[]][] {
    const groups = new Map<string, [Draft, ...Draft[]]>();
    for (const draft of drafts) {
      const { direction, circumstances, before, after } = draft;
      const key = JSON.stringify([direction, circumstances, before.key, after.key, draft[part].map((one: object) => this.placeOf(one))]);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, [draft]);
      else known.push(draft);
    }
    return [...groups.values()];
  }

  private placeOf(part: object): number {
    const place = this.places.get(part) ?? this.places.size;
    this.places.set(part, place);
    return place;
  }
}

interface Draft {
  readonly direction: Direction;
  readonly units: readonly Observation['units'][number][];
  readonly correspondents: readonly CorrespondentClass[];
  readonly circumstances: readonly Circumstance[];
  readonly before: KeyedTreatment;
  readonly after: KeyedTreatment;
  /** One that shows it. */
  readonly shown: Observation;
}

function draftOf(alike: readonly [Observation, ...Observation[]]): Draft {
  const [shown] = alike;
  const { direction, units, correspondents, before, after } = shown;
  return { direction, units, correspondents, circumstances: alike.map(({ circumstance }) => circumstance), before, after, shown };
}

function effectOf({ direction, units, correspondents, circumstances, before, after, shown }: Draft): PolicyEffect {
  const tendency = tendencyOf(before.constraints, after.constraints);
  return {
    direction,
    orgUnits: units.map((pair) => ({ before: pair.before.path, after: pair.after.path })).sort(byPaths),
    correspondents: {
      some: correspondents.flatMap(({ members }) => members).slice(0, MAX_NAMED),
      count: correspondents.reduce((sum, { count }) => sum + count, 0),
    },
    circumstances,
    before: withoutKey(before),
    after: withoutKey(after),
    tendency,
    loosens: tendency === 'loosened' || tendency === 'mixed',
    routeChanges: routeText(before) !== routeText(after),
    testingChanges: JSON.stringify(before.testing) !== JSON.stringify(after.testing),
    example: exampleOf(shown),
  };
}

const MAX_NAMED = 5;

function exampleOf({ direction, units: [pair], message, before, after }: Observation): EffectExample {
  const session = tellingSession(before.constraints, after.constraints, direction);
  const outcome = ({ constraints }: Treatment): Outcome => {
    if (session === null) return constraints.tls === 'required' ? 'pending' : 'deliver';
    return violationsOf(constraints, session, direction).length === 0 ? 'deliver' : onViolation(direction);
  };
  return {
    message: session === null ? message : { ...message, session },
    placed: pair.placedAt === null ? null : { address: pair.user, orgUnit: pair.placedAt },
    before: outcome(before),
    after: outcome(after),
  };
}

function withoutKey({ constraints, route, testing }: KeyedTreatment): Treatment {
  return { constraints, route, testing };
}

function routeText({ route }: Treatment): string {
  return route === null ? '' : routeKey(route);
}

function byPaths(a: OrgUnitPair, b: OrgUnitPair): number {
  return byCodeUnits(a.before, b.before) || byCodeUnits(a.after, b.after);
}

/** Sorting is stable: what is equal here stays in the order of org units and lists. */
function byWeight(a: PolicyEffect, b: PolicyEffect): number {
  return Number(b.loosens) - Number(a.loosens) || byCodeUnits(a.direction, b.direction);
}
